import { readFileSync } from "node:fs";
import path from "node:path";
import { systemClock } from "@sensor-pipeline/core/clock";
import { METRICS, type MetricDefinition, type MetricKey } from "@sensor-pipeline/core/metric/metrics";
import { readMetrics, sumSince } from "@sensor-pipeline/core/metric/read-metrics";
import { METRIC_NAMESPACE, type StageNames } from "@sensor-pipeline/core/names";
import { alarmHistory } from "@sensor-pipeline/core/status/alarm-history";
import { type LandedRecords, landedRecords, recordStateRow } from "@sensor-pipeline/core/status/landed-records";
import { type AlarmStatus, readAlarms } from "@sensor-pipeline/core/status/read-alarms";
import { type ExecutionStatus, readNewestExecution } from "@sensor-pipeline/core/status/read-newest-execution";
import { StatementError } from "@sensor-pipeline/core/warehouse/errors";
import { queryFile } from "@sensor-pipeline/core/warehouse/query-file";
import type { WarehouseTarget } from "@sensor-pipeline/core/warehouse/warehouse-target";
import type { Operator } from "./operator.ts";

const PERIOD_SECONDS = 60;

export interface PipelineStatus {
  /** Readings that the stream accepted since the start. */
  readonly sent: number;
  readonly failed: number;
  /** Undefined while the warehouse has no view to count them by: before set-up, and after a teardown. */
  readonly records: LandedRecords | undefined;
  /** Newest value of each metric that the pipeline published itself since the start. */
  readonly metrics: Readonly<Record<string, number>>;
  readonly alarms: readonly AlarmStatus[];
  /** What alarms have sent to the topic since the start, or could not send; the newest first. */
  readonly notifications: readonly Notification[];
  readonly executions: readonly ExecutionStatus[];
}

/** An action that an alarm ran. */
export interface Notification {
  /** ISO 8601, local time. */
  readonly at: string;
  readonly alarm: string;
  /** CloudWatch's sentence: what was executed, or why it failed. */
  readonly summary: string;
}

export interface StageView {
  readonly operator: Operator;
  readonly names: StageNames;
  readonly target: WarehouseTarget;
  readonly stateMachineArns: readonly string[];
  readonly root: string;
  /** Local time of the start: what happened before it is of an earlier run. */
  readonly since: Date;
  readonly now: () => Date;
}

/** The whole stage as its AWS APIs tell it. */
export async function readStatus(view: StageView): Promise<PipelineStatus> {
  const [{ sums, newest }, records, alarms, notifications, executions] = await Promise.all([
    readOwnMetrics(view),
    readRecords(view).catch(noRecordsWithoutView),
    readAlarms(view.operator.cloudwatch, view.names.prefix),
    readNotifications(view),
    readExecutions(view),
  ]);
  return {
    sent: sums[METRICS.recordsSent.name] ?? 0,
    failed: sums[METRICS.recordsFailed.name] ?? 0,
    records,
    metrics: newest,
    alarms,
    notifications,
    executions,
  };
}

export async function readRecords({
  operator,
  target,
  root,
}: Pick<StageView, "operator" | "target" | "root">): Promise<LandedRecords> {
  const name = "record-states.sql";
  const text = readFileSync(path.join(root, "sql/queries", name), "utf8");
  // As the admin: nobody else has rights before set-up made the roles.
  const context = { client: operator.redshiftData, target, clock: systemClock, row: recordStateRow };
  return landedRecords((await queryFile({ name, text }, context)).rows);
}

function noRecordsWithoutView(error: unknown): undefined {
  if (error instanceof StatementError && /relation .* does not exist/.test(error.reason)) return undefined;
  throw error;
}

/** Sums and newest values of what the pipeline publishes itself, by the metric's name. */
async function readOwnMetrics({ operator, names, since, now }: StageView) {
  const definitions = Object.entries(METRICS) as [MetricKey, MetricDefinition][];
  const queries = definitions.map(([key, { name, publisher }]) => {
    // The producer counts what it did; an evaluation measures, and two in a minute do not add up.
    const statistic = publisher === "producer" ? "Sum" : "Maximum";
    return [key, { namespace: METRIC_NAMESPACE, name, dimensions: { Stage: names.stage }, statistic }] as const;
  });
  const start = new Date(Math.floor(since.getTime() / 60_000) * 60_000);
  const range = { start, end: new Date(now().getTime() + 60_000), periodSeconds: PERIOD_SECONDS };
  const found = await readMetrics(operator.cloudwatch, Object.fromEntries(queries), range);
  const sums: Record<string, number> = {};
  const newest: Record<string, number> = {};
  for (const [key, { name }] of definitions) {
    const [first] = found[key] ?? [];
    if (first === undefined) continue;
    sums[name] = sumSince(found[key] ?? [], 0);
    newest[name] = first.value;
  }
  return { sums, newest };
}

async function readNotifications({ operator, names, since }: StageView): Promise<readonly Notification[]> {
  const actions = await alarmHistory(operator.cloudwatch, { prefix: names.prefix, since, kind: "Action" });
  return actions.map(({ at, alarm, summary }) => ({ at, alarm, summary }));
}

async function readExecutions({ operator, stateMachineArns }: StageView): Promise<ExecutionStatus[]> {
  const newest = await Promise.all(stateMachineArns.map((arn) => readNewestExecution(operator.sfn, arn)));
  return newest.filter((execution) => typeof execution === "object");
}
