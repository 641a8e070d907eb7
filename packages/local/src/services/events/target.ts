import { z } from "zod";
import { ACCOUNT_ID } from "../../account.ts";
import type { Identity } from "../../identity/identity.ts";
import { AwsError, type Call, type Caller, NotSupportedError } from "../../service.ts";
import type { BusEvent } from "./event-bus.ts";

/**
 * EventBridge itself, as the caller of targets that need no role. To topics it does not say which rule it acts for.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
 */
const EVENTS: Caller = { kind: "service", accountId: ACCOUNT_ID, arn: "events.amazonaws.com", name: "events" };
const eventsFor = (sourceArn: string): Caller => ({ ...EVENTS, sourceArn });

const INPUT_PATH = /^\$(\.[A-Za-z_][\w-]*)*$/;

export const targetSchema = z.strictObject({
  Id: z.string().min(1).max(64),
  Arn: z.string().min(1).max(1600),
  RoleArn: z.string().min(1).max(1600).optional(),
  Input: z.string().max(8192).optional(),
  InputPath: z.string().max(256).optional(),
  DeadLetterConfig: z.strictObject({ Arn: z.string().min(1).max(1600) }).optional(),
});

export type Target = z.output<typeof targetSchema>;

interface Delivery {
  readonly call: Call;
  readonly identity: Identity;
  readonly target: Target;
  readonly ruleArn: string;
  readonly event: BusEvent;
  /** What the target gets. */
  readonly text: string;
}

/** What each kind of target is called with, by the service in its ARN. */
const TARGETS: Readonly<Record<string, (delivery: Delivery) => Promise<unknown>>> = {
  sns: ({ call, target, text }) => call(EVENTS, "sns", "Publish", { TopicArn: target.Arn, Message: text }),
  sqs: ({ call, target, ruleArn, text }) =>
    call(eventsFor(ruleArn), "sqs", "SendMessage", { QueueUrl: queueUrlOf(target.Arn), MessageBody: text }),
  lambda: ({ call, target, ruleArn, text }) => {
    const Payload = Buffer.from(text);
    return call(eventsFor(ruleArn), "lambda", "Invoke", { FunctionName: target.Arn, InvocationType: "Event", Payload });
  },
  states: ({ call, identity, target, ruleArn, event, text }) => {
    const caller = identity.assumeRole(eventsFor(ruleArn), target.RoleArn ?? "", `events-${event.id}`);
    return call(caller, "states", "StartExecution", { stateMachineArn: target.Arn, input: text });
  },
  logs: putLogEvent,
};

/**
 * @throws {NotSupportedError} for a target of another service.
 * @throws {AwsError} ValidationException
 */
export function checkTarget(target: Target): void {
  const service = serviceOf(target.Arn);
  if (service === undefined)
    throw new AwsError(
      "ValidationException",
      `Parameter ${target.Arn} is not valid. Reason: Provided Arn is not in correct format.`,
    );
  if (!(service in TARGETS)) throw new NotSupportedError(`EventBridge target ${target.Arn}`);
  if (service === "states" && target.RoleArn === undefined) {
    throw new AwsError("ValidationException", `RoleArn is required for target ${target.Arn}.`);
  }
  if (target.Input !== undefined && target.InputPath !== undefined) {
    throw new AwsError(
      "ValidationException",
      `Only one of Input, InputPath, or InputTransformer must be provided for target ${target.Id}.`,
    );
  }
  if (target.InputPath !== undefined && !INPUT_PATH.test(target.InputPath))
    throw new NotSupportedError(`InputPath ${target.InputPath}`);
  if (target.Input !== undefined) requireJson(target.Input, target.Id);
}

/** Gives one event to one target. */
export async function deliverToTarget(
  target: Target,
  event: BusEvent,
  { call, identity, ruleArn }: { call: Call; identity: Identity; ruleArn: string },
): Promise<void> {
  const deliver = TARGETS[serviceOf(target.Arn) ?? ""];
  if (deliver === undefined) throw new NotSupportedError(`EventBridge target ${target.Arn}`);
  await deliver({ call, identity, target, ruleArn, event, text: textFor(target, event) });
}

/** What could not be delivered, to the target's dead-letter queue: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html */
export async function deliverDeadLetter(
  queueArn: string,
  event: BusEvent,
  failure: { ruleArn: string; targetArn: string; error: unknown },
  call: Call,
): Promise<void> {
  const { ruleArn, targetArn, error } = failure;
  const attribute = (StringValue: string) => ({ DataType: "String", StringValue });
  await call(eventsFor(ruleArn), "sqs", "SendMessage", {
    QueueUrl: queueUrlOf(queueArn),
    MessageBody: JSON.stringify(event),
    MessageAttributes: {
      RULE_ARN: attribute(ruleArn),
      TARGET_ARN: attribute(targetArn),
      ERROR_CODE: attribute(error instanceof AwsError ? error.code : "SDK_CLIENT_ERROR"),
      ERROR_MESSAGE: attribute(error instanceof Error ? error.message : String(error)),
    },
  });
}

async function putLogEvent({ call, target, ruleArn, event, text }: Delivery): Promise<void> {
  const logGroupName = /:log-group:([^:]+)/.exec(target.Arn)?.[1] ?? "";
  const logStreamName = event.id;
  await call(eventsFor(ruleArn), "logs", "CreateLogStream", { logGroupName, logStreamName });
  const logEvents = [{ timestamp: Date.parse(event.time), message: text }];
  await call(eventsFor(ruleArn), "logs", "PutLogEvents", { logGroupName, logStreamName, logEvents });
}

function textFor({ Input, InputPath }: Target, event: BusEvent): string {
  if (Input !== undefined) return Input;
  const fields = (InputPath ?? "$").split(".").slice(1);
  const found = fields.reduce<unknown>((value, field) => (isObject(value) ? value[field] : undefined), event);
  return JSON.stringify(found ?? null);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function serviceOf(arn: string): string | undefined {
  return /^arn:aws[\w-]*:([\w-]+):/.exec(arn)?.[1];
}

function queueUrlOf(arn: string): string {
  const [, , , region, account, name] = arn.split(":");
  return `https://sqs.${region}.amazonaws.com/${account}/${name}`;
}

function requireJson(text: string, id: string): void {
  try {
    JSON.parse(text);
  } catch (cause) {
    throw Object.assign(new AwsError("ValidationException", `JSON syntax error in input for target ${id}.`), { cause });
  }
}
