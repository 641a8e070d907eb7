import { beforeAll, expect, test } from "vitest";
import type { Graph, GraphResource } from "../../packages/local/src/graph/graph.ts";
import { graphOf, listed, OTHER_SETTINGS, ofType, permissionsOf, resource, statementsOf } from "./stage-graph.ts";

const SCHEDULE = "aws:scheduler/schedule:Schedule";

interface Target {
  readonly arn: string;
  readonly roleArn: string;
  readonly input: string;
  readonly retryPolicy: { readonly maximumRetryAttempts: number };
  readonly deadLetterConfig: { readonly arn: string };
}

let development: Graph;
let production: Graph;

beforeAll(async () => {
  development = await graphOf("dev");
  production = await graphOf("production");
});

test("development's schedules are off until they are wanted, production's are on", () => {
  const states = (graph: Graph) =>
    Object.fromEntries(
      ofType(graph, SCHEDULE).map(({ inputs }) => [inputs.name, [inputs.scheduleExpression, inputs.state]]),
    );
  expect(states(development)).toEqual({
    "sensor-pipeline-dev-producer": ["rate(1 minute)", "DISABLED"],
    "sensor-pipeline-dev-alerts": ["rate(5 minutes)", "DISABLED"],
    "sensor-pipeline-dev-refresh": ["rate(5 minutes)", "DISABLED"],
    "sensor-pipeline-dev-retention": ["cron(15 0/6 * * ? *)", "DISABLED"],
  });
  expect(states(production)).toEqual({
    "sensor-pipeline-production-producer": ["rate(1 minute)", "ENABLED"],
    "sensor-pipeline-production-alerts": ["rate(1 minute)", "ENABLED"],
    "sensor-pipeline-production-retention": ["cron(15 0/6 * * ? *)", "ENABLED"],
  });
});

test("all schedules are in the stage's own group, which their roles are trusted for and the alarm counts, and no other", () => {
  for (const graph of [development, production]) {
    const group = resource(graph, "ScheduleGroup");
    const name = `sensor-pipeline-${graph.app.stage}`;
    expect(group.inputs.name).toBe(name);
    const schedules = ofType(graph, SCHEDULE);
    expect(new Set(schedules.map(({ inputs }) => inputs.groupName))).toEqual(new Set([name]));
    // On AWS a group is there before its schedules, and they are gone before it.
    for (const { dependencies } of schedules) expect(dependencies).toContain(group.urn);
    const roles = ofType(graph, "aws:iam/role:Role").filter(({ state }) =>
      schedules.some((schedule) => targetOf(schedule).roleArn === state.arn),
    );
    expect(roles).toHaveLength(schedules.length);
    for (const role of roles) {
      const [statement] = statementsOf(role.inputs.assumeRolePolicy);
      expect(statement?.Condition).toEqual({
        StringEquals: { "aws:SourceAccount": "000000000000", "aws:SourceArn": group.state.arn },
      });
    }
    const { metricQueries } = resource(graph, "ScheduleFailingAlarm").inputs as {
      metricQueries: readonly { readonly metric?: { readonly dimensions: object } }[];
    };
    const watched = metricQueries.flatMap(({ metric }) => metric?.dimensions ?? []);
    expect(watched).toEqual([{ ScheduleGroup: name }, { ScheduleGroup: name }]);
  }
});

test("an event carries the time it stands for, as Scheduler's keyword and not escaped", () => {
  expect(targetOf(resource(development, "ProducerScheduleSchedule")).input).toBe(
    '{"scheduledTime":"<aws.scheduler.scheduled-time>","seed":1}',
  );
  expect(targetOf(resource(development, "AlertsScheduleSchedule")).input).toBe(
    '{"scheduledTime":"<aws.scheduler.scheduled-time>"}',
  );
});

test("a schedule's role may hand over to its target and to its dead-letter queue, and nothing else", () => {
  for (const schedule of [...ofType(development, SCHEDULE), ...ofType(production, SCHEDULE)]) {
    const graph = development.resources.includes(schedule) ? development : production;
    const target = targetOf(schedule);
    const role = ofType(graph, "aws:iam/role:Role").find(({ state }) => state.arn === target.roleArn);
    const granted = role ? permissionsOf(role).map(({ Action, Resource }) => [Action, Resource]) : [];
    expect(granted).toEqual([
      [target.arn.includes(":stateMachine:") ? "states:StartExecution" : "lambda:InvokeFunction", target.arn],
      ["sqs:SendMessage", target.deadLetterConfig.arn],
    ]);
    const queues = ofType(graph, "aws:sqs/queue:Queue").map(({ state }) => state.arn);
    expect(queues).toContain(target.deadLetterConfig.arn);
  }
});

test("what a function gives up after its retries is kept in a queue that its role may write to", () => {
  for (const name of ["Producer", "Alerts"]) {
    const { inputs } = resource(production, `${name}EventInvokeConfig`);
    const { arn } = resource(production, `${name}FailedEvents`).state;
    expect(inputs).toEqual({
      functionName: resource(production, `${name}Function`).inputs.name,
      maximumRetryAttempts: 2,
      maximumEventAgeInSeconds: 3600,
      destinationConfig: { onFailure: { destination: arn } },
    });
    const sending = permissionsOf(resource(production, `${name}Role`)).filter((statement) =>
      listed(statement.Action).includes("sqs:SendMessage"),
    );
    expect(sending.map(({ Resource }) => Resource)).toEqual([arn]);
  }
});

test("the refresh of a stage with a rate, and every stage's retention, start the owner's machines", () => {
  expect(targetOf(resource(development, "RefreshSchedule")).arn).toBe(
    resource(development, "RefreshMachine").state.arn,
  );
  for (const graph of [development, production]) {
    expect(targetOf(resource(graph, "RetentionSchedule")).arn).toBe(resource(graph, "RetentionMachine").state.arn);
  }
});

test("an interval can be set, and the schedules switched on, by the environment", async () => {
  const graph = await graphOf("dev", OTHER_SETTINGS);
  const schedules = ofType(graph, SCHEDULE).map(({ inputs }) => [inputs.scheduleExpression, inputs.state]);
  expect(schedules.toSorted()).toEqual([
    ["cron(15 0/12 * * ? *)", "ENABLED"],
    ["rate(2 minutes)", "ENABLED"],
    ["rate(5 minutes)", "ENABLED"],
  ]);
  expect(String(resource(graph, "SetupMachine").inputs.definition)).toContain("AUTO REFRESH YES");
});

function targetOf(schedule: GraphResource): Target {
  return schedule.inputs.target as Target;
}
