import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { CloudWatchClient, DescribeAlarmsCommand, ListDashboardsCommand } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { EventBridgeClient, ListRulesCommand } from "@aws-sdk/client-eventbridge";
import { KinesisClient, ListStreamsCommand } from "@aws-sdk/client-kinesis";
import { LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import {
  ListNamespacesCommand,
  ListUsageLimitsCommand,
  ListWorkgroupsCommand,
  RedshiftServerlessClient,
} from "@aws-sdk/client-redshift-serverless";
import { ListScheduleGroupsCommand, ListSchedulesCommand, SchedulerClient } from "@aws-sdk/client-scheduler";
import { ListSecretsCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { ListStateMachinesCommand, SFNClient } from "@aws-sdk/client-sfn";
import { ListTopicsCommand, SNSClient } from "@aws-sdk/client-sns";
import { ListQueuesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { LONGEST_STAGE, ROOT } from "../infra/evaluated-stage.ts";
import { compareReports, renderDifferences } from "./compare-reports.ts";
import { localStage } from "./local-stage.ts";
import { PROBES } from "./probes/probes.ts";
import { runSmoke } from "./run-smoke.ts";
import { parseSmokeOptions, type SmokeOptions } from "./smoke-options.ts";
import { renderReport, type SmokeReport } from "./smoke-report.ts";
import type { SmokeStage } from "./smoke-stage.ts";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const { stage: NAME, region } = LONGEST_STAGE;
const OPTIONS: SmokeOptions = {
  ...{ stage: NAME, local: true, yes: false, keep: false, slow: false },
  report: "report",
};
const folder = mkdtempSync(path.join(os.tmpdir(), "smoke-"));

let stage: SmokeStage;
let report: SmokeReport;

beforeAll(async () => {
  stage = await localStage({ stage: NAME, region, root: ROOT, folder });
  report = await smoke(new AbortController().signal);
});

afterAll(async () => {
  await stage?.close();
  rmSync(folder, { recursive: true, force: true });
});

test("a stage is made, set up, used until an alarm comes and goes, torn down and removed, and nothing is left", () => {
  expect(report.failures).toEqual([]);
  expect(report.steps.map(({ name }) => name)).toEqual([
    ...[
      "deploy",
      "set-up",
      "produce",
      "visible",
      "alarm raised",
      "alarm cleared",
      "logs",
      "retention",
      "teardown",
      "remove",
      "verify",
    ],
  ]);
  expect(report.left).toEqual([]);
});

test("every open question is answered by a rule of the local AWS, with a meaning", () => {
  const asked = PROBES.filter(({ slow = false }) => !slow);
  expect(report.answers.map(({ id }) => id)).toEqual(asked.map(({ id }) => id));
  const others = report.answers.filter(({ kind, meaning }) => kind !== "local rule" || meaning === undefined);
  expect(others.map(({ id, answer }) => [id, answer])).toEqual([
    ["cross-account", expect.stringContaining("second account")],
  ]);
  expect(renderReport(report)).toContain("All went well.");
});

test("after the removal no service has anything, and neither has the folder of the database", async () => {
  expect(await listEverything(stage)).toEqual(NOTHING);
  expect(existsSync(path.join(folder, "redshift")) ? readdirSync(path.join(folder, "redshift")) : []).toEqual([]);
  expect(readdirSync(path.join(folder, "kinesis"))).toEqual([]);
});

test("a Ctrl-C in the middle removes what was made, and the same stage can be made again, without its earlier data", async () => {
  const stopped = new AbortController();
  const lines: string[] = [];
  const interrupted = await smoke(stopped.signal, (line) => {
    lines.push(line);
    // After set-up something of every service stands.
    if (/set-up/.test(line)) stopped.abort();
  });
  const anew = /✓ set-up .* (\d+) objects made, 0 were there, 0 records landed/.exec(lines.join("\n"));
  expect(Number(anew?.[1])).toBeGreaterThan(10);
  expect(interrupted.failures).toEqual([expect.stringContaining("stopped")]);
  expect(interrupted.steps.slice(-2).map(({ name, error }) => [name, error])).toEqual([
    ["remove", undefined],
    ["verify", undefined],
  ]);
  expect(await listEverything(stage)).toEqual(NOTHING);
});

test.each([
  ["left", /^The stage sx+ exists already \(1 things, such as the stream readings\)/],
  ["unknown", /^Whether the stage sx+ exists can't be told: the stream readings could not be looked at/],
])("a stage of which something is %s is not touched", async (state, message) => {
  const stdout = JSON.stringify({ findings: [{ kind: "stream", name: "readings", state }] });
  const deploy = vi.fn();
  const other = { ...stage, deploy, pipeline: async () => ({ code: 1, stdout, stderr: "" }) };
  const { signal } = new AbortController();
  await expect(smoke(signal, () => undefined, other)).rejects.toThrow(message);
  expect(deploy).not.toHaveBeenCalled();
});

test("a report of AWS is compared by meanings, and by words where those are the question", () => {
  const other = (id: string, change: object): SmokeReport => ({
    ...report,
    kind: "aws",
    answers: report.answers.map((one) => (one.id === id ? { ...one, kind: "measured" as const, ...change } : one)),
  });
  expect(compareReports(other("none", {}), report)).toEqual([]);
  expect(compareReports(other("auto-refresh-latency", { answer: "visible after 9 s" }), report)).toEqual([]);
  const words = compareReports(other("definition-join", { answer: "REFUSED: ERROR: no joins please" }), report);
  expect(words).toEqual([expect.objectContaining({ id: "definition-join", aws: "REFUSED: ERROR: no joins please" })]);
  const meaning = compareReports(other("is-utf8", { answer: "REFUSED: no", meaning: "There is none." }), report);
  expect(renderDifferences(meaning)).toContain("correct: packages/redshift/src/functions/function-table.ts");
});

test("what a probe touches is there to be corrected, and every probe of its own leaves nothing behind", () => {
  for (const { id, touches, prepare = [], ask, cleanUp = [] } of PROBES) {
    const paths = touches.match(/(packages|infra|sql|docs|tests)\/[\w./-]*\w/g) ?? [];
    expect(paths.length, id).toBeGreaterThan(0);
    expect(
      paths.filter((file) => !existsSync(path.join(ROOT, file))),
      id,
    ).toEqual([]);
    const made = [...prepare, ...("sql" in ask ? ask.sql : [])].flatMap(
      (sql) => /VIEW (public\.\w+)/.exec(sql)?.[1] ?? [],
    );
    const kept = made.filter((view) => view.includes("smoke_") && !cleanUp.some((sql) => sql.endsWith(view)));
    expect(kept, id).toEqual([]);
  }
});

test.each([
  [[], "--stage is missing"],
  [["--stage", "Production"], "it is protected from the removal at the end"],
  [["--stage", "under_score"], "can't be used"],
  [["--stage", "a", "--compare", "b"], "leave --stage out"],
  [["--with", "b"], "--with belongs to --compare"],
])("a command line that can't be followed is told in a sentence: %o", (args, message) => {
  expect(() => parseSmokeOptions(args, { root: ROOT, workingFolder: ROOT })).toThrow(message);
});

async function smoke(
  signal: AbortSignal,
  write: (line: string) => void = () => undefined,
  on: SmokeStage = stage,
): Promise<SmokeReport> {
  const ask = () => Promise.reject(new Error("Nothing is asked where it costs nothing."));
  return await runSmoke({
    options: OPTIONS,
    stage: on,
    root: ROOT,
    write,
    ask,
    signal,
    elapsed: () => performance.now() / 1_000,
  });
}

/** Everything that any service lists, over the wire. */
async function listEverything({ clients: settings }: SmokeStage) {
  const cloudwatch = new CloudWatchClient(settings);
  const serverless = new RedshiftServerlessClient(settings);
  const alarms = await cloudwatch.send(new DescribeAlarmsCommand({ AlarmTypes: ["MetricAlarm", "CompositeAlarm"] }));
  return {
    streams: (await new KinesisClient(settings).send(new ListStreamsCommand({}))).StreamNames,
    functions: (await new LambdaClient(settings).send(new ListFunctionsCommand({}))).Functions ?? [],
    machines: (await new SFNClient(settings).send(new ListStateMachinesCommand({}))).stateMachines,
    // The account's own group stays.
    scheduleGroups: (
      await new SchedulerClient(settings).send(new ListScheduleGroupsCommand({}))
    ).ScheduleGroups?.filter(({ Name }) => Name !== "default"),
    schedules: (await new SchedulerClient(settings).send(new ListSchedulesCommand({}))).Schedules,
    metricAlarms: alarms.MetricAlarms ?? [],
    compositeAlarms: alarms.CompositeAlarms ?? [],
    dashboards: (await cloudwatch.send(new ListDashboardsCommand({}))).DashboardEntries ?? [],
    logGroups: (await new CloudWatchLogsClient(settings).send(new DescribeLogGroupsCommand({}))).logGroups ?? [],
    queues: (await new SQSClient(settings).send(new ListQueuesCommand({}))).QueueUrls ?? [],
    topics: (await new SNSClient(settings).send(new ListTopicsCommand({}))).Topics ?? [],
    rules: (await new EventBridgeClient(settings).send(new ListRulesCommand({}))).Rules ?? [],
    secrets: (await new SecretsManagerClient(settings).send(new ListSecretsCommand({}))).SecretList ?? [],
    workgroups: (await serverless.send(new ListWorkgroupsCommand({}))).workgroups,
    namespaces: (await serverless.send(new ListNamespacesCommand({}))).namespaces,
    usageLimits: (await serverless.send(new ListUsageLimitsCommand({}))).usageLimits ?? [],
  };
}

const NOTHING = Object.fromEntries(
  [
    ...[
      "streams",
      "functions",
      "machines",
      "scheduleGroups",
      "schedules",
      "metricAlarms",
      "compositeAlarms",
      "dashboards",
    ],
    ...["logGroups", "queues", "topics", "rules", "secrets", "workgroups", "namespaces", "usageLimits"],
  ].map((kind) => [kind, []]),
);
