import { z } from "zod";
import type { Operation } from "../../../service.ts";
import { integer } from "../../wire-value.ts";
import { nameInUrl, queueArn } from "../queue-arn.ts";
import type { SendContext } from "./send-message.ts";

const deleteInput = z.strictObject({ QueueUrl: z.string().min(1), ReceiptHandle: z.string().min(1) });
const visibilityInput = z.strictObject({
  QueueUrl: z.string().min(1),
  ReceiptHandle: z.string().min(1),
  VisibilityTimeout: integer.pipe(z.number().min(0).max(43_200)),
});

export function deleteMessage({
  store,
  region,
  recordMetric,
}: SendContext): Operation<z.output<typeof deleteInput>, void> {
  return {
    input: deleteInput,
    resources: ({ QueueUrl }) => [queueArn(region, nameInUrl(QueueUrl))],
    run: ({ QueueUrl, ReceiptHandle }) => {
      const queue = store.byUrl(QueueUrl);
      if (!queue.delete(ReceiptHandle)) return;
      recordMetric({
        namespace: "AWS/SQS",
        name: "NumberOfMessagesDeleted",
        dimensions: { QueueName: queue.name },
        value: 1,
        unit: "Count",
      });
    },
  };
}

export function changeMessageVisibility({
  store,
  clock,
  region,
}: SendContext): Operation<z.output<typeof visibilityInput>, void> {
  return {
    input: visibilityInput,
    resources: ({ QueueUrl }) => [queueArn(region, nameInUrl(QueueUrl))],
    run: ({ QueueUrl, ReceiptHandle, VisibilityTimeout }) =>
      store.byUrl(QueueUrl).changeVisibility(ReceiptHandle, VisibilityTimeout, clock.now()),
  };
}
