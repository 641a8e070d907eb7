import { expect, test } from "vitest";
import { FakeWarehouse } from "./fake-warehouse.ts";
import { runDefinition } from "./run-definition.ts";
import { SETUP_OBJECTS } from "./setup-files.ts";
import { setupMachine as definition, WAREHOUSE_ROLE as ROLE, SETUP_TEXTS as TEXTS } from "./setup-fixture.ts";
import type { SetupMachine } from "./setup-machine.ts";
import { DEFAULT_THRESHOLDS } from "./thresholds.ts";

/** Prime to the calls that a statement takes: it is stopped before one, after sending one, and before reading its answer. */
const CALLS_BETWEEN_STOPS = 7;

const NAMES = SETUP_OBJECTS.map(({ name }) => name);
/** The archive is no object of set-up's own: its records outlive what is set up. */
const MADE = [...NAMES, "sensor_records_archive"];

async function setUp(): Promise<FakeWarehouse> {
  const warehouse = new FakeWarehouse();
  expect((await runDefinition(definition(), warehouse)).error).toBeUndefined();
  return warehouse;
}

test("An empty warehouse gets every object in dependency order, and the output names each", async () => {
  const warehouse = new FakeWarehouse();
  warehouse.validation = [9, 5, 2, 1, 1];
  const { output, error } = await runDefinition(definition(), warehouse);
  expect(error).toBeUndefined();
  expect(output).toEqual({
    created: MADE,
    existed: [],
    replaced: [],
    validation: { landed: 9, utf8: 5, base64: 2, hex: 1, failed: 1 },
  });
  expect([...warehouse.rows.keys()].sort()).toEqual(NAMES.filter((name) => !name.startsWith("pipeline_")).sort());
  expect(warehouse.systemMonitor).toBe(true);
  expect(warehouse.autoRefresh).toBe("YES");
  expect(warehouse.ran.findIndex((sql) => sql.startsWith("REFRESH"))).toBeLessThan(
    warehouse.ran.findIndex((sql) => sql.startsWith("ALTER MATERIALIZED VIEW")),
  );
});

test("A second set-up finds everything there, makes nothing, and refreshes and checks again", async () => {
  const warehouse = await setUp();
  warehouse.ran.length = 0;
  const { output } = await runDefinition(definition(), warehouse, { name: "second" });
  expect(output).toMatchObject({ created: [], existed: MADE, replaced: [] });
  expect(warehouse.ran.filter((sql) => sql.startsWith("CREATE") && !sql.includes("IF NOT EXISTS"))).toEqual([]);
});

test("The states say in readable names what is done", async () => {
  const { states } = await runDefinition(definition(), new FakeWarehouse());
  expect(states).toContain("Create streaming view sensor_records");
  expect(states.at(0)).toBe("Begin set-up");
  expect(states.at(-1)).toBe("Set-up is complete");
});

// Every state that runs a statement, on a real database: tests/proofs. Here a stop can fall between any two calls.
test("Stopped between two calls and started again, it ends with everything made once", async () => {
  const whole = new FakeWarehouse();
  let calls = 0;
  await runDefinition(definition(), whole, {
    refuse: () => {
      calls += 1;
      return undefined;
    },
  });
  expect(calls).toBeGreaterThan(60);
  for (let stop = 0; stop < calls; stop += CALLS_BETWEEN_STOPS) {
    const warehouse = new FakeWarehouse();
    const first = await runDefinition(definition(), warehouse, { stopBefore: stop });
    expect(first.error?.Cause).toContain("Stop");
    const { output, error } = await runDefinition(definition(), warehouse, { name: `after-${stop}` });
    expect(error, `stopped after ${stop} calls`).toBeUndefined();
    const { created, existed } = output as { created: string[]; existed: string[] };
    expect([...created, ...existed].sort()).toEqual([...MADE].sort());
    expect(warehouse.objects).toEqual(whole.objects);
    expect(warehouse.rows).toEqual(whole.rows);
  }
}, 60_000);

const DIFFERENCES: readonly {
  readonly what: string;
  readonly change: Partial<SetupMachine>;
  readonly words: readonly string[];
}[] = [
  {
    what: "another role",
    change: { roleArn: "arn:aws:iam::000000000000:role/other" },
    words: ["external schema kinesis_schema", ROLE, "role/other", "drop the schema"],
  },
  {
    what: "another stream",
    change: { streamName: "other-stream" },
    words: [
      "streaming view sensor_records",
      "stream sensor-pipeline-dev-readings",
      "stream other-stream",
      "landing-view.sql",
    ],
  },
  {
    what: "another text of a view",
    change: {
      texts: {
        ...TEXTS,
        "sql/views/sensor-data-stream.sql": TEXTS["sql/views/sensor-data-stream.sql"].replace("minute, 5", "minute, 6"),
      },
    },
    words: ["view sensor_data_stream", "sensor-data-stream.sql", "replaceViews"],
  },
  {
    what: "another text of a table",
    change: {
      texts: {
        ...TEXTS,
        "sql/setup/sensor-thresholds.sql": TEXTS["sql/setup/sensor-thresholds.sql"].replace(
          "DISTSTYLE ALL",
          "DISTSTYLE EVEN",
        ),
      },
    },
    words: ["table sensor_thresholds", "fingerprint"],
  },
];

for (const { what, change, words } of DIFFERENCES)
  test(`Where what exists was made with ${what}, it stops and names the difference`, async () => {
    const warehouse = await setUp();
    const before = { objects: new Map(warehouse.objects), rows: new Map(warehouse.rows) };
    const { error } = await runDefinition(definition(change), warehouse, { name: "second" });
    expect(error?.Error).toBe("ObjectDiffers");
    for (const word of words) expect(error?.Cause).toContain(word);
    expect({ objects: warehouse.objects, rows: warehouse.rows }).toEqual(before);
  });

test("A comment or a line break in a file is no difference", async () => {
  const warehouse = await setUp();
  const file = "sql/views/sensor-data-stream.sql";
  const texts = { ...TEXTS, [file]: `-- Another word.\n${TEXTS[file].replaceAll("\n", "\n\n")}` };
  expect((await runDefinition(definition({ texts }), warehouse, { name: "second" })).error).toBeUndefined();
});

test("A plain view with another text is replaced when the input asks for it, and nothing else ever is", async () => {
  const warehouse = await setUp();
  const file = "sql/views/sensor-data-stream.sql";
  const texts = { ...TEXTS, [file]: TEXTS[file].replace("minute, 5", "minute, 6") };
  const { output } = await runDefinition(definition({ texts }), warehouse, {
    name: "second",
    input: { replaceViews: true },
  });
  expect(output).toMatchObject({ created: [], replaced: ["sensor_data_stream"] });
  const { error } = await runDefinition(definition({ texts, streamName: "other" }), warehouse, {
    name: "third",
    input: { replaceViews: true },
  });
  expect(error?.Cause).toContain("streaming view sensor_records");
});

test("An object that set-up did not make is never taken for its own", async () => {
  const warehouse = new FakeWarehouse();
  warehouse.objects.set("sensor_data_stream", "view");
  const { error } = await runDefinition(definition(), warehouse);
  expect(error).toMatchObject({ Error: "ObjectUnknown" });
  expect(error?.Cause).toContain("sensor_data_stream");
});

test("An object that somebody dropped is made again", async () => {
  const warehouse = await setUp();
  warehouse.objects.delete("sensor_records");
  const { output } = await runDefinition(definition(), warehouse, { name: "second" });
  expect(output).toMatchObject({ created: ["sensor_records"] });
});

test("Thresholds and the refresh mode are settings: a change of them is applied, not refused", async () => {
  const warehouse = await setUp();
  const thresholds = { ...DEFAULT_THRESHOLDS, high: 35.5, low: 2, plausibleFrom: -40, plausibleTo: 85 };
  const { error } = await runDefinition(definition({ thresholds, autoRefresh: false }), warehouse, { name: "second" });
  expect(error).toBeUndefined();
  expect(warehouse.autoRefresh).toBe("NO");
  expect(warehouse.ran.at(-1)).toContain("binary_decode_validation");
  expect(warehouse.ran.some((sql) => sql.includes("'35.5'::DECIMAL(6, 1)"))).toBe(true);
});

test("Of a paused stage the refresh mode is kept, when the input asks for it", async () => {
  const warehouse = await setUp();
  warehouse.autoRefresh = "NO";
  const { error } = await runDefinition(definition(), warehouse, { name: "second", input: { keepRefreshMode: true } });
  expect([error, warehouse.autoRefresh]).toEqual([undefined, "NO"]);
  await runDefinition(definition(), warehouse, { name: "third" });
  expect(warehouse.autoRefresh).toBe("YES");
});

test("A role or stream that no AWS name can be is refused before there is a definition", () => {
  expect(() => definition({ streamName: "it's" })).toThrow('The setting streamName of set-up is "it\'s"');
});
