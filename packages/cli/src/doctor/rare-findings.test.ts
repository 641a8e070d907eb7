import { NoSuchEntityException } from "@aws-sdk/client-iam";
import { ResourceNotFoundException as NoSchedule } from "@aws-sdk/client-scheduler";
import { StateMachineDoesNotExist } from "@aws-sdk/client-sfn";
import { QueueDoesNotExist } from "@aws-sdk/client-sqs";
import { namesOf } from "@sensor-pipeline/core/names";
import { SETUP_OBJECTS } from "@sensor-pipeline/core/setup/setup-files";
import { setupMachine, WAREHOUSE_ROLE } from "@sensor-pipeline/core/setup/setup-fixture";
import { expect, test } from "vitest";
import type { CheckId } from "./check-ids.ts";
import { ALL_CHECKS } from "./checks.ts";
import { type Answers, fakeExamination } from "./fake-examination.ts";
import type { FindingRule } from "./finding-rules.ts";

const names = namesOf("dev");
const said = { message: "not there", $metadata: {} };

/** The definitions of a stage that refreshes by itself. */
const MACHINES = {
  DescribeStateMachine: ({ stateMachineArn }: { stateMachineArn: string }) =>
    stateMachineArn.endsWith(names.setupMachine)
      ? { definition: JSON.stringify(setupMachine()) }
      : new StateMachineDoesNotExist(said),
};
const stream = (StreamStatus: string) => ({
  ListStreams: { StreamNames: [names.stream] },
  DescribeStreamSummary: { StreamDescriptionSummary: { StreamARN: "arn", StreamStatus } },
});
const execution = (status: string) => ({
  ListExecutions: { executions: [{ executionArn: "arn:newest", startDate: new Date(0), status }] },
  DescribeExecution: { status, cause: "disk full" },
});
const ALL_THERE = SETUP_OBJECTS.map(({ name }) => ({ table_name: name }));
const workgroup = (change: object) => ({
  GetWorkgroup: { workgroup: { workgroupName: names.workgroup, namespaceName: "ns", status: "AVAILABLE", ...change } },
});

/** An alarm that knows nothing, and how its metrics are: sums by name. */
const unknownAlarm = (key: string, sums: Readonly<Record<string, number>>, State = "ENABLED") => ({
  ...MACHINES,
  GetSchedule: { State },
  DescribeAlarms: { MetricAlarms: [{ AlarmName: names.alarm(key), StateValue: "INSUFFICIENT_DATA" }] },
  GetMetricData: ({
    MetricDataQueries,
  }: {
    MetricDataQueries: { Id: string; MetricStat: { Metric: { MetricName: string } } }[];
  }) => ({
    MetricDataResults: MetricDataQueries.map(({ Id, MetricStat }) => {
      const sum = sums[MetricStat.Metric.MetricName];
      return { Id, Values: sum === undefined ? [] : [sum] };
    }),
  }),
});

const CASES: readonly {
  readonly when: string;
  readonly check: CheckId;
  readonly answers: Answers;
  readonly rows?: Readonly<Record<string, readonly unknown[]>>;
  readonly rule: FindingRule;
  readonly severity: "problem" | "warning";
  readonly found: string;
}[] = [
  {
    when: "a stream is being made",
    check: "stream",
    answers: stream("CREATING"),
    rule: "stream-not-active",
    severity: "problem",
    found: `The stream ${names.stream} is CREATING.`,
  },
  {
    when: "a stream is being changed, which passes",
    check: "stream",
    answers: stream("UPDATING"),
    rule: "stream-not-active",
    severity: "warning",
    found: `The stream ${names.stream} is UPDATING.`,
  },
  {
    when: "reads were throttled",
    check: "throttling",
    answers: {
      GetMetricData: { MetricDataResults: [{ Id: "m1", Values: [3, 4] }] },
      ListShards: { Shards: [{ ShardId: "shardId-000000000000" }] },
    },
    rule: "reads-throttled",
    severity: "warning",
    found: `The stream ${names.stream} refused 7 reads in the last hour`,
  },
  {
    when: "a schedule is gone",
    check: "schedules",
    answers: {
      ...MACHINES,
      GetSchedule: ({ Name }: { Name: string }) =>
        Name === names.retentionMachine ? new NoSchedule({ ...said, Message: "" }) : { State: "ENABLED" },
    },
    rule: "schedule-missing",
    severity: "problem",
    found: `The schedule ${names.retentionMachine} is not there.`,
  },
  {
    when: "a queue of failed events is gone",
    check: "failed-events",
    answers: {
      ...MACHINES,
      GetQueueUrl: ({ QueueName }: { QueueName: string }) =>
        QueueName === `${names.alertsFunction}-failed` ? new QueueDoesNotExist(said) : { QueueUrl: "url" },
      GetQueueAttributes: { Attributes: {} },
    },
    rule: "queue-missing",
    severity: "problem",
    found: `The queue ${names.alertsFunction}-failed is not there.`,
  },
  {
    when: "the role that reads the stream is gone",
    check: "role-trust",
    answers: { ...MACHINES, GetRole: new NoSuchEntityException(said) },
    rule: "role-missing",
    severity: "problem",
    found: `The role ${WAREHOUSE_ROLE} does not exist.`,
  },
  {
    when: "the role is being associated",
    check: "role-association",
    answers: {
      ...MACHINES,
      ...workgroup({}),
      GetNamespace: {
        namespace: { namespaceName: "ns", iamRoles: [`IamRole(applyStatus=adding, iamRoleArn=${WAREHOUSE_ROLE})`] },
      },
    },
    rule: "role-not-in-sync",
    severity: "warning",
    found: `The role ${WAREHOUSE_ROLE} is adding in the namespace ns.`,
  },
  {
    when: "a workgroup is being changed",
    check: "network",
    answers: workgroup({ status: "MODIFYING", subnetIds: ["a", "b"] }),
    rule: "workgroup-not-available",
    severity: "warning",
    found: `The workgroup ${names.workgroup} is MODIFYING.`,
  },
  {
    when: "a workgroup is being made",
    check: "network",
    answers: workgroup({ status: "CREATING", subnetIds: ["a", "b"] }),
    rule: "workgroup-not-available",
    severity: "problem",
    found: `The workgroup ${names.workgroup} is CREATING.`,
  },
  {
    when: "nobody has set up",
    check: "setup",
    answers: { ListExecutions: { executions: [] } },
    rule: "setup-never-run",
    severity: "problem",
    found: "Set-up has never run: the database lacks everything that set-up makes.",
  },
  {
    when: "a set-up is under way",
    check: "setup",
    answers: execution("RUNNING"),
    rows: { "objects.sql": ALL_THERE.filter(({ table_name }) => table_name !== "sensor_data_stream") },
    rule: "setup-running",
    severity: "warning",
    found: "Set-up is running (arn:newest); not there yet: sensor_data_stream.",
  },
  {
    when: "the last set-up failed, and what an earlier one made is there",
    check: "setup",
    answers: execution("FAILED"),
    rows: { "objects.sql": ALL_THERE },
    rule: "setup-failed",
    severity: "warning",
    found: "The last set-up is FAILED: disk full",
  },
  {
    when: "somebody dropped the external schema",
    check: "external-schema",
    answers: MACHINES,
    rule: "schema-missing",
    severity: "problem",
    found: "The external schema kinesis_schema does not exist.",
  },
  {
    when: "there is no view on the stream",
    check: "landing-view",
    answers: MACHINES,
    rule: "view-missing",
    severity: "problem",
    found: "There is no streaming view public.sensor_records.",
  },
  {
    when: "nothing was sent for an hour",
    check: "traffic",
    answers: { GetMetricData: { MetricDataResults: [{ Id: "m0", Values: [] }] } },
    rule: "no-traffic",
    severity: "warning",
    found: `The stream ${names.stream} has received no record in the last hour.`,
  },
  {
    when: "the schedule is off that an alarm lives on",
    check: "alarms",
    answers: unknownAlarm("temperature-high", {}, "DISABLED"),
    rule: "alarm-schedule-off",
    severity: "warning",
    found: `The schedule ${names.alertsSchedule} is DISABLED, so SensorPipeline SensorsHigh gets no datapoints.`,
  },
  {
    when: "nothing was sent that an alarm could count",
    check: "alarms",
    answers: unknownAlarm("write-throttled", {}),
    rule: "alarm-without-traffic",
    severity: "warning",
    found: "there was no traffic to count",
  },
  {
    when: "the alert evaluation has never published",
    check: "alarms",
    answers: unknownAlarm("temperature-high", {}),
    rule: "alarm-never-published",
    severity: "warning",
    found: "SensorsHigh was never published in the last hour: the alert evaluation fails or has not run.",
  },
  {
    when: "alerts are evaluated before set-up",
    check: "alarms",
    answers: unknownAlarm("temperature-high", { SetupComplete: 0 }),
    rule: "alarm-before-setup",
    severity: "warning",
    found: "is published once set-up has run, and it has not",
  },
  {
    when: "the alert evaluation has stopped to publish what it reads",
    check: "alarms",
    answers: unknownAlarm("temperature-high", { SetupComplete: 1 }),
    rule: "alarm-evaluation-silent",
    severity: "warning",
    found: "SensorsHigh was not published in the last hour.",
  },
  {
    when: "data is stale",
    check: "alarms",
    answers: unknownAlarm("temperature-high", { SetupComplete: 1, FreshnessSeconds: 4000 }),
    rule: "alarm-data-stale",
    severity: "warning",
    found: "is not published while data is stale, and it is",
  },
  {
    when: "an alarm under the stage's name is somebody's own",
    check: "alarms",
    answers: unknownAlarm("my-own", {}),
    rule: "alarm-of-somebody",
    severity: "warning",
    found: `The alarm ${names.alarm("my-own")} is in INSUFFICIENT_DATA.`,
  },
];

for (const { when, check, answers, rows, rule, severity, found } of CASES)
  test(`Where ${when}, the check ${check} finds ${rule}`, async () => {
    const run = ALL_CHECKS.find(({ id }) => id === check)?.run;
    const findings = (await run?.(fakeExamination(answers, rows))) ?? [];
    expect(findings.filter((finding) => finding.rule === rule)).toEqual([
      expect.objectContaining({ severity, found: expect.stringContaining(found) }),
    ]);
  });
