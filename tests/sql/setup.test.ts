import { ALERT_OBJECTS } from "@sensor-pipeline/core/alert/alert-summary";
import { WAREHOUSE_OBJECTS } from "@sensor-pipeline/core/names";
import { type DataApi, runDefinition } from "@sensor-pipeline/core/setup/run-definition";
import { SETUP_OBJECTS } from "@sensor-pipeline/core/setup/setup-files";
import { refreshMachine, setupMachine, teardownMachine } from "@sensor-pipeline/core/setup/setup-fixture";
import type { SetupMachine } from "@sensor-pipeline/core/setup/setup-machine";
import { asRole, STREAM_ROLE, TestRedshift } from "@sensor-pipeline/redshift/test-redshift";
import { afterAll, beforeAll, expect, test } from "vitest";
import { engineWarehouse } from "./engine-warehouse.ts";
import { read } from "./planned-warehouse.ts";
import { reading } from "./record-cases.ts";

const NAMES = [...SETUP_OBJECTS.map(({ name }) => name), WAREHOUSE_OBJECTS.archiveTable];

let redshift: TestRedshift;

beforeAll(async () => {
  redshift = await TestRedshift.open();
});
afterAll(() => redshift.close());

const definition = (change: Partial<SetupMachine> = {}) =>
  setupMachine({ roleArn: STREAM_ROLE, streamName: "readings", autoRefresh: false, ...change });
const run = (name: string, machine = definition(), input = {}) =>
  runDefinition(machine, engineWarehouse(redshift), { name, input });

test("Set-up, refresh and teardown run on Redshift's rules, in an order of a stage's life", async () => {
  const first = await run("first");
  expect(first.error).toBeUndefined();
  expect(first.output).toEqual({
    created: NAMES,
    existed: [],
    replaced: [],
    validation: { landed: 0, utf8: 0, base64: 0, hex: 0, failed: 0 },
  });

  redshift.stream.put("shardId-000000000000", reading(), Date.now());
  redshift.stream.put("shardId-000000000000", reading({ event_id: "b" }).toString("base64"), Date.now());
  redshift.stream.put("shardId-000000000000", Buffer.from([0xff]), Date.now());
  const second = await run("second");
  expect(second.error).toBeUndefined();
  expect(second.output).toEqual({
    created: [],
    existed: NAMES,
    replaced: [],
    validation: { landed: 3, utf8: 1, base64: 1, hex: 0, failed: 1 },
  });

  const reader = asRole("alerts", "pipeline_reader", "pipeline_monitor");
  expect(
    await redshift.run("SELECT record_state, COUNT(*) FROM public.sensor_record_state GROUP BY 1 ORDER BY 1", reader),
  ).toEqual([
    ["quarantined", 1],
    ["visible", 2],
  ]);
  await expect(redshift.run("REFRESH MATERIALIZED VIEW public.sensor_records", reader)).rejects.toThrow(
    "sensor_records",
  );
  await expect(redshift.run("SELECT * FROM public.sensor_data_stream", asRole("stranger"))).rejects.toThrow(
    "permission denied",
  );

  const otherStream = await run("third", definition({ streamName: "others" }));
  expect(otherStream.error).toMatchObject({ Error: "ObjectDiffers" });
  expect(otherStream.error?.Cause).toContain("stream readings");
  const otherRole = await run("fourth", definition({ roleArn: `${STREAM_ROLE}-2` }));
  expect(otherRole.error?.Cause).toContain(STREAM_ROLE);

  redshift.stream.put("shardId-000000000000", reading({ event_id: "c" }), Date.now());
  expect((await run("refresh", refreshMachine())).error).toBeUndefined();
  expect(await redshift.run("SELECT COUNT(*) FROM public.sensor_data_stream", reader)).toEqual([[3]]);

  expect((await run("teardown", teardownMachine())).output).toEqual({ dropped: true, archive: "dropped" });
  expect((await run("teardown again", teardownMachine())).output).toEqual({ dropped: true, archive: "none" });
  const early = await run("refresh too early", refreshMachine());
  expect(early.error?.Cause).toContain("sql/setup/look-up-current-view.sql failed");
  expect((await run("fifth")).output).toMatchObject({ created: NAMES, validation: { landed: 4 } });
}, 120_000);

test("From the moment the alerts find their views they may read all that they need, set-up going on or not", async () => {
  const fresh = await TestRedshift.open();
  const alerts = asRole("alerts", "pipeline_reader", "pipeline_monitor");
  const [objects = ""] = read("sql/queries/alert-objects.sql");
  const [summary = ""] = read("sql/queries/alert-summary.sql");
  const [health = ""] = read("sql/queries/ingestion-health.sql");
  const found: unknown[] = [];
  const warehouse = engineWarehouse(fresh);
  const watched: DataApi = {
    call: async (action, input) => {
      const answer = await warehouse.call(action, input);
      const [[count] = []] = await fresh.run(objects, alerts);
      found.push(count);
      if (count === ALERT_OBJECTS) {
        expect(await fresh.run(summary, alerts)).toHaveLength(1);
        expect(await fresh.run(health, alerts)).toHaveLength(1);
      }
      return answer;
    },
  };
  try {
    expect((await runDefinition(definition(), watched)).error).toBeUndefined();
    expect([...new Set(found)]).toEqual([0, 1, 2, ALERT_OBJECTS]);
  } finally {
    await fresh.close();
  }
}, 120_000);

test("A plain view is replaced when asked, with its grants kept", async () => {
  const file = "sql/views/sensor-data-quarantine.sql";
  const { SETUP_TEXTS } = await import("@sensor-pipeline/core/setup/setup-fixture");
  const texts = { ...SETUP_TEXTS, [file]: SETUP_TEXTS[file].replace("1, 50), 'hex'", "1, 40), 'hex'") };
  expect((await run("sixth", definition({ texts }))).error?.Error).toBe("ObjectDiffers");
  const { error, output } = await run("seventh", definition({ texts }), { replaceViews: true });
  expect(error).toBeUndefined();
  expect(output).toMatchObject({ replaced: ["sensor_data_quarantine"] });
  expect(
    await redshift.run("SELECT COUNT(*) FROM public.sensor_data_quarantine", asRole("a", "pipeline_reader")),
  ).toHaveLength(1);
}, 60_000);
