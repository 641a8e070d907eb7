import type { Expectation } from "./judge/judge.ts";
import type { AlarmChange, Observation, RecordPlace, RecordState } from "./judge/observation.ts";
import { labAlarms } from "./lab-alarms.ts";
import type { LabStage, Rows } from "./stage/lab-stage.ts";
import type { StageKind } from "./stage/stage-kind.ts";
import type { Traffic } from "./stage/traffic.ts";

const HOUR_MS = 3_600_000;
/** The stream forgets what is too old once in ten minutes, and a refresh comes when it comes. */
const EXPIRY_MARGIN_MS = 20 * 60_000;
/** The window rolls on while the records are read. */
const WINDOW_MARGIN_MS = 60_000;

/** What is looked at longest when nothing has to clear. */
const LEAST_SECONDS = 20 * 60;

/** When every alarm that may be in ALARM has had its time to clear. */
export function endsAt(
  { until }: Observation["fault"],
  { raised, mayRaise = {} }: Expectation,
  kind: StageKind,
): number {
  const bounds = labAlarms(kind).filter(({ key }) => raised[key] !== undefined || mayRaise[key] !== undefined);
  return until + 1000 * Math.max(LEAST_SECONDS, ...bounds.map(({ clearSeconds }) => clearSeconds));
}

/** Every alarm as it was at a moment, and what it did since. */
export async function observeAlarms(stage: LabStage, since: number): Promise<Observation["alarms"]> {
  const changes = await readAlarmChanges(stage);
  return labAlarms(stage.kind).map((alarm) => {
    const own = changes.get(alarm.key) ?? [];
    return {
      ...alarm,
      before: own.findLast(({ at }) => at < since)?.to ?? "INSUFFICIENT_DATA",
      changes: own.filter(({ at }) => at >= since),
    };
  });
}

/** Every change of every alarm's state, by the alarm's key, in order of time. */
async function readAlarmChanges({ ask, names }: LabStage): Promise<ReadonlyMap<string, readonly AlarmChange[]>> {
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

interface Recorded {
  /** Local time of the run's begin: what arrived earlier is of the stage's set-up. */
  readonly since: number;
  /** When nothing was refreshed for longer than the stream keeps records. */
  readonly outage?: Observation["fault"];
  /** What arrived before has left the landing view, for the archive where the stage has one. */
  readonly letsGoBefore?: number;
}

/** What became of every record. */
export async function observeRecords(
  stage: LabStage,
  traffic: Traffic,
  { since, outage, letsGoBefore }: Recorded,
): Promise<Omit<Observation["records"], "kept">> {
  const ofRun = `approximate_arrival_timestamp >= '${new Date(since).toISOString()}'`;
  const rows = await stage.sql(
    `SELECT shard_id, sequence_number, record_state FROM sensor_record_state WHERE ${ofRun}`,
  );
  const archived = async () =>
    (await stage.sql(`SELECT shard_id, sequence_number FROM sensor_records_archive WHERE ${ofRun}`)).map(placeIn);
  return {
    asked: traffic.asked(),
    accepted: traffic.accepted(),
    landed: rows.map((row) => ({ ...placeIn(row), state: row[2] as RecordState })),
    ...(outage === undefined ? {} : { expiry: expiryOf(outage, stage) }),
    ...(letsGoBefore === undefined ? {} : { expiry: { lost: letsGoBefore, held: letsGoBefore } }),
    ...(letsGoBefore === undefined || !stage.kind.settings.retention.archive ? {} : { archived: await archived() }),
  };
}

function placeIn([shardId, sequenceNumber]: Rows[number]): RecordPlace {
  return { shardId: String(shardId), sequenceNumber: String(sequenceNumber) };
}

/** Which records must be gone after an outage, and which must not; of those that landed, the views show the last 24 hours. */
function expiryOf(
  { until }: Observation["fault"],
  { kind, clock }: LabStage,
): NonNullable<Observation["records"]["expiry"]> {
  const forgotten = until - kind.settings.stream.retentionHours * HOUR_MS;
  const hidden = clock.now() - 24 * HOUR_MS;
  return {
    lost: forgotten - EXPIRY_MARGIN_MS,
    held: Math.max(forgotten + EXPIRY_MARGIN_MS, hidden + WINDOW_MARGIN_MS),
  };
}
