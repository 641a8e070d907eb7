import type { LabStage } from "./lab-stage.ts";

/** Takes all events off the stage's queues, as a person does who has read them. @returns the times of the producer's batches */
export async function takeKept({ ask, names }: LabStage): Promise<string[]> {
  const kept: string[] = [];
  const { QueueUrls = [] } = await ask<{ QueueUrls?: readonly string[] }>("sqs", "ListQueues", {
    QueueNamePrefix: names.prefix,
  });
  for (const QueueUrl of QueueUrls) {
    const isProducers = QueueUrl.includes(`/${names.producerFunction}-`);
    for (;;) {
      const { Messages = [] } = await ask<Received>("sqs", "ReceiveMessage", { QueueUrl, MaxNumberOfMessages: 10 });
      if (Messages.length === 0) break;
      for (const { Body, ReceiptHandle } of Messages) {
        if (isProducers) kept.push(timeOf(JSON.parse(Body)));
        await ask("sqs", "DeleteMessage", { QueueUrl, ReceiptHandle });
      }
    }
  }
  return kept;
}

interface Received {
  readonly Messages?: readonly { readonly Body: string; readonly ReceiptHandle: string }[];
}

/** Lambda wraps the event it gave up; the scheduler keeps the event itself. */
function timeOf(body: {
  readonly requestPayload?: { readonly scheduledTime: string };
  readonly scheduledTime?: string;
}): string {
  const time = body.requestPayload?.scheduledTime ?? body.scheduledTime;
  if (time === undefined) throw new Error(`An event in the queue has no time: ${JSON.stringify(body)}`);
  return time;
}
