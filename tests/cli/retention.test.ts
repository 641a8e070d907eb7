import { GetScheduleCommand, SchedulerClient, UpdateScheduleCommand } from "@aws-sdk/client-scheduler";
import type { SwitchChange } from "@sensor-pipeline/core/pause/stage-switches";
import type { RetentionOutput } from "@sensor-pipeline/core/setup/retention-machine";
import { afterAll, beforeAll, expect, test } from "vitest";
import { REGION } from "../infra/evaluated-stage.ts";
import { runPipeline } from "./run-pipeline.ts";
import { type RunningStage, startStage } from "./stage.ts";

/** As `--json` has them. */
interface Retention {
  readonly cutoff: string;
  readonly leaving: number;
  readonly staying: number;
  readonly inArchive: number;
  readonly archives: boolean;
  readonly execution?: { readonly status: string; readonly output: RetentionOutput };
}

interface Pause {
  readonly changed: number;
  readonly switches: readonly SwitchChange[];
}

const PREFIX = "sensor-pipeline-production";
const SCHEDULES = ["alerts", "producer", "retention"].map((name) => `${PREFIX}-${name}`);

let stage: RunningStage;
let scheduler: SchedulerClient;

beforeAll(async () => {
  // Production archives and has auto refresh. What a refused condition leads to has the short way in it.
  stage = await startStage(["--stage", "production", "--refuse-conditional-delete", "--speed", "12"]);
  scheduler = new SchedulerClient({
    endpoint: stage.url,
    region: REGION,
    credentials: { accessKeyId: "operator", secretAccessKey: "operator" },
  });
}, 180_000);

afterAll(async () => {
  scheduler.destroy();
  await stage.close();
});

async function schedule(Name: string) {
  const {
    $metadata: _,
    LastModificationDate: __,
    ...fields
  } = await scheduler.send(new GetScheduleCommand({ GroupName: PREFIX, Name }));
  return fields;
}

const plan = (...options: string[]) => stage.pipelineJson<Retention>("retention", "--dry-run", ...options);
const pause = (...options: string[]) => stage.pipelineJson<Pause>("pause", ...options);
const resume = (...options: string[]) => stage.pipelineJson<Pause>("resume", ...options);

/** With the admin's secret everything is done without the owner's state machines. */
async function directly(): Promise<[string, string]> {
  const { warehouse } = await stage.pipelineJson<{ warehouse: { secretArn: string } }>("setup", "--sql");
  return ["--secret-arn", warehouse.secretArn];
}

test("A pause switches off all that makes an idle stage cost, once, and a resume what the pause had found on", async () => {
  // Off before the pause: so it stays.
  const retention = `${PREFIX}-retention`;
  const { Arn: _, CreationDate: __, ...fields } = await schedule(retention);
  await scheduler.send(new UpdateScheduleCommand({ ...fields, State: "DISABLED" } as UpdateScheduleCommand["input"]));
  const before = await Promise.all(SCHEDULES.map(schedule));

  const paused = await runPipeline(["pause", "--json", "--folder", stage.folder]);
  const first = JSON.parse(paused.stdout) as Pause;
  const off = (names: readonly string[]) => names.map((name) => ({ name, before: "on", now: "off" }));
  const changedOf = ({ switches }: Pause) =>
    switches.filter((each) => each.before !== each.now).map(({ kind: _, ...rest }) => rest);
  const found = [`${PREFIX}-alerts`, `${PREFIX}-pipeline-unhealthy`, `${PREFIX}-producer`, "landing view"];
  expect(changedOf(first)).toEqual(off(found));
  expect(first.switches.every(({ now }) => now === "off")).toBe(true);
  expect(await pause()).toMatchObject({ changed: 0 });

  const back = await resume();
  expect(
    changedOf(back)
      .map(({ name }) => name)
      .toSorted(),
  ).toEqual(found.toSorted());
  expect(back.switches.filter(({ now }) => now === "off").map(({ name }) => name)).toEqual([retention]);
  expect(await Promise.all(SCHEDULES.map(schedule))).toEqual(before);
  expect(await resume()).toMatchObject({ changed: 0 });
  const { stdout } = await runPipeline(["resume", "--folder", stage.folder]);
  expect(stdout).toContain("Nothing was paused");
}, 120_000);

test("Retention archives and deletes exactly what its dry run shows, and in a paused stage nothing moves meanwhile", async () => {
  const paused = await pause(...(await directly()));
  expect(paused.switches).toContainEqual({ kind: "auto refresh", name: "landing view", before: "on", now: "off" });
  const { stderr: note } = await stage.pipeline("setup", ...(await directly()));
  expect(note).toContain("The stage is paused: auto refresh stays off until pipeline resume.");
  expect((await pause()).switches).toContainEqual({
    kind: "auto refresh",
    name: "landing view",
    before: "off",
    now: "off",
  });
  // No execution began that a pause could not stop: the counts stand still once two looks agree.
  let shown = await plan("--keep", "1s");
  for (let last = -1; last !== shown.leaving; shown = await plan("--keep", "1s")) last = shown.leaving;
  expect(shown).toMatchObject({ staying: 0, inArchive: 0, archives: true });
  expect(shown.leaving).toBeGreaterThan(0);
  expect(shown.execution).toBeUndefined();

  const { code, stderr } = await stage.pipeline("retention", "--keep", "1s");
  expect(code).toBe(64);
  expect(stderr).toContain("give --yes");
  expect(await plan("--keep", "1s")).toMatchObject({ leaving: shown.leaving, inArchive: 0 });

  const done = await stage.pipelineJson<Retention>("retention", "--keep", "1s", "--yes");
  expect(done.execution).toMatchObject({
    status: "SUCCEEDED",
    output: {
      cutoff: done.cutoff,
      archived: shown.leaving,
      deletedLanded: shown.leaving,
      held: 0,
      refusal: expect.stringContaining("not supported"),
    },
  });
  expect(await plan()).toMatchObject({ leaving: 0, staying: 0, inArchive: shown.leaving });
  const again = await stage.pipeline("retention", "--keep", "1s", "--yes");
  expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining("there is nothing to do") });
}, 120_000);

test("By the stage's own time to keep nothing that the views show leaves", async () => {
  await resume();
  const landed = async () => {
    const { staying, leaving } = await plan();
    return { staying, leaving };
  };
  await expect
    .poll(landed, { timeout: 60_000, interval: 2000 })
    .toMatchObject({ staying: expect.toSatisfy((n: number) => n > 0), leaving: 0 });
  const { stdout, code } = await stage.pipeline("retention");
  expect(code).toBe(0);
  expect(stdout).toMatch(/leave, archived first +0/);
  expect((await landed()).staying).toBeGreaterThan(0);

  const direct = await directly();
  const done = await stage.pipelineJson<Retention>("retention", "--keep", "1s", "--yes", ...direct);
  const { archived = 0, deletedLanded } = done.execution?.output ?? {};
  expect(done.execution).toMatchObject({ status: "SUCCEEDED", output: { refusal: expect.any(String) } });
  expect(done.execution).not.toHaveProperty("executionArn");
  expect(archived).toBeGreaterThanOrEqual(done.leaving);
  expect(deletedLanded).toBeGreaterThanOrEqual(archived);
}, 120_000);

test("A time that is none is refused in one sentence", async () => {
  for (const keep of ["yesterday", "0s", "1x", "-1h"]) {
    const { code, stdout, stderr } = await stage.pipeline("retention", "--keep", keep);
    expect({ code, stdout }, keep).toEqual({ code: 64, stdout: "" });
    expect(stderr.trim().split("\n")[0]).toContain("--keep");
  }
}, 60_000);
