import { z } from "zod";
import type { LocalClock } from "../../../clock.ts";
import { AwsError, type Caller, type Operation, type ServiceContext } from "../../../service.ts";
import { requireKeyOf } from "../../encryption-key.ts";
import { integer, list } from "../../wire-value.ts";
import { md5, md5OfAttributes, messageAttributesSchema } from "../message.ts";
import type { Queue } from "../queue.ts";
import { nameInUrl, queueArn } from "../queue-arn.ts";
import { queuePolicy } from "../queue-policy.ts";
import type { QueueStore } from "../queue-store.ts";

const messageFields = {
  MessageBody: z.string(),
  DelaySeconds: integer.pipe(z.number().min(0).max(900)).optional(),
  MessageAttributes: messageAttributesSchema.optional(),
};

const sendInput = z.strictObject({ QueueUrl: z.string().min(1), ...messageFields });
const entrySchema = z.strictObject({ Id: z.string().regex(/^[\w-]{1,80}$/), ...messageFields });
const batchInput = z.strictObject({ QueueUrl: z.string().min(1), Entries: list(entrySchema) });

type Fields = Omit<z.output<typeof entrySchema>, "Id">;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html */
const MAXIMUM_ENTRIES = 10;
const MAXIMUM_ATTRIBUTES = 10;

export interface SendContext {
  readonly store: QueueStore;
  readonly clock: LocalClock;
  readonly region: string;
  readonly identity: ServiceContext["identity"];
  readonly recordMetric: ServiceContext["recordMetric"];
}

export function sendMessage(context: SendContext): Operation<z.output<typeof sendInput>, object> {
  return {
    input: sendInput,
    resources: ({ QueueUrl }) => [queueArn(context.region, nameInUrl(QueueUrl))],
    policy: ({ QueueUrl }) => queuePolicy(context.store.byUrl(QueueUrl).attributes.Policy),
    run: (input, caller) => send(context, context.store.byUrl(input.QueueUrl), input, caller),
  };
}

/** Entries are sent one by one: what fails is told of in `Failed`. */
export function sendMessageBatch(context: SendContext): Operation<z.output<typeof batchInput>, object> {
  return {
    input: batchInput,
    resources: ({ QueueUrl }) => [queueArn(context.region, nameInUrl(QueueUrl))],
    policy: ({ QueueUrl }) => queuePolicy(context.store.byUrl(QueueUrl).attributes.Policy),
    action: "sqs:SendMessage",
    run: ({ QueueUrl, Entries }, caller) => {
      const queue = context.store.byUrl(QueueUrl);
      checkEntries(Entries.map(({ Id }) => Id));
      const Successful: object[] = [];
      const Failed: object[] = [];
      for (const { Id, ...fields } of Entries) {
        try {
          Successful.push({ Id, ...send(context, queue, fields, caller) });
        } catch (error) {
          if (!(error instanceof AwsError)) throw error;
          Failed.push({ Id, SenderFault: error.status < 500, Code: error.code, Message: error.message });
        }
      }
      return { Successful, Failed };
    },
  };
}

function send(context: SendContext, queue: Queue, fields: Fields, caller: Caller): object {
  const { clock, recordMetric } = context;
  const attributes = fields.MessageAttributes ?? {};
  if (fields.MessageBody === "")
    throw new AwsError("MissingParameter", "The request must contain the parameter MessageBody.");
  if (Object.keys(attributes).length > MAXIMUM_ATTRIBUTES) {
    throw new AwsError("InvalidParameterValue", `A message can have ${MAXIMUM_ATTRIBUTES} attributes.`);
  }
  requireKeyOf(context, caller, queue.attributes.KmsMasterKeyId);
  const delay = fields.DelaySeconds === undefined ? {} : { delaySeconds: fields.DelaySeconds };
  const message = queue.send({ body: fields.MessageBody, attributes, senderId: caller.arn, ...delay }, clock.now());
  recordMetric({
    namespace: "AWS/SQS",
    name: "NumberOfMessagesSent",
    dimensions: { QueueName: queue.name },
    value: 1,
    unit: "Count",
  });
  return {
    MessageId: message.id,
    MD5OfMessageBody: md5(message.body),
    MD5OfMessageAttributes: md5OfAttributes(attributes),
  };
}

function checkEntries(ids: readonly string[]): void {
  if (ids.length === 0) throw new AwsError("EmptyBatchRequest", "The batch request doesn't contain any entries.");
  if (ids.length > MAXIMUM_ENTRIES) {
    throw new AwsError(
      "TooManyEntriesInBatchRequest",
      `Maximum number of entries per request are ${MAXIMUM_ENTRIES}. You have sent ${ids.length}.`,
    );
  }
  if (new Set(ids).size < ids.length)
    throw new AwsError("BatchEntryIdsNotDistinct", "Two or more batch entries in the request have the same Id.");
}
