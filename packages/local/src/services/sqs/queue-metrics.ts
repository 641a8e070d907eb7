import type { LocalClock } from "../../clock.ts";
import type { ServiceContext } from "../../service.ts";
import type { QueueStore } from "./queue-store.ts";

const MINUTE = 60_000;

/** Records how many messages every queue holds, each minute of local time, until `closing`. */
export async function recordQueueMetrics(
  store: QueueStore,
  clock: LocalClock,
  recordMetric: ServiceContext["recordMetric"],
  closing: AbortSignal,
): Promise<void> {
  while (!closing.aborted) {
    const next = (Math.floor(clock.now() / MINUTE) + 1) * MINUTE;
    try {
      await clock.sleep(next - clock.now(), closing);
    } catch (error) {
      if (closing.aborted) return;
      throw error;
    }
    for (const queue of store.all()) recordCounts(queue.name, queue.counts(clock.now()), recordMetric);
  }
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html */
function recordCounts(
  QueueName: string,
  { visible, inFlight, delayed }: { visible: number; inFlight: number; delayed: number },
  recordMetric: ServiceContext["recordMetric"],
): void {
  const values = {
    ApproximateNumberOfMessagesVisible: visible,
    ApproximateNumberOfMessagesNotVisible: inFlight,
    ApproximateNumberOfMessagesDelayed: delayed,
  };
  for (const [name, value] of Object.entries(values)) {
    recordMetric({ namespace: "AWS/SQS", name, dimensions: { QueueName }, value, unit: "Count" });
  }
}
