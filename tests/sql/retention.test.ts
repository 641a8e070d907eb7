import { cpSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { RetentionOutput } from "@sensor-pipeline/core/setup/retention-machine";
import { type DataApi, runDefinition } from "@sensor-pipeline/core/setup/run-definition";
import {
  refreshMachine,
  retentionMachine,
  setupMachine,
  teardownMachine,
} from "@sensor-pipeline/core/setup/setup-fixture";
import { InMemoryStream } from "@sensor-pipeline/redshift/stream/in-memory-stream";
import { asRole, STREAM_ROLE, TestRedshift } from "@sensor-pipeline/redshift/test-redshift";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { engineWarehouse } from "./engine-warehouse.ts";
import { reading } from "./record-cases.ts";

const HOUR_MS = 3_600_000;
const READER = asRole("person", "pipeline_reader");

let redshift: TestRedshift | undefined;
afterEach(() => redshift?.close());

/** Where a warehouse lies that was set up, and has had no record: each test begins with a copy. */
let prepared: string;
beforeAll(async () => {
  const warehouse = await TestRedshift.open();
  const machine = setupMachine({ roleArn: STREAM_ROLE, streamName: "readings", autoRefresh: false });
  await execute(warehouse, "set up", machine);
  await warehouse.redshift.close();
  prepared = warehouse.folder;
});
afterAll(() => rmSync(prepared, { recursive: true, force: true }));

/** A warehouse that was set up, with three records inside the window, one of them no JSON, and four before it. */
async function opened(options: { readonly refuseConditionalDelete?: boolean } = {}) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "retention-"));
  cpSync(prepared, folder, { recursive: true });
  const warehouse = await TestRedshift.onFolder(folder, new InMemoryStream("readings", 1), options);
  redshift = warehouse;
  for (const hours of [200, 30, 25, 25, 23, 2]) put(warehouse, hours);
  warehouse.stream.put("shardId-000000000000", Buffer.from([0xff]), Date.now() - HOUR_MS);
  await execute(warehouse, "first refresh", refreshMachine());
  return warehouse;
}

function put(warehouse: TestRedshift, hoursAgo: number): void {
  warehouse.stream.put(
    "shardId-000000000000",
    reading({ event_id: `${hoursAgo}-${Math.random()}` }),
    Date.now() - hoursAgo * HOUR_MS,
  );
}

async function execute(
  warehouse: TestRedshift,
  name: string,
  machine: Parameters<typeof runDefinition>[0],
  {
    input = {},
    api = engineWarehouse(warehouse),
  }: { input?: Readonly<Record<string, string | boolean>>; api?: DataApi } = {},
) {
  const { output, error } = await runDefinition(machine, api, { name, input });
  expect(error).toBeUndefined();
  return output as RetentionOutput;
}

/** Rows in the streaming view, beside it, in the archive, and what the views show: visible and quarantined. */
async function counts(warehouse: TestRedshift): Promise<unknown> {
  const [row] = await warehouse.run(
    `SELECT
       (SELECT COUNT(*) FROM public.sensor_records),
       (SELECT COUNT(*) FROM public.sensor_records_held),
       (SELECT COUNT(*) FROM public.sensor_records_archive),
       (SELECT COUNT(*) FROM public.sensor_data_stream),
       (SELECT COUNT(*) FROM public.sensor_data_quarantine)`,
    READER,
  );
  return row;
}

test("What arrived before the window is archived and leaves, once, and the views show what they showed", async () => {
  const warehouse = await opened();
  expect(await counts(warehouse)).toEqual([7, 0, 0, 2, 1]);
  const first = await execute(warehouse, "first", retentionMachine());
  expect(first).toEqual({
    cutoff: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
    archived: 4,
    deletedLanded: 4,
    deletedHeld: 0,
    held: 0,
  });
  expect(await counts(warehouse)).toEqual([3, 0, 4, 2, 1]);
  expect(await execute(warehouse, "second", retentionMachine())).toMatchObject({ archived: 0, deletedLanded: 0 });
  expect(await counts(warehouse)).toEqual([3, 0, 4, 2, 1]);
}, 60_000);

test("A stage without an archive only lets them leave", async () => {
  const warehouse = await opened();
  const output = await execute(warehouse, "first", retentionMachine({ archive: false }));
  expect(output).toMatchObject({ deletedLanded: 4 });
  expect(output).not.toHaveProperty("archived");
  expect(await counts(warehouse)).toEqual([3, 0, 0, 2, 1]);
}, 60_000);

for (const refuseConditionalDelete of [false, true])
  test(`Two executions at once lose and double nothing, the condition ${refuseConditionalDelete ? "refused" : "taken"}`, async () => {
    const warehouse = await opened({ refuseConditionalDelete });
    const both = await Promise.all(["a", "b"].map((name) => execute(warehouse, name, retentionMachine())));
    expect(both.reduce((sum, { archived = 0 }) => sum + archived, 0)).toBe(4);
    const left = refuseConditionalDelete ? [0, 3] : [3, 0];
    expect(await counts(warehouse)).toEqual([...left, 4, 2, 1]);
  }, 60_000);

test("Where the condition is refused, the window's records move beside the view and nothing is lost from sight", async () => {
  const warehouse = await opened({ refuseConditionalDelete: true });
  const first = await execute(warehouse, "first", retentionMachine());
  expect(first).toMatchObject({ archived: 4, deletedLanded: 7, deletedHeld: 0, held: 3 });
  expect(first.refusal).toContain("DELETE with a condition is not supported");
  expect(await counts(warehouse)).toEqual([0, 3, 4, 2, 1]);

  // The stream is read on from where it was, and what was held leaves as anything else does.
  put(warehouse, 1);
  await execute(warehouse, "refresh", refreshMachine());
  expect(await counts(warehouse)).toEqual([1, 3, 4, 3, 1]);
  const cutoff = new Date(Date.now() - 10 * HOUR_MS).toISOString().slice(0, 19).replace("T", " ");
  const second = await execute(warehouse, "second", retentionMachine(), { input: { cutoff } });
  expect(second).toMatchObject({ cutoff, archived: 1, deletedLanded: 1, deletedHeld: 1, held: 1 });
  expect(await counts(warehouse)).toEqual([0, 3, 5, 2, 1]);
}, 60_000);

test("Stopped once a transaction was sent, and started again while it runs, it ends as if it had never been stopped", async () => {
  // Calls before the stop: three for the cutoff, three for the view, the one that deletes, a look at it, the one that holds.
  for (const [refuseConditionalDelete, stopBefore] of [
    [false, 7],
    [true, 8],
    [true, 9],
  ] as const) {
    const warehouse = await opened({ refuseConditionalDelete });
    const { error } = await runDefinition(retentionMachine(), engineWarehouse(warehouse), {
      name: "first",
      stopBefore,
    });
    expect(error?.Cause).toContain("Stop");
    await execute(warehouse, "again", retentionMachine());
    const [landed, held, ...others] = (await counts(warehouse)) as number[];
    expect([(landed ?? 0) + (held ?? 0), ...others], `stopped before call ${stopBefore}`).toEqual([3, 4, 2, 1]);
    await warehouse.close();
  }
  redshift = undefined;
}, 240_000);

test("A streaming view that was made anew reads the stream again, and the kept archive takes no record twice", async () => {
  const warehouse = await opened();
  await execute(warehouse, "first", retentionMachine());
  expect(await execute(warehouse, "teardown", teardownMachine())).toEqual({ dropped: true, archive: "kept" });
  await execute(
    warehouse,
    "set up again",
    setupMachine({ roleArn: STREAM_ROLE, streamName: "readings", autoRefresh: false }),
  );
  expect(await counts(warehouse)).toEqual([7, 0, 4, 2, 1]);
  expect(await execute(warehouse, "second", retentionMachine())).toMatchObject({ archived: 0, deletedLanded: 4 });
  expect(await counts(warehouse)).toEqual([3, 0, 4, 2, 1]);
}, 60_000);

test("A cutoff that is none fails in Redshift's words, and nothing has left", async () => {
  for (const [refuseConditionalDelete, archive] of [
    [false, true],
    [true, false],
  ] as const) {
    const warehouse = await opened({ refuseConditionalDelete });
    const { error } = await runDefinition(retentionMachine({ archive }), engineWarehouse(warehouse), {
      name: "bad",
      input: { cutoff: "yesterday-ish" },
    });
    expect(error?.Error).toBe("StatementFailed");
    expect(error?.Cause).toContain("yesterday-ish");
    expect(await counts(warehouse)).toEqual([7, 0, 0, 2, 1]);
    await warehouse.close();
  }
  redshift = undefined;
}, 60_000);

test("Before set-up it fails and says which table is not there", async () => {
  redshift = await TestRedshift.open();
  const { error } = await runDefinition(retentionMachine(), engineWarehouse(redshift), { name: "early" });
  expect(error?.Cause).toContain("pipeline_objects");
}, 60_000);
