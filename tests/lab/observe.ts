import type { AlarmChange, Observation, RecordState } from "./judge/observation.ts";
import { LAB_SETTINGS, type LabStage } from "./stage/lab-stage.ts";
import type { Traffic } from "./stage/traffic.ts";

const HOUR_MS = 3_600_000;
/** The stream forgets what is too old once in ten minutes, and a refresh comes when it comes. */
const EXPIRY_MARGIN_MS = 20 * 60_000;

/** Every change of every alarm's state, by the alarm's key, in order of time. */
export async function readAlarmChanges({ ask, names }: LabStage): Promise<ReadonlyMap<string, readonly AlarmChange[]>> {
  const changes = new Map<string, AlarmChange[]>();
  let NextToken: string | undefined;
  do {
    const page = await ask<HistoryPage>("monitoring", "DescribeAlarmHistory", {
      AlarmTypes: ["MetricAlarm", "CompositeAlarm"],
      HistoryItemType: "StateUpdate",
      ScanBy: "TimestampAscending",
      MaxRecords: 100,
      ...(NextToken === undefined ? {} : { NextToken }),
    });
    for (const { AlarmName, Timestamp, HistoryData } of page.AlarmHistoryItems) {
      const key = AlarmName.slice(names.alarm("").length);
      const { newState } = JSON.parse(HistoryData) as { newState: { stateValue: AlarmChange["to"] } };
      const known = changes.get(key) ?? [];
      known.push({ at: Timestamp.getTime(), to: newState.stateValue });
      changes.set(key, known);
    }
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return changes;
}

interface HistoryPage {
  readonly AlarmHistoryItems: readonly {
    readonly AlarmName: string;
    readonly Timestamp: Date;
    readonly HistoryData: string;
  }[];
  readonly NextToken?: string;
}

/** What became of every record. @param outage when nothing was refreshed for longer than the stream keeps records */
export async function readRecords(
  stage: LabStage,
  traffic: Traffic,
  outage: Observation["fault"] | undefined,
): Promise<Omit<Observation["records"], "kept">> {
  // The schedule fired once when the stage was prepared: its batch is of another life.
  const rows = await stage.sql(
    `SELECT shard_id, sequence_number, record_state FROM sensor_record_state WHERE approximate_arrival_timestamp >= '${new Date(stage.start).toISOString()}'`,
  );
  const keptMs = LAB_SETTINGS.stream.retentionHours * HOUR_MS;
  return {
    asked: traffic.asked(),
    accepted: traffic.accepted(),
    landed: rows.map(([shardId, sequenceNumber, state]) => ({
      shardId: String(shardId),
      sequenceNumber: String(sequenceNumber),
      state: state as RecordState,
    })),
    ...(outage === undefined
      ? {}
      : { expiry: { lost: outage.until - keptMs - EXPIRY_MARGIN_MS, held: outage.until - keptMs + EXPIRY_MARGIN_MS } }),
  };
}

/** Takes all events off the stage's queues, as a person does who has read them. @returns the times of the producer's batches */
export async function takeKept({ ask, names }: LabStage): Promise<readonly string[]> {
  const kept: string[] = [];
  const { QueueUrls = [] } = await ask<{ QueueUrls?: readonly string[] }>("sqs", "ListQueues", {
    QueueNamePrefix: names.prefix,
  });
  for (const QueueUrl of QueueUrls) {
    const isProducers = QueueUrl.includes(`/${names.producerFunction}-`);
    for (;;) {
      const { Messages = [] } = await ask<{ Messages?: readonly { Body: string; ReceiptHandle: string }[] }>(
        "sqs",
        "ReceiveMessage",
        {
          QueueUrl,
          MaxNumberOfMessages: 10,
        },
      );
      if (Messages.length === 0) break;
      for (const { Body, ReceiptHandle } of Messages) {
        if (isProducers) kept.push(timeOf(JSON.parse(Body)));
        await ask("sqs", "DeleteMessage", { QueueUrl, ReceiptHandle });
      }
    }
  }
  return kept;
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
