import { type Caller, NotSupportedError, type ServiceContext } from "../service.ts";

type Send = (
  context: ServiceContext,
  caller: Caller,
  arn: string,
  body: string,
  attributes: Readonly<Record<string, { DataType: "String"; StringValue: string }>>,
) => Promise<unknown>;

const SENDERS: Readonly<Record<string, Send>> = {
  sqs: (context, caller, arn, body, attributes) =>
    context.call(caller, "sqs", "SendMessage", {
      QueueUrl: queueUrlOf(arn),
      MessageBody: body,
      MessageAttributes: attributes,
    }),
  sns: (context, caller, arn, body, attributes) =>
    context.call(caller, "sns", "Publish", { TopicArn: arn, Message: body, MessageAttributes: attributes }),
};

/** Whether an ARN can be the destination of an event or of a dead letter here: a queue or a topic. */
export function isDestination(arn: string): boolean {
  return Object.hasOwn(SENDERS, serviceOf(arn));
}

/** What handing something to a destination is to IAM. */
export function deliveryAction(arn: string): string {
  return serviceOf(arn) === "sns" ? "sns:Publish" : "sqs:SendMessage";
}

/**
 * Sends `body` to the queue or topic `arn` as `caller`.
 * @throws {AwsError} what the queue or topic answers.
 */
export async function deliver(
  context: ServiceContext,
  caller: Caller,
  arn: string,
  body: string,
  attributes: Readonly<Record<string, string>> = {},
): Promise<void> {
  const send = SENDERS[serviceOf(arn)];
  if (!send) throw new NotSupportedError(`A destination of ${serviceOf(arn)} (${arn}); a queue or a topic is, which`);
  const typed = Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, { DataType: "String" as const, StringValue: value }]),
  );
  await send(context, caller, arn, body, typed);
}

/** SQS addresses a queue by URL; its path is made of the ARN's account and name. */
export function queueUrlOf(arn: string): string {
  const [, , , region, account, name] = arn.split(":");
  return `https://sqs.${region}.amazonaws.com/${account}/${name}`;
}

function serviceOf(arn: string): string {
  return arn.split(":")[2] ?? "";
}
