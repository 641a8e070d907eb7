import { execFile, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { SETUP_OBJECTS } from "@sensor-pipeline/core/setup/setup-files";
import { ARCHIVE, WAREHOUSE_PARTS } from "@sensor-pipeline/core/teardown/teardown-steps";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ADMINISTRATOR } from "../../packages/local/src/administrator.ts";
import { ROOT } from "../pipeline/command.ts";
import { type AppliedStage, applyStage } from "./applied-stage.ts";
import { runPipeline } from "./run-pipeline.ts";

const HAS_PSQL = spawnSync("psql", ["--version"]).status === 0;
const NAMES = SETUP_OBJECTS.map(({ name }) => name);
const MADE = [...NAMES, ARCHIVE];

const LANDING_CHECKS = ["setup", "grants", "landing-view", "refresh", "refresh-mode", "lag"];

let stage: AppliedStage;
let direct: string[];

beforeAll(async () => {
  stage = await applyStage();
  direct = ["--workgroup", "sensor-pipeline-dev", "--database", "sensors", "--secret-arn", stage.secretArn];
});
afterAll(() => stage.close());

test("what was never set up has no status, and a reader's eyes are no proof that nothing is there", async () => {
  const status = await stage.pipeline("setup", "--status");
  expect(status).toMatchObject({ code: 1, stdout: "" });
  expect(status.stderr).toContain("has never run");
  const asReader = await stage.pipeline("verify", "--warehouse");
  expect(asReader.code).toBe(1);
  expect(asReader.stdout).toContain(`0 left, ${WAREHOUSE_PARTS.length} unknown`);
  expect(asReader.stdout).toContain("--secret-arn");
  const asAdmin = await stage.pipeline("verify", "--warehouse", ...direct);
  expect(asAdmin).toMatchObject({ code: 0, stdout: expect.stringContaining("Nothing is left in the warehouse") });
});

test("Ctrl-C leaves a set-up that goes on: it is joined by the next one, and teardown waits for its end", async () => {
  const child = spawn(process.execPath, ["packages/cli/src/pipeline.js", "setup", "--folder", stage.folder], {
    cwd: ROOT,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let notes = "";
  let release = () => {};
  child.stderr.on("data", (chunk: Buffer) => {
    notes += chunk.toString();
    if (child.killed || !notes.includes("✓ Look up what exists")) return;
    release = stage.holdMachines();
    child.kill("SIGINT");
  });
  const [code] = await once(child, "close");
  expect(code).toBe(130);
  expect(notes).toContain("the set-up goes on. See it with pipeline setup --status");

  const teardown = await stage.pipeline("teardown", "--yes");
  expect(teardown).toMatchObject({ code: 1, stdout: "" });
  expect(teardown.stderr).toContain("A set-up of stage dev");
  const besides = await stage.pipeline("setup", "--secret-arn", stage.secretArn);
  expect(besides).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("A run of its state machine of stage dev"),
  });
  const replacing = await stage.pipeline("setup", "--replace-views");
  expect(replacing).toMatchObject({ code: 1, stderr: expect.stringContaining("can't be told to replace views") });

  // It asks once what runs, before it follows that.
  const asked = stage.isListed("setup");
  const joining = stage.pipeline("setup");
  await asked;
  release();
  const joined = await joining;
  expect(joined.code, joined.stderr).toBe(0);
  expect(joined.stderr).toContain("following that one, nothing is started");
  // A line for each step, the ones before it joined included, with its time.
  expect(joined.stderr).toMatch(/^✓ Create streaming view sensor_records +\d+\.\d s$/m);
  expect(joined.stdout).toMatch(/^sensor_records +streaming view +created$/m);
  expect(joined.stdout).toContain(`${MADE.length} created, 0 replaced, 0 existed`);
});

test("set up again, what is there is kept; the status is the newest set-up's", async () => {
  const again = await stage.pipeline("setup", "--json");
  expect(again.code).toBe(0);
  const report = JSON.parse(again.stdout) as { executionArn: string; output: { existed: string[]; created: string[] } };
  expect(report.output).toMatchObject({ created: [], existed: MADE });
  const status = await stage.pipeline("setup", "--status", "--json");
  expect(JSON.parse(status.stdout)).toMatchObject({ executionArn: report.executionArn, status: "SUCCEEDED" });
});

test("a refresh by the owner's machine, or directly, says what it landed in Redshift's words", async () => {
  await stage.aws.call(ADMINISTRATOR, "kinesis", "PutRecord", {
    StreamName: "sensor-pipeline-dev-readings",
    PartitionKey: "1001",
    Data: Buffer.from("{}").toString("base64"),
  });
  const byMachine = await runPipeline(["refresh", "--json", "--folder", stage.folder]);
  expect(byMachine.code, byMachine.stderr).toBe(0);
  expect(JSON.parse(byMachine.stdout)).toMatchObject({
    execution: { status: "SUCCEEDED", executionArn: expect.stringContaining("sensor-pipeline-dev-refresh") },
    refresh: { type: "Manual", message: expect.stringContaining("incrementally"), landed: 1 },
  });
  const directly = await stage.pipeline("refresh", "--secret-arn", stage.secretArn);
  expect(directly.code, directly.stderr).toBe(0);
  expect(directly.stderr).toMatch(/^✓ Refresh streaming view sensor_records +\d+\.\d s$/m);
  expect(directly.stdout).toContain("no new data. Records landed by it: 0.");
});

test("directly, by this checkout's own files, set-up finds what the machine made, and names what it would make otherwise", async () => {
  const account = "arn:aws:iam::000000000000:role/sensor-pipeline-dev-";
  const by = (role: string) => ["--role-arn", `${account}${role}`, "--stream", "sensor-pipeline-dev-readings"];
  const found = await stage.pipeline("setup", "--json", ...direct, ...by("warehouse"));
  expect(found.code, found.stderr).toBe(0);
  expect(JSON.parse(found.stdout)).toMatchObject({ status: "SUCCEEDED", output: { created: [], existed: MADE } });
  const differing = await stage.pipeline("setup", ...direct, ...by("reader"));
  expect(differing.code).toBe(1);
  expect(differing.stderr).toContain("ended FAILED");
  expect(differing.stderr).toContain("ObjectDiffers: The external schema kinesis_schema is there");
  const withoutRole = await stage.pipeline("setup", ...direct);
  expect(withoutRole).toMatchObject({ code: 64, stderr: expect.stringContaining("--role-arn and --stream") });
});

test("a landing view that differs from its file is made anew by the machine, which goes on after it was stopped, or directly", async () => {
  const idle = await stage.pipeline("schema-change", "--yes");
  expect(idle).toMatchObject({ code: 0, stdout: expect.stringContaining("there is nothing to do") });
  await stage.sql("UPDATE public.pipeline_objects SET fingerprint = 'older' WHERE object_name = 'sensor_records'");
  const setup = await stage.pipeline("setup");
  expect(setup.code).toBe(1);
  expect(setup.stderr).toContain("ObjectDiffers: The streaming view sensor_records is there");
  expect(setup.stderr).toContain("pipeline schema-change");
  const plan = await runPipeline(["schema-change", "--dry-run", "--json", "--folder", stage.folder]);
  expect(JSON.parse(plan.stdout)).toMatchObject({ landingView: "sensor_records", differs: true, isUnfinished: false });
  expect(await stage.pipeline("schema-change")).toMatchObject({ code: 64, stderr: expect.stringContaining("--yes") });

  const stopped = stage.pipeline("schema-change", "--yes");
  await stage.stopIn("schema-change", "Read the stream up to its tip into sensor_records_second");
  expect((await stopped).stderr).toContain("ended ABORTED: no record is lost");
  const changed = await stage.pipeline("schema-change", "--yes", "--json");
  expect(changed.code, changed.stderr).toBe(0);
  expect(JSON.parse(changed.stdout)).toMatchObject({
    isUnfinished: true,
    execution: { status: "SUCCEEDED", output: { landingView: "sensor_records_second", changed: true } },
  });
  const again = await stage.pipeline("setup", "--json");
  expect(JSON.parse(again.stdout)).toMatchObject({ output: { created: [], replaced: [] } });
  // Whoever looks at the landing view looks at the one with the second name.
  const looked = await stage.pipeline("doctor", "--only", LANDING_CHECKS.join(), "--json");
  const { checks } = JSON.parse(looked.stdout) as { checks: { id: string; outcome: string }[] };
  expect(checks).toEqual(LANDING_CHECKS.map((id) => expect.objectContaining({ id, outcome: "ok" })));

  const directly = await stage.pipeline("schema-change", "--rebuild", "--yes", "--secret-arn", stage.secretArn);
  expect(directly.code, directly.stderr).toBe(0);
  expect(directly.stderr).toMatch(/^✓ Drop streaming view sensor_records_second +\d+\.\d s$/m);
  expect(directly.stdout).toContain("The views read sensor_records now.");
});

test("teardown asks, and never drops what is somebody else's: it names what depends on an object and stops", async () => {
  const unasked = await stage.pipeline("teardown");
  expect(unasked).toMatchObject({ code: 64, stdout: "", stderr: expect.stringMatching(/^[^\n]*give --yes\.\n$/) });
  expect(await answered("n\n")).toContain("Nothing was dropped.");
  await stage.sql("CREATE VIEW public.report AS SELECT COUNT(*) AS readings FROM public.sensor_data_stream");
  const byMachine = await stage.pipeline("teardown", "--yes");
  expect(byMachine.code).toBe(1);
  expect(byMachine.stderr).toContain("view report depends on view sensor_data_stream");
  expect(byMachine.stderr).toContain("never dropped");
  const directly = await stage.pipeline("teardown", "--yes", ...direct);
  expect(directly.code).toBe(1);
  expect(directly.stderr).toContain("view report depends on view sensor_data_stream");
  await stage.sql("DROP VIEW public.report");
});

test("after teardown the warehouse is proved empty, and everything else of the stage is told as left", async () => {
  const teardown = await stage.pipeline("teardown", "--yes");
  expect(teardown.code, teardown.stderr).toBe(0);
  expect(teardown.stderr).toMatch(/^ +\d+ {2}streaming view +sensor_records$/m);
  const asReader = await stage.pipeline("verify", "--warehouse");
  expect(asReader.stdout).toContain("Nothing is left in the warehouse");
  expect(asReader.code).toBe(0);
  const whole = await stage.pipeline("verify", "--json");
  expect(whole.code).toBe(1);
  const { findings } = JSON.parse(whole.stdout) as { findings: { kind: string; name: string; state: string }[] };
  expect(findings.filter(({ state }) => state === "unknown")).toEqual([]);
  const left = new Set(findings.filter(({ state }) => state === "left").map(({ kind }) => kind));
  const resourceKinds = [
    "stream",
    "workgroup",
    "namespace",
    "state machine",
    "function",
    "schedule group",
    "schedule",
    "alarm",
    "event rule",
  ];
  expect(left).toEqual(new Set([...resourceKinds, "dashboard", "topic", "queue", "log group", "role"]));
});

test.runIf(HAS_PSQL || process.env.CI)(
  "the printed SQL makes in an empty database what the state machine makes, and set-up knows it as its own",
  async () => {
    const { stdout } = await stage.pipeline("setup", "--sql");
    const file = path.join(stage.folder, "setup.sql");
    writeFileSync(file, stdout);
    const database = ["-h", "127.0.0.1", "-p", String(stage.aws.pgPort), "-U", "admin", "-d", "sensors"];
    const env = { ...process.env, PGPASSWORD: stage.adminPassword };
    await promisify(execFile)("psql", [...database, "-X", "-v", "ON_ERROR_STOP=1", "-f", file], { env });
    const after = await stage.pipeline("setup", "--json", "--secret-arn", stage.secretArn);
    expect(JSON.parse(after.stdout)).toMatchObject({ output: { created: [], replaced: [], existed: MADE } });
  },
);

test("without the state machine the admin sets up, drops what set-up recorded, and leaves what only has one of its names", async () => {
  await stage.pipeline("teardown", "--yes", ...direct);
  const setUp = await stage.pipeline("setup", "--secret-arn", stage.secretArn);
  expect(setUp.code, setUp.stderr).toBe(0);
  expect(setUp.stderr).toMatch(/^✓ Create streaming view sensor_records +\d+\.\d s$/m);
  expect(setUp.stdout).toContain(`${MADE.length} created, 0 replaced, 0 existed`);
  await stage.sql(
    "INSERT INTO public.sensor_records_archive (approximate_arrival_timestamp, partition_key) VALUES (GETDATE(), '1001')",
  );
  const teardown = await stage.pipeline("teardown", "--yes", "--json", ...direct);
  expect(teardown.code, teardown.stderr).toBe(0);
  const { dropped } = JSON.parse(teardown.stdout) as { dropped: string[] };
  expect(dropped.toSorted()).toEqual([...NAMES, "pipeline_objects"].toSorted());
  expect(teardown.stderr).toContain("The archive stays (sensor_records_archive, records: 1)");
  const archive = await stage.pipeline("teardown", "--yes", "--json", "--drop-archive", ...direct);
  expect(JSON.parse(archive.stdout)).toEqual({ dropped: ["sensor_records_archive"], foreign: [] });
  await stage.sql("CREATE TABLE public.sensor_thresholds (sensor_id INTEGER)");
  const again = await stage.pipeline("teardown", "--yes", ...direct);
  expect(again.code).toBe(0);
  expect(again.stderr).toContain("left alone: table sensor_thresholds");
  const verify = await stage.pipeline("verify", "--warehouse", ...direct);
  expect(verify.code).toBe(1);
  expect(verify.stdout).toMatch(/^table +sensor_thresholds +left/m);

  const setup = await stage.pipeline("setup");
  expect(setup.code).toBe(1);
  expect(setup.stderr).toContain("ObjectUnknown: There is something named sensor_thresholds already");
  const status = await stage.pipeline("setup", "--status");
  expect(status.code).toBe(1);
  expect(status.stdout).toContain("FAILED");
  expect(status.stdout).toContain("ObjectUnknown");
  await stage.sql("DROP TABLE public.sensor_thresholds");
});

test("once the stage is removed nothing is left, and what needs it says that it is not deployed", async () => {
  await stage.remove();
  const verify = await stage.pipeline("verify");
  expect(verify.stdout).toContain("Nothing is left of stage dev");
  expect(verify.stdout).toContain("If the stage used a warehouse that was there before");
  expect(verify.code).toBe(0);
  const setup = await stage.pipeline("setup");
  expect(setup).toMatchObject({ code: 1, stdout: "" });
  expect(setup.stderr.trim().split("\n")).toHaveLength(1);
});

/** Everything that teardown shows on a real terminal to a person who gives that answer to its question. */
async function answered(answer: string): Promise<string> {
  const command = `${process.execPath} packages/cli/src/pipeline.js teardown --folder ${stage.folder}`;
  const child = spawn("script", ["-qfec", `stty rows 40 cols 120; ${command}`, "/dev/null"], { cwd: ROOT });
  let screen = "";
  let isAnswered = false;
  child.stdout.on("data", (chunk: Buffer) => {
    screen += chunk.toString();
    if (isAnswered || !screen.includes("(y/N)")) return;
    isAnswered = true;
    child.stdin.write(answer);
  });
  await once(child, "close");
  return screen;
}
