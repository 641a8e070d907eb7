import { z } from "zod";
import type { LocalClock } from "../../../clock.ts";
import { AwsError, NotSupportedError, type Operation } from "../../../service.ts";
import type { TagStore } from "../../tag-store.ts";
import { Queue } from "../queue.ts";
import { isQueueName, queueArn, queueUrl } from "../queue-arn.ts";
import { checkAttributes } from "../queue-attributes.ts";
import type { QueueStore } from "../queue-store.ts";

const tagMap = z.record(z.string().min(1).max(128), z.string().max(256)).optional();

const inputSchema = z.strictObject({
  QueueName: z.string(),
  Attributes: z.record(z.string(), z.string()).optional(),
  tags: tagMap,
  /** The query protocol's `Tag.1.Key` of TagQueue and of CreateQueue are the same field here. */
  Tags: tagMap,
});

export interface QueueOperationContext {
  readonly store: QueueStore;
  readonly tags: TagStore;
  readonly clock: LocalClock;
  readonly region: string;
  /** `http://127.0.0.1:4566`: what the URLs of queues begin with. */
  readonly endpoint: () => string;
}

/** A queue of the same name and the same attributes is given back; with other attributes it is an error. */
export function createQueue({
  store,
  tags,
  clock,
  region,
  endpoint,
}: QueueOperationContext): Operation<z.output<typeof inputSchema>, { QueueUrl: string }> {
  return {
    input: inputSchema,
    resources: ({ QueueName }) => [queueArn(region, QueueName)],
    run: ({ QueueName, Attributes = {}, ...input }) => {
      if (QueueName.endsWith(".fifo")) throw new NotSupportedError("A FIFO queue");
      if (!isQueueName(QueueName)) {
        throw new AwsError(
          "InvalidParameterValue",
          `The queue name "${QueueName}" can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length`,
        );
      }
      checkAttributes(Attributes);
      const existing = store.find(QueueName);
      const differing = Object.entries(Attributes).find(
        ([name, value]) => existing !== undefined && existing.attributes[name] !== value,
      );
      if (differing !== undefined) {
        throw new AwsError(
          "QueueNameExists",
          `A queue already exists with the same name and a different value for attribute ${differing[0]}`,
        );
      }
      if (existing === undefined) store.put(new Queue(QueueName, queueArn(region, QueueName), Attributes, clock.now()));
      tags.add(queueArn(region, QueueName), { ...input.tags, ...input.Tags });
      return { QueueUrl: queueUrl(endpoint(), QueueName) };
    },
  };
}
