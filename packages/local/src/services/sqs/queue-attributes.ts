import { z } from "zod";
import { AwsError, NotSupportedError } from "../../service.ts";
import { checkQueuePolicy } from "./queue-policy.ts";

/**
 * Settings of a queue and their bounds.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
 */
const NUMBERS: Readonly<Record<string, { readonly least: number; readonly most: number; readonly initial: number }>> = {
  DelaySeconds: { least: 0, most: 900, initial: 0 },
  MaximumMessageSize: { least: 1_024, most: 1_048_576, initial: 1_048_576 },
  MessageRetentionPeriod: { least: 60, most: 1_209_600, initial: 345_600 },
  ReceiveMessageWaitTimeSeconds: { least: 0, most: 20, initial: 0 },
  VisibilityTimeout: { least: 0, most: 43_200, initial: 30 },
};

/** Kept and shown; nothing here acts on them. */
const STORED: ReadonlySet<string> = new Set([
  ...["RedriveAllowPolicy", "SqsManagedSseEnabled", "KmsMasterKeyId", "KmsDataKeyReusePeriodSeconds"],
]);

const redrivePolicySchema = z.strictObject({
  deadLetterTargetArn: z.string().regex(/^arn:aws[\w-]*:sqs:/),
  maxReceiveCount: z.coerce.number().int().min(1).max(1_000),
});

export type RedrivePolicy = z.output<typeof redrivePolicySchema>;

export type QueueAttributes = Readonly<Record<string, string>>;

/** The settings a new queue has. */
export const INITIAL_ATTRIBUTES: QueueAttributes = Object.fromEntries(
  Object.entries(NUMBERS).map(([name, { initial }]) => [name, `${initial}`]),
);

/**
 * Checks the attributes of CreateQueue and SetQueueAttributes.
 * @throws {NotSupportedError} for FIFO queues and attributes this local AWS does not know.
 * @throws {AwsError} InvalidAttributeValue
 */
export function checkAttributes(attributes: QueueAttributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    const number = NUMBERS[name];
    if (number !== undefined) checkNumber(name, value, number);
    else if (name === "RedrivePolicy") redrivePolicyOf(value);
    else if (name === "Policy") checkQueuePolicy(value);
    else if (!STORED.has(name)) throw new NotSupportedError(`Queue attribute ${name}`);
  }
}

/** The policy in the attribute's JSON; an empty text takes it away. */
export function redrivePolicyOf(value: string | undefined): RedrivePolicy | undefined {
  if (value === undefined || value === "") return undefined;
  try {
    return redrivePolicySchema.parse(JSON.parse(value));
  } catch (cause) {
    const error = new AwsError(
      "InvalidAttributeValue",
      `Value ${value} for parameter RedrivePolicy is invalid. Reason: it must have deadLetterTargetArn and maxReceiveCount (1 to 1000).`,
    );
    throw Object.assign(error, { cause });
  }
}

function checkNumber(name: string, value: string, { least, most }: { least: number; most: number }): void {
  const number = Number(value);
  if (/^\d+$/.test(value) && number >= least && number <= most) return;
  throw new AwsError(
    "InvalidAttributeValue",
    `Invalid value for the parameter ${name}: "${value}". It must be from ${least} to ${most}.`,
  );
}
