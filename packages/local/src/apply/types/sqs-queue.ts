import { z } from "zod";
import { type ResourceType, unless } from "../apply-scope.ts";

const NOT_FOUND = ["QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue"];

const text = z.union([z.string(), z.number(), z.boolean()]).transform(String).optional();
const attributes = {
  delaySeconds: text,
  kmsDataKeyReusePeriodSeconds: text,
  kmsMasterKeyId: text,
  messageRetentionSeconds: text,
  policy: text,
  receiveWaitTimeSeconds: text,
  redriveAllowPolicy: text,
  redrivePolicy: text,
  maxMessageSize: text,
  sqsManagedSseEnabled: text,
  visibilityTimeoutSeconds: text,
};
const queueInputs = z.strictObject({
  name: z.string(),
  fifoQueue: z.literal(false).optional(),
  tags: z.record(z.string(), z.string()).default({}),
  ...attributes,
});
const policyInputs = z.strictObject({ queueUrl: z.string(), policy: z.string() });

/** Attributes whose name in SQS is not simply Pulumi's with a capital. */
const NAMES: Readonly<Record<string, string>> = {
  maxMessageSize: "MaximumMessageSize",
  messageRetentionSeconds: "MessageRetentionPeriod",
  receiveWaitTimeSeconds: "ReceiveMessageWaitTimeSeconds",
  visibilityTimeoutSeconds: "VisibilityTimeout",
};

export const queue: ResourceType = {
  async apply({ inputs }, { call }) {
    const { name: QueueName, fifoQueue: _fifo, tags, ...wanted } = queueInputs.parse(inputs);
    const Attributes = Object.fromEntries(
      Object.entries(wanted)
        .filter((entry): entry is [string, string] => entry[1] !== undefined)
        .map(([name, value]) => [NAMES[name] ?? name.charAt(0).toUpperCase() + name.slice(1), value]),
    );
    const found = await unless(NOT_FOUND, call<{ QueueUrl: string }>("sqs", "GetQueueUrl", { QueueName }));
    if (found) await call("sqs", "SetQueueAttributes", { QueueUrl: found.QueueUrl, Attributes });
    else {
      await call("sqs", "CreateQueue", { QueueName, Attributes, ...(Object.keys(tags).length > 0 ? { tags } : {}) });
    }
  },
  async remove({ state }, { call }) {
    await unless(NOT_FOUND, call("sqs", "DeleteQueue", { QueueUrl: state.url }));
  },
};

export const queuePolicy: ResourceType = {
  async apply({ inputs }, { call }) {
    const { queueUrl: QueueUrl, policy } = policyInputs.parse(inputs);
    await call("sqs", "SetQueueAttributes", { QueueUrl, Attributes: { Policy: policy } });
  },
  async remove({ inputs }, { call }) {
    const { queueUrl: QueueUrl } = policyInputs.parse(inputs);
    await unless(NOT_FOUND, call("sqs", "SetQueueAttributes", { QueueUrl, Attributes: { Policy: "" } }));
  },
};
