import { GetQueueAttributesCommand, GetQueueUrlCommand, QueueDoesNotExist } from "@aws-sdk/client-sqs";
import type { Check } from "../check.ts";
import type { Examination } from "../examination.ts";
import { PAGES } from "../pages.ts";

/** What could not be done or delivered waits for a person, 14 days long. */
export const failedEvents: Check = {
  id: "failed-events",
  needs: ["reader"],
  async run(examination) {
    const { names, facts } = examination;
    const queues = [
      `${names.producerFunction}-undelivered`,
      `${names.producerFunction}-failed`,
      ...((await facts.refreshesAtRate()) ? [`${names.refreshMachine}-undelivered`] : []),
      `${names.retentionMachine}-undelivered`,
      `${names.alertsFunction}-undelivered`,
      `${names.alertsFunction}-failed`,
    ];
    const counts = await Promise.all(queues.map((queue) => messagesIn(examination, queue)));
    return queues.flatMap((queue, index) => {
      const count = counts[index];
      if (count === 0) return [];
      if (count === undefined) {
        return {
          rule: "queue-missing",
          severity: "problem",
          found: `The queue ${queue} is not there.`,
          matters: "What fails is lost.",
          mend: `npx sst deploy --stage ${names.stage}`,
          source: PAGES.failedEvents,
        } as const;
      }
      const which = queue.endsWith("-failed") ? "failed after all retries" : "could not be delivered";
      return {
        rule: "events-failed",
        severity: "warning",
        found: `The queue ${queue} holds ${count} event${count === 1 ? "" : "s"} that ${which}.`,
        matters: "SQS forgets them after 14 days, and with them why they failed.",
        mend: `Read them: aws sqs receive-message --queue-url $(aws sqs get-queue-url --queue-name ${queue} --query QueueUrl --output text); when the cause is mended, empty it: aws sqs purge-queue --queue-url <that url>`,
        source: PAGES.failedEvents,
      } as const;
    });
  },
};

async function messagesIn({ ask, reader }: Examination, QueueName: string): Promise<number | undefined> {
  try {
    const { QueueUrl } = await ask("sqs:GetQueueUrl", () => reader.sqs.send(new GetQueueUrlCommand({ QueueName })));
    const AttributeNames = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"] as const;
    const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...AttributeNames] });
    const { Attributes = {} } = await ask("sqs:GetQueueAttributes", () => reader.sqs.send(command));
    return AttributeNames.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
  } catch (error) {
    if (error instanceof QueueDoesNotExist) return undefined;
    throw error;
  }
}
