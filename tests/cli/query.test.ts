import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { CloudWatchClient, PutMetricAlarmCommand, PutMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { DeleteStreamCommand, DescribeStreamSummaryCommand, KinesisClient } from "@aws-sdk/client-kinesis";
import { GetNamespaceCommand, RedshiftServerlessClient } from "@aws-sdk/client-redshift-serverless";
import { afterAll, beforeAll, expect, test } from "vitest";
import { REGION } from "../infra/evaluated-stage.ts";
import { ROOT } from "../pipeline/command.ts";
import { pipelineHere } from "./pipeline-here.ts";
import { runPipeline } from "./run-pipeline.ts";
import { type RunningStage, startStage } from "./stage.ts";

const PIPELINE = path.join(ROOT, "packages/cli/src/pipeline.js");
/** An alarm of the stage's that stays in ALARM whatever the pipeline does. */
const PROOF = "sensor-pipeline-dev-proof";

let stage: RunningStage;
let cloudwatch: CloudWatchClient;
let serverless: RedshiftServerlessClient;
let folder: string;

beforeAll(async () => {
  stage = await startStage();
  folder = mkdtempSync(path.join(os.tmpdir(), "query-"));
  const credentials = { accessKeyId: "operator", secretAccessKey: "operator" };
  const settings = { endpoint: stage.url, region: REGION, credentials };
  cloudwatch = new CloudWatchClient(settings);
  serverless = new RedshiftServerlessClient(settings);
}, 180_000);

afterAll(async () => {
  cloudwatch?.destroy();
  serverless?.destroy();
  await stage?.close();
  rmSync(folder, { recursive: true, force: true });
});

function sqlFile(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

test("table, JSON and CSV are the same rows, NULL and documents included", async () => {
  const file = sqlFile(
    "kinds.sql",
    `SELECT 1 AS n, :'who' AS who, 1.50::DECIMAL(5, 2) AS price, JSON_PARSE('{"a":[1]}') AS doc, NULL AS nothing
     UNION ALL SELECT 2, 'a, "b"', 2.25, NULL, NULL ORDER BY n;`,
  );
  const args = ["query", file, "--set", "who=me"];
  expect(await stage.pipelineJson(...args)).toEqual([
    { n: 1, who: "me", price: 1.5, doc: { a: [1] }, nothing: null },
    { n: 2, who: 'a, "b"', price: 2.25, doc: null, nothing: null },
  ]);
  const csv = await stage.pipeline(...args, "--csv");
  expect(csv.stdout).toBe('n,who,price,doc,nothing\r\n1,me,1.50,"{""a"":[1]}",\r\n2,"a, ""b""",2.25,,\r\n');
  const table = await stage.pipeline(...args);
  expect(table.stdout.split("\n").map((line) => line.split(/ {2,}/))).toEqual([
    ["n", "who", "price", "doc", "nothing"],
    ["1", "me", "1.50", '{"a":[1]}', "NULL"],
    ["2", 'a, "b"', "2.25", "NULL", "NULL"],
    [""],
  ]);
  expect(table).toMatchObject({ code: 0, stderr: expect.stringContaining("2 rows") });
});

test("each of the pipeline's own questions has an answer, and its flags change it", async () => {
  const queries = await stage.pipelineJson<{ name: string }[]>("query");
  expect(queries.map(({ name }) => name)).toEqual([
    "recent",
    "alerts",
    "sensors",
    "summary",
    "quarantine",
    "encodings",
    "freshness",
  ]);
  for (const { name } of queries) expect(await stage.pipelineJson("query", name), name).toBeInstanceOf(Array);
  const recent = await stage.pipelineJson<object[]>("query", "recent", "--minutes", "1440", "--limit", "3");
  expect(recent).toHaveLength(3);
  const [summary] = await stage.pipelineJson<{ record_count: number }[]>("query", "summary", "--hours", "24");
  expect(summary?.record_count).toBeGreaterThanOrEqual(3);
});

test("rows above the limit are not cut without a word", async () => {
  const file = sqlFile("many.sql", "SELECT event_id FROM public.sensor_data_stream");
  const cut = await stage.pipeline("query", file, "--max-rows", "2", "--json");
  expect(JSON.parse(cut.stdout)).toHaveLength(2);
  expect(cut.stderr).toMatch(/Only 2 of \d+ rows are read: --max-rows \d+ reads all\./);
});

test("what the reader may not do is refused in Redshift's words; with the admin's secret the admin asks", async () => {
  const file = sqlFile("write.sql", "DELETE FROM public.sensor_thresholds");
  const refused = await stage.pipeline("query", file);
  expect(refused).toMatchObject({ code: 1, stdout: "" });
  expect(refused.stderr.trim().split("\n").at(-1)).toBe(
    "write.sql: ERROR: permission denied for relation sensor_thresholds",
  );
  const namespaceName = "sensor-pipeline-dev";
  const { namespace } = await serverless.send(new GetNamespaceCommand({ namespaceName }));
  const who = ["query", sqlFile("who.sql", "SELECT CURRENT_USER AS who")];
  const asAdmin = [...who, "--secret-arn", namespace?.adminPasswordSecretArn ?? ""];
  expect(await stage.pipelineJson(...asAdmin)).toEqual([{ who: "admin" }]);
  expect(await stage.pipelineJson(...who)).toEqual([{ who: "IAMR:sensor-pipeline-dev-reader" }]);
});

test("a syntax error is shown with its line and a caret", async () => {
  const { code, stderr } = await stage.pipeline("query", sqlFile("bad.sql", "-- mine\nSELECT 1\nFRM t u;\n"));
  expect(code).toBe(1);
  expect(stderr).toMatch(/bad\.sql:3:\d+: ERROR: syntax error at or near ".*"\n {2}3 \| FRM t u;\n {6,}\^\n$/);
});

test("each bad input is one sentence", async () => {
  const two = sqlFile("two.sql", "SELECT 1; SELECT 2;");
  const open = sqlFile("open.sql", "SELECT :'name'");
  const cases: readonly (readonly [string[], number, RegExp])[] = [
    [["query", "resent"], 64, /^There is no query "resent": choose recent, .*, or - for stdin\.$/],
    [["query", path.join(folder, "none.sql")], 1, /none\.sql: there is no such file\.$/],
    [["query", two], 1, /^two\.sql:1:11: one query is expected here, and there are 2\./],
    [["query", open], 64, /^open\.sql uses the variable name: give it a value with --set name=\.\.\.\.?$/],
    [["query", "alerts", "--minutes", "5"], 64, /^--minutes is for query recent; /],
    [["query", "recent", "--limit", "0"], 64, /^--limit must be a whole number from 1 to 10,000\.$/],
    [["query", "recent", "--csv", "--json"], 64, /^--csv and --json can't be used together\.$/],
    [["query", "recent", "--secret-arn", "x"], 64, /^--secret-arn must be the ARN of a secret/],
    [["query", "recent", "--watch", "soon"], 64, /^--watch must be a time such as 2s/],
    [["query", "recent", "--stage", "other"], 1, /^No local AWS with the stage other is running/],
    [["alarms", "--state", "BAD"], 64, /^--state must be ALARM, INSUFFICIENT_DATA or OK\.$/],
    [["alarms", "history", "nope"], 64, /^There is no alarm "nope" in this stage: choose /],
    [["alarms", "history", "--since", "1"], 64, /^--since must be a time such as/],
  ];
  for (const [args, code, words] of cases) {
    const run = await stage.pipeline(...args);
    expect(run.code, args.join(" ")).toBe(code);
    expect(run.stdout, args.join(" ")).toBe("");
    expect(run.stderr.split("\n")[0], args.join(" ")).toMatch(words);
  }
}, 120_000);

test("an alarm in ALARM is shown first, with its reason and its metric's last periods, and its history tells of it", async () => {
  const Namespace = "SensorPipeline";
  const MetricName = "Proof";
  const now = await arrivedNewest();
  const MetricData = [3, 5, 8].map((Value, index) => ({
    MetricName,
    Value,
    Timestamp: new Date(now - (15 - 5 * index) * 60_000),
  }));
  await cloudwatch.send(new PutMetricDataCommand({ Namespace, MetricData }));
  await cloudwatch.send(
    new PutMetricAlarmCommand({
      AlarmName: PROOF,
      AlarmDescription: "A proof.",
      ...{ Namespace, MetricName, Period: 300, Statistic: "Maximum", EvaluationPeriods: 1 },
      ...{ ComparisonOperator: "GreaterThanThreshold", Threshold: 4, TreatMissingData: "breaching" },
    }),
  );
  const inAlarm = () => stage.pipelineJson<{ name: string }[]>("alarms", "--state", "alarm");
  await expect
    .poll(async () => (await inAlarm()).map(({ name }) => name), { timeout: 60_000, interval: 500 })
    .toContain("proof");
  const alarms =
    await stage.pipelineJson<
      { name: string; state: string; reason: string; points?: (number | null)[]; children?: object[] }[]
    >("alarms");
  const states = alarms.map(({ state }) => ["ALARM", "INSUFFICIENT_DATA", "OK"].indexOf(state));
  expect(states).toEqual(states.toSorted());
  const proof = alarms.find(({ name }) => name === "proof");
  expect(proof).toMatchObject({ state: "ALARM", reason: expect.stringContaining("Threshold Crossed") });
  expect(proof?.points?.filter((point) => point !== null)).toEqual([3, 5, 8]);
  const composite = alarms.find(({ name }) => name === "pipeline-unhealthy");
  expect(composite?.children).toContainEqual(expect.objectContaining({ name: "setup-missing", asked: "OK" }));
  // Metric maths is drawn by its own result: FILL makes zeros of the minutes before the stage was there.
  const silent = alarms.find(({ name }) => name === "producer-silent");
  expect(silent?.points?.filter((point) => point !== null).length).toBeGreaterThan(10);

  const { code, stdout } = await stage.pipeline("alarms");
  expect(code).toBe(0);
  expect(stdout).toMatch(/^ALARM +proof .*▄▆█.*> 4 +5 min$/m);
  expect(stdout).toMatch(/\nproof {2}ALARM\n {2}why {7}Threshold Crossed[\s\S]*means {5}A proof\./);

  const history = await stage.pipelineJson<{ alarm: string; to: string | null; reason: string }[]>(
    ...["alarms", "history", "proof", "--since", "12h"],
  );
  expect(history.find(({ to }) => to === "ALARM")).toMatchObject({ alarm: "proof", reason: proof?.reason });
  expect((await stage.pipeline("alarms", "history")).stdout).toMatch(/^\S+ \S+ +proof +\S+ → ALARM +Threshold/m);
}, 120_000);

test("--watch goes on until SIGINT, ends in order with exit code 130, and is a JSON document a line", async () => {
  for (const args of [
    ["query", "freshness", "--watch", "1s"],
    ["alarms", "--watch", "1s"],
  ]) {
    const child = spawn(process.execPath, [PIPELINE, ...args, "--json", "--folder", stage.folder], { cwd: ROOT });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      if (output.split("\n").length > 2) child.kill("SIGINT");
    });
    let notes = "";
    child.stderr.on("data", (chunk: Buffer) => (notes += chunk.toString()));
    const [code] = (await once(child, "close")) as [number | null];
    expect(code).toBe(130);
    const lines = output.trim().split("\n");
    expect(lines.length).toBeGreaterThanOrEqual(2);
    for (const line of lines) expect(JSON.parse(line)).toEqual({ at: expect.any(String), value: expect.any(Array) });
    expect(notes).toMatch(/Looked \d+ times; ended by Ctrl-C\.\n$/);
  }
}, 120_000);

test("before set-up it says so", async () => {
  const dropped = await stage.pipeline("teardown", "--yes");
  expect(dropped.code, dropped.stderr).toBe(0);
  const { code, stdout, stderr } = await stage.pipeline("query", "recent");
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toContain("The warehouse of stage dev is not set up yet: run pipeline setup.");
}, 120_000);

test("a stage that is not there is one sentence", async () => {
  const { code, stderr } = await pipelineHere(["query", "recent", "--folder", folder]);
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: `No local AWS is running in ${folder}: start it with npm start.\n`,
  });
});

/** Milliseconds since the epoch, the stage's time: when the newest record that landed came. */
async function arrivedNewest(): Promise<number> {
  const [shard] = await stage.pipelineJson<{ newest_arrival: string }[]>("query", "freshness");
  return Date.parse(shard?.newest_arrival ?? "");
}

test("--as tries a question as a role of the stage: who may ask is answered, who may not is told what is missing", async () => {
  const whoAmI = sqlFile("who.sql", "SELECT CURRENT_USER AS me;");
  expect(await stage.pipelineJson("query", whoAmI, "--as", "alerts")).toEqual([
    { me: "IAMR:sensor-pipeline-dev-alerts" },
  ]);
  const { code, stderr } = await stage.pipeline("query", whoAmI, "--as", "sensor-pipeline-dev-producer");
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /^.*assumed-role\/sensor-pipeline-dev-producer\/person is not authorized to perform: redshift-data:/m,
  );
  expect(stderr).toContain("because no identity-based policy allows the redshift-data:ExecuteStatement action");
});

test("--as refuses a role that is not the stage's, and names those that are", async () => {
  const { code, stderr } = await stage.pipeline("status", "--as", "nobody");
  expect(code).toBe(64);
  expect(stderr).toMatch(
    /^There is no role "nobody" in stage dev, which has alerts, alerts-schedule, owner, producer, /,
  );
});

test("credentials make any program a role: what that may not is denied it in AWS's words", async () => {
  const { stdout } = await runPipeline(["credentials", "--as", "producer", "--folder", stage.folder]);
  const shell = spawn("bash", ["-c", `${stdout}\nenv`], { env: { AWS_SESSION_TOKEN: "old" } });
  let printed = "";
  shell.stdout.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  await once(shell, "close");
  const env = Object.fromEntries(printed.split("\n").map((line) => line.split(/=(.*)/s)));
  expect(env.AWS_SESSION_TOKEN).toBeUndefined();
  const kinesis = new KinesisClient({
    endpoint: env.AWS_ENDPOINT_URL,
    region: env.AWS_REGION,
    credentials: { accessKeyId: env.AWS_ACCESS_KEY_ID ?? "", secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? "" },
  });
  const StreamName = "sensor-pipeline-dev-readings";
  await kinesis.send(new DescribeStreamSummaryCommand({ StreamName }));
  await expect(kinesis.send(new DeleteStreamCommand({ StreamName }))).rejects.toMatchObject({
    name: "AccessDeniedException",
    message: expect.stringContaining("because no identity-based policy allows the kinesis:DeleteStream action"),
  });
  kinesis.destroy();
});
