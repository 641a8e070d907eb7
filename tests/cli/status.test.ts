import { writeFileSync } from "node:fs";
import path from "node:path";
import { DeleteRolePolicyCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { DeleteStreamCommand, KinesisClient } from "@aws-sdk/client-kinesis";
import { GetScheduleCommand, SchedulerClient, UpdateScheduleCommand } from "@aws-sdk/client-scheduler";
import type { Cost } from "@sensor-pipeline/core/cost/cost-line";
import { namesOf } from "@sensor-pipeline/core/names";
import type { HopJudgement } from "@sensor-pipeline/core/status/judge-stage";
import { afterAll, beforeAll, expect, test } from "vitest";
import { REGION } from "../infra/evaluated-stage.ts";
import { ROOT } from "../pipeline/command.ts";
import { pipelineHere } from "./pipeline-here.ts";
import { KEYS, openTerminal } from "./pseudo-terminal.ts";
import { type RunningStage, startStage } from "./stage.ts";

interface StatusDocument {
  readonly verdict: string;
  readonly exitCode: number;
  readonly costToday: string;
  readonly hops: readonly (HopJudgement & { readonly facts: Readonly<Record<string, unknown>> | null })[];
}

const names = namesOf("dev");
let stage: RunningStage;
let settings: { endpoint: string; region: string; credentials: { accessKeyId: string; secretAccessKey: string } };

beforeAll(async () => {
  stage = await startStage();
  settings = {
    endpoint: stage.url,
    region: REGION,
    credentials: { accessKeyId: "operator", secretAccessKey: "operator" },
  };
});

afterAll(() => stage.close());

/** What `pipeline status --json` says, whatever its exit code. */
async function status(): Promise<{ code: number | null; document: StatusDocument }> {
  const { code, stdout } = await stage.pipeline("status", "--json");
  return { code, document: JSON.parse(stdout) as StatusDocument };
}

function hop({ hops }: StatusDocument, name: string) {
  const found = hops.find((each) => each.hop === name);
  if (found === undefined) throw new Error(`There is no hop ${name}.`);
  return found;
}

const rules = (document: StatusDocument, name: string) => hop(document, name).findings.map(({ rule }) => rule);

async function switchSchedule(name: string, State: "ENABLED" | "DISABLED") {
  const scheduler = new SchedulerClient(settings);
  const key = { GroupName: names.scheduleGroup, Name: name };
  const { ScheduleExpression, FlexibleTimeWindow, Target } = await scheduler.send(new GetScheduleCommand(key));
  await scheduler.send(new UpdateScheduleCommand({ ...key, ScheduleExpression, FlexibleTimeWindow, Target, State }));
  scheduler.destroy();
}

test("a stage that runs is healthy: every hop with its figures, and no cost on the local AWS", async () => {
  const { code, document } = await status();
  expect(document).toMatchObject({ verdict: "healthy", exitCode: 0, costToday: "no cost here" });
  expect(code).toBe(0);
  expect(hop(document, "producer").facts).toMatchObject({ schedule: { isOn: true, everyMinutes: 1 } });
  expect(hop(document, "producer").facts?.lastBatch).toMatchObject({ failed: 0, retried: 0 });
  expect(hop(document, "stream").facts).toMatchObject({ status: "ACTIVE", openShards: 1, isReceiving: true });
  const { records } = hop(document, "view").facts as { records: { landed: number; visible: number } };
  expect(records.landed).toBeGreaterThan(0);
  expect(records.visible).toBe(records.landed);
  expect(hop(document, "view").facts).toMatchObject({
    refresh: { mode: "scheduled", latest: expect.arrayContaining([expect.objectContaining({ hasFailed: false })]) },
    shards: [expect.objectContaining({ shard: "shardId-000000000000" })],
  });
  expect(hop(document, "quality").facts).toMatchObject({ encodings: [{ encoding: "json", isKnown: true }] });
  expect(hop(document, "owner").facts).toMatchObject({ setup: { status: "SUCCEEDED" } });
});

test("the screen names the stage and every hop, fits its width, and has no colours without a terminal", async () => {
  const { stdout, stderr } = await stage.pipeline("status");
  expect(stdout.split("\n")[0]).toBe(`stage dev on the local AWS at ${stage.url} (its clock runs 12 times as fast)`);
  for (const name of ["producer", "stream", "view", "quality", "alerts", "owner"])
    expect(stdout).toContain(`✓ ${name} `);
  expect(stdout).toMatch(/healthy at \d{4}-\d\d-\d\d/);
  expect(stdout).not.toContain("\u001b");
  expect(Math.max(...stdout.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(100);
  expect(stderr).toBe("");
});

test("--watch draws over itself on a terminal, and Ctrl-C leaves the last drawing and 130", async () => {
  const terminal = openTerminal(["status", "--watch", "--interval", "1", "--folder", stage.folder], { cwd: ROOT });
  await terminal.sees(/healthy at/);
  await terminal.sees(/healthy at/);
  terminal.types(KEYS.ctrlC);
  const { code, rest } = await terminal.ended;
  expect(code).toBe(130);
  expect(rest).not.toMatch(/unknown|Abort/);
  expect(terminal.raw()).toContain("\u001b[32m✓");
});

test("what the reader may not see is unknown with the reason, and the other hops are shown", async () => {
  const iam = new IAMClient(settings);
  const policy = { RoleName: names.readerRole, PolicyName: "no-stream" };
  const Statement = [{ Effect: "Deny", Action: "kinesis:DescribeStreamSummary", Resource: "*" }];
  await iam.send(
    new PutRolePolicyCommand({ ...policy, PolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement }) }),
  );
  const { code, document } = await status();
  await iam.send(new DeleteRolePolicyCommand(policy));
  iam.destroy();
  expect(code).toBe(1);
  expect(document.verdict).toBe("unknown");
  expect(hop(document, "stream")).toMatchObject({
    facts: null,
    findings: [{ rule: "unreadable", reason: expect.stringContaining("kinesis:DescribeStreamSummary") }],
  });
  expect(hop(document, "view").verdict).toBe("healthy");
});

test("alerts that are off while records come are degraded, with what to do, and exit code 1", async () => {
  await switchSchedule(names.alertsSchedule, "DISABLED");
  const { code, document } = await status();
  const { stdout } = await stage.pipeline("status");
  await switchSchedule(names.alertsSchedule, "ENABLED");
  expect(code).toBe(1);
  expect(rules(document, "alerts")).toEqual(["alerts-off-receiving"]);
  expect(stdout).toMatch(/! The schedule sensor-pipeline-dev-alerts is off, .*\s+.*→ pipeline resume/);
  expect(stdout).toMatch(/degraded: alerts at /);
});

test("cost --used counts the stream and the functions, and says that nothing is billed here", async () => {
  const used = await stage.pipelineJson<Cost & { billed: boolean; missing: { what: string }[] }>("cost", "--used");
  expect(used.billed).toBe(false);
  const quantity = (price: string) => used.lines.find((line) => line.price === price)?.quantity;
  expect(quantity("shardHour")).toBeGreaterThan(0);
  expect(quantity("putPayloadUnits")).toBeGreaterThan(0);
  expect(quantity("lambdaGbSecond")).toBeGreaterThan(0);
  expect(used.missing.map(({ what }) => what)).toEqual(["Redshift Serverless"]);
  const { stdout } = await stage.pipeline("cost", "--used", "--since", "3h");
  expect(stdout).toContain("The local AWS bills nothing");
});

test("cost is that of the stage's settings, PIPELINE_ variables and own prices included", async () => {
  const file = path.join(stage.folder, "prices.json");
  writeFileSync(file, JSON.stringify({ shardHour: 1 }));
  const environment = { PIPELINE_SHARDS: "2", PIPELINE_SCHEDULES: "on" };
  const { code, stdout } = await pipelineHere(["cost", "--json", "--stage", "other", "--prices", file], environment);
  const { running, idle } = JSON.parse(stdout) as { running: Cost; idle: Cost };
  expect(code).toBe(0);
  expect(running.lines).toContainEqual(expect.objectContaining({ item: "2 shards", usd: 2 * 730 }));
  expect(idle.lines).toContainEqual(expect.objectContaining({ price: "rpuHour", usd: 0 }));
});

test("a cost in a region without prices is not guessed", async () => {
  const { stdout } = await pipelineHere(["cost", "--region", "eu-west-1"]);
  expect(stdout).toContain("No total: no price is known");
  expect(stdout).toContain("Give them with --prices FILE");
});

test.each([
  [["status", "--interval", "5"], "--interval goes with --watch."],
  [["status", "--watch", "--interval", "soon"], "--interval must be a whole number from 1 to 3,600."],
  [["cost", "--since", "3h"], "--since goes with --used."],
  [["cost", "--used", "--since", "30d"], "--since must be a time such as 30s, 5m, 1h or 1h30m, at most 7d."],
  [["cost", "--used", "--record-bytes", "9"], "leave them out with --used."],
  [["cost", "--prices", "/nowhere/prices.json"], "--prices: /nowhere/prices.json can't be read as JSON"],
])("%j is refused in one sentence", async (args, message) => {
  const { code, stdout, stderr } = await pipelineHere(args);
  expect(code).toBe(64);
  expect(stdout).toBe("");
  expect(stderr).toContain(message);
  expect(stderr.trim().split("\n")).toHaveLength(1);
});

test("a stage that is not deployed is one sentence, and not one a hop", async () => {
  const { code, stdout, stderr } = await pipelineHere(
    ["status", "--aws", "--region", "us-east-1", "--stage", "other"],
    {
      AWS_ENDPOINT_URL: stage.url,
      AWS_ACCESS_KEY_ID: "operator",
      AWS_SECRET_ACCESS_KEY: "operator",
    },
  );
  expect(code).toBe(1);
  expect(stdout).toMatch(/^stage other on AWS in us-east-1.*\n$/);
  expect(stderr).toMatch(/^.* can't take on the role .*sensor-pipeline-other-reader: .*not deployed.*\n$/);
});

test("a setting of the environment that can't be is one sentence", async () => {
  const { code, stderr } = await pipelineHere(["cost"], { PIPELINE_SHARDS: "lots" });
  expect(code).toBe(64);
  expect(stderr).toBe('PIPELINE_SHARDS is "lots" but must be a number of shards from 1 to 500, or "on-demand".\n');
});

test("without its stream a stage is broken: exit code 2, and the view is still shown", async () => {
  const kinesis = new KinesisClient(settings);
  await kinesis.send(new DeleteStreamCommand({ StreamName: names.stream }));
  kinesis.destroy();
  const { code, document } = await status();
  expect(code).toBe(2);
  expect(document.verdict).toBe("broken");
  expect(rules(document, "stream")).toEqual(["stream-missing"]);
  expect(hop(document, "view").facts).not.toBeNull();
});
