import { readFileSync } from "node:fs";
import path from "node:path";
import {
  type CloudWatchClient,
  type CompositeAlarm,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  type MetricAlarm,
} from "@aws-sdk/client-cloudwatch";
import { ListExecutionsCommand } from "@aws-sdk/client-sfn";
import { systemClock } from "@sensor-pipeline/core/clock";
import { METRICS } from "@sensor-pipeline/core/metric/metrics";
import { METRIC_NAMESPACE, type StageNames } from "@sensor-pipeline/core/names";
import { queryFile } from "@sensor-pipeline/core/warehouse/query-file";
import type { WarehouseTarget } from "@sensor-pipeline/core/warehouse/warehouse-target";
import { z } from "zod";
import type { Operator } from "./operator.ts";

const PERIOD_SECONDS = 60;

export interface AlarmStatus {
  readonly name: string;
  readonly state: string;
  readonly reason: string;
  /** ISO 8601, in local time of this AWS. */
  readonly since?: string;
}

export interface ExecutionStatus {
  readonly stateMachine: string;
  readonly status: string;
  readonly startedAt?: string;
}

/** Records of the last 24 hours by what became of them; together they are all that landed. */
export interface LandedRecords {
  readonly landed: number;
  readonly visible: number;
  readonly duplicate: number;
  readonly quarantined: number;
}

export interface PipelineStatus {
  /** Readings that the stream accepted since the start. */
  readonly sent: number;
  readonly failed: number;
  readonly records: LandedRecords;
  /** Newest value of each metric that the pipeline published itself since the start. */
  readonly metrics: Readonly<Record<string, number>>;
  readonly alarms: readonly AlarmStatus[];
  readonly executions: readonly ExecutionStatus[];
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
  const [{ sums, newest }, records, alarms, executions] = await Promise.all([
    readMetrics(view),
    readRecords(view),
    readAlarms(view.operator.cloudwatch, view.names.prefix),
    readExecutions(view),
  ]);
  return {
    sent: sums[METRICS.recordsSent.name] ?? 0,
    failed: sums[METRICS.recordsFailed.name] ?? 0,
    records,
    metrics: newest,
    alarms,
    executions,
  };
}

/** Every alarm of the stage, composites last. */
export async function readAlarms(cloudwatch: CloudWatchClient, prefix: string): Promise<AlarmStatus[]> {
  const { MetricAlarms = [], CompositeAlarms = [] } = await cloudwatch.send(
    new DescribeAlarmsCommand({ AlarmNamePrefix: `${prefix}-`, AlarmTypes: ["MetricAlarm", "CompositeAlarm"] }),
  );
  return [...MetricAlarms, ...CompositeAlarms].map((alarm: MetricAlarm | CompositeAlarm) => ({
    name: alarm.AlarmName?.slice(prefix.length + 1) ?? "",
    state: alarm.StateValue ?? "INSUFFICIENT_DATA",
    reason: alarm.StateReason ?? "",
    ...(alarm.StateUpdatedTimestamp ? { since: alarm.StateUpdatedTimestamp.toISOString() } : {}),
  }));
}

const stateCountSchema = z.object({
  record_state: z.enum(["visible", "duplicate", "quarantined"]),
  record_count: z.number(),
});

export async function readRecords({
  operator,
  target,
  root,
}: Pick<StageView, "operator" | "target" | "root">): Promise<LandedRecords> {
  const name = "record-states.sql";
  const text = readFileSync(path.join(root, "sql/queries", name), "utf8");
  // As the admin: nobody else has rights before set-up made the roles.
  const context = { client: operator.redshiftData, target, clock: systemClock, row: stateCountSchema };
  const { rows } = await queryFile({ name, text }, context);
  const count = (state: z.infer<typeof stateCountSchema>["record_state"]) =>
    rows.find(({ record_state }) => record_state === state)?.record_count ?? 0;
  const [visible, duplicate, quarantined] = [count("visible"), count("duplicate"), count("quarantined")];
  return { landed: visible + duplicate + quarantined, visible, duplicate, quarantined };
}

async function readMetrics({ operator, names, since, now }: StageView) {
  const definitions = Object.values(METRICS);
  const { MetricDataResults = [] } = await operator.cloudwatch.send(
    new GetMetricDataCommand({
      StartTime: new Date(Math.floor(since.getTime() / 60_000) * 60_000),
      EndTime: new Date(now().getTime() + 60_000),
      ScanBy: "TimestampDescending",
      MetricDataQueries: definitions.map(({ name, publisher }, index) => ({
        Id: `m${index}`,
        Label: name,
        MetricStat: {
          Metric: {
            Namespace: METRIC_NAMESPACE,
            MetricName: name,
            Dimensions: [{ Name: "Stage", Value: names.stage }],
          },
          Period: PERIOD_SECONDS,
          // The producer counts what it did; an evaluation measures, and two in a minute do not add up.
          Stat: publisher === "producer" ? "Sum" : "Maximum",
        },
      })),
    }),
  );
  const sums: Record<string, number> = {};
  const newest: Record<string, number> = {};
  for (const { Label = "", Values = [] } of MetricDataResults) {
    if (Values[0] === undefined) continue;
    sums[Label] = Values.reduce((total, value) => total + value, 0);
    newest[Label] = Values[0];
  }
  return { sums, newest };
}

async function readExecutions({ operator, stateMachineArns }: StageView): Promise<ExecutionStatus[]> {
  const lists = await Promise.all(
    stateMachineArns.map((stateMachineArn) =>
      operator.sfn.send(new ListExecutionsCommand({ stateMachineArn, maxResults: 1 })),
    ),
  );
  return lists.flatMap(({ executions = [] }, index) =>
    executions.map(({ status = "UNKNOWN", startDate }) => ({
      stateMachine: stateMachineArns[index]?.split(":").at(-1) ?? "",
      status,
      ...(startDate ? { startedAt: startDate.toISOString() } : {}),
    })),
  );
}
