import type { RunningService, ServiceContext } from "../../service.ts";
import { TagStore } from "../tag-store.ts";
import { createQueue } from "./operations/create-queue.ts";
import { changeMessageVisibility, deleteMessage } from "./operations/delete-message.ts";
import { queueOperations } from "./operations/queue-operations.ts";
import { receiveMessage } from "./operations/receive-message.ts";
import { sendMessage, sendMessageBatch } from "./operations/send-message.ts";
import { recordQueueMetrics } from "./queue-metrics.ts";
import { QueueStore } from "./queue-store.ts";

/** JSON's error names as the query protocol has them: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html */
const ERROR_CODES = {
  QueueDoesNotExist: "AWS.SimpleQueueService.NonExistentQueue",
  QueueNameExists: "QueueAlreadyExists",
  MessageNotInflight: "AWS.SimpleQueueService.MessageNotInflight",
  EmptyBatchRequest: "AWS.SimpleQueueService.EmptyBatchRequest",
  TooManyEntriesInBatchRequest: "AWS.SimpleQueueService.TooManyEntriesInBatchRequest",
  BatchEntryIdsNotDistinct: "AWS.SimpleQueueService.BatchEntryIdsNotDistinct",
} as const;

const map = (element: string) => ({ element, key: "Name", value: "Value" });

/** The query protocol of older clients writes SQS's lists and maps without wrapping elements. */
const FLATTENED = {
  Attributes: map("Attribute"),
  MessageAttributes: map("MessageAttribute"),
  Tags: { element: "Tag", key: "Key", value: "Value" },
  TagKeys: { element: "TagKey" },
  AttributeNames: { element: "AttributeName" },
  MessageSystemAttributeNames: { element: "MessageSystemAttributeName" },
  MessageAttributeNames: { element: "MessageAttributeName" },
  QueueUrls: { element: "QueueUrl" },
  Messages: { element: "Message" },
  Entries: { element: "SendMessageBatchRequestEntry" },
  Successful: { element: "SendMessageBatchResultEntry" },
  Failed: { element: "BatchResultErrorEntry" },
} as const;

export interface SqsOptions {
  /** The URL of this local AWS, which clients find in a queue's URL and send their requests to. */
  readonly endpoint: () => string;
}

/** Standard queues. */
export function createSqsService(context: ServiceContext, { endpoint }: SqsOptions): RunningService {
  const { clock, region, identity, recordMetric } = context;
  const store = new QueueStore();
  const closing = new AbortController();
  const queues = { store, tags: new TagStore(), clock, region, endpoint };
  const messages = { store, clock, region, identity, recordMetric };
  const metrics = recordQueueMetrics(store, clock, recordMetric, closing.signal);
  return {
    service: {
      signingName: "sqs",
      iamPrefix: "sqs",
      protocols: ["json-1.0", "query"],
      targetPrefix: "AmazonSQS",
      xmlNamespace: "http://queue.amazonaws.com/doc/2012-11-05/",
      query: { flattened: FLATTENED, errorCodes: ERROR_CODES },
      operations: {
        CreateQueue: createQueue(queues),
        ...queueOperations(queues),
        SendMessage: sendMessage(messages),
        SendMessageBatch: sendMessageBatch(messages),
        ReceiveMessage: receiveMessage(messages, closing.signal),
        DeleteMessage: deleteMessage(messages),
        ChangeMessageVisibility: changeMessageVisibility(messages),
      },
    },
    close: async () => {
      closing.abort();
      await metrics;
    },
  };
}
