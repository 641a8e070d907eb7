import { METRIC_NAMESPACE, type StageNames } from "@sensor-pipeline/core/names";
import { scheduleNames } from "@sensor-pipeline/core/pause/stage-schedule";
import type { PersonIdentity } from "../target/identity.ts";
import type { Need } from "./simulate.ts";

/** What a role of the stage has to be allowed. */
export interface RoleNeeds {
  readonly roleArn: string;
  /** Where its policy is written. */
  readonly file: string;
  readonly needs: readonly Need[];
}

export interface StagePlace {
  readonly names: StageNames;
  readonly identity: Pick<PersonIdentity, "partition" | "region" | "account">;
  /** ARN of the role that the warehouse reads the stream with. */
  readonly readRoleArn: string;
  /** ARN of the workgroup; undefined for a cluster, whose sign-in is not looked at. */
  readonly workgroupArn: string | undefined;
  readonly secretArn: string | undefined;
  readonly refreshesAtRate: boolean;
}

/** Reading a stream: https://docs.aws.amazon.com/redshift/latest/dg/materialized-view-streaming-ingestion-getting-started.html */
const READ_STREAM = ["DescribeStreamSummary", "GetShardIterator", "GetRecords", "ListShards", "DescribeStream"];

/** Every role of the stage that does something by itself, in the order of the data's way, and what it does. */
export function roleNeeds({
  names,
  identity,
  readRoleArn,
  workgroupArn,
  secretArn,
  refreshesAtRate,
}: StagePlace): readonly RoleNeeds[] {
  const { partition, region, account } = identity;
  const arn = (service: string, resource: string) => `arn:${partition}:${service}:${region}:${account}:${resource}`;
  const roleArn = (name: string) => `arn:${partition}:iam::${account}:role/${name}`;
  const streamArn = arn("kinesis", `stream/${names.stream}`);
  const publish: Need = {
    action: "cloudwatch:PutMetricData",
    resource: "*",
    context: { "cloudwatch:namespace": METRIC_NAMESPACE },
  };
  const ofFunction = (name: string): readonly Need[] => [
    ...on(arn("logs", `log-group:/aws/lambda/${name}:log-stream:x`), "logs:CreateLogStream", "logs:PutLogEvents"),
    ...on(arn("sqs", `${name}-failed`), "sqs:SendMessage"),
    publish,
  ];
  const ofSchedule = (name: string, role: string, file: string, target: Need): RoleNeeds => ({
    roleArn: roleArn(role),
    file,
    needs: [target, ...on(arn("sqs", `${name}-undelivered`), "sqs:SendMessage")],
  });
  const invoking = (name: string) =>
    ofSchedule(name, `${name}-schedule`, "infra/scheduled-function.ts", {
      action: "lambda:InvokeFunction",
      resource: arn("lambda", `function:${name}`),
    });
  const starting = (machine: string) =>
    ofSchedule(machine, `${machine}-start`, "infra/scheduled-machine.ts", {
      action: "states:StartExecution",
      resource: arn("states", `stateMachine:${machine}`),
    });
  const statements = ["redshift-data:DescribeStatement", "redshift-data:GetStatementResult"];
  // Of the session's own statements: a simulation has neither a session nor a statement, so both are said to be the same one's.
  const ownStatements = statements.map(
    (action): Need => ({
      ...{ action, resource: "*" },
      context: { "aws:userid": "session", "redshift-data:statement-owner-iam-userid": "session" },
    }),
  );
  const signIn = workgroupArn === undefined ? [] : on(workgroupArn, "redshift-data:ExecuteStatement");
  return [
    invoking(names.producerFunction),
    {
      roleArn: roleArn(names.producerFunction),
      file: "infra/producer.ts",
      needs: [
        ...on(streamArn, "kinesis:PutRecords", "kinesis:DescribeStreamSummary"),
        ...ofFunction(names.producerFunction),
      ],
    },
    {
      roleArn: readRoleArn,
      file: "infra/new-warehouse.ts",
      needs: [...on(streamArn, ...READ_STREAM.map((name) => `kinesis:${name}`)), ...on("*", "kinesis:ListStreams")],
    },
    {
      roleArn: roleArn(names.ownerRole),
      file: "infra/owner.ts",
      needs: [
        ...(secretArn === undefined ? [] : on(secretArn, "secretsmanager:GetSecretValue")),
        ...(workgroupArn === undefined ? [] : on(workgroupArn, "redshift-data:BatchExecuteStatement")),
        ...signIn,
        ...on("*", ...statements),
      ],
    },
    ...(refreshesAtRate ? [starting(names.refreshMachine)] : []),
    starting(names.retentionMachine),
    invoking(names.alertsFunction),
    {
      roleArn: roleArn(names.alertsFunction),
      file: "infra/alerts.ts",
      needs: [
        ...signIn,
        ...(workgroupArn === undefined ? [] : on(workgroupArn, "redshift-serverless:GetCredentials")),
        ...ownStatements,
        ...on("*", "cloudwatch:GetMetricData"),
        ...ofFunction(names.alertsFunction),
      ],
    },
  ];
}

/** What a person does who works with the stage; looking is the reader's. */
export function personNeeds({ names, identity }: Pick<StagePlace, "names" | "identity">): readonly Need[] {
  const { partition, region, account } = identity;
  const arn = (service: string, resource: string) => `arn:${partition}:${service}:${region}:${account}:${resource}`;
  return [
    ...on(arn("kinesis", `stream/${names.stream}`), "kinesis:PutRecords"),
    ...[
      names.setupMachine,
      names.refreshModeMachine,
      names.retentionMachine,
      names.schemaChangeMachine,
      names.teardownMachine,
    ].flatMap((machine) => on(arn("states", `stateMachine:${machine}`), "states:StartExecution")),
    // Pause and resume; a schedule that is changed is handed its role again
    // (https://docs.aws.amazon.com/service-authorization/latest/reference/list_scheduler.html).
    ...scheduleNames(names).flatMap((schedule) =>
      on(arn("scheduler", `schedule/${names.scheduleGroup}/${schedule}`), "scheduler:UpdateSchedule"),
    ),
    ...scheduleRoles(names).map((role) => ({
      action: "iam:PassRole",
      resource: `arn:${partition}:iam::${account}:role/${role}`,
      context: { "iam:PassedToService": "scheduler.amazonaws.com" },
    })),
  ];
}

function scheduleRoles(names: StageNames): readonly string[] {
  const ofFunctions = [names.producerSchedule, names.alertsSchedule].map((name) => `${name}-schedule`);
  return [...ofFunctions, ...[names.refreshMachine, names.retentionMachine].map((name) => `${name}-start`)];
}

function on(resource: string, ...actions: string[]): readonly Need[] {
  return actions.map((action) => ({ action, resource }));
}
