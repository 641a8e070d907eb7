import { expect, test } from "vitest";
import { FakeClock } from "../fake-clock.ts";
import { uniform } from "../sensor/seeded.ts";
import { FakeWarehouse } from "../setup/fake-warehouse.ts";
import { runDefinition } from "../setup/run-definition.ts";
import { OWNER_MACHINES, setupMachine } from "../setup/setup-fixture.ts";
import type { StateMachineDefinition } from "../setup/states-language.ts";
import { StatesError } from "./errors.ts";
import type { Json, JsonObject } from "./json.ts";
import { readDefinition } from "./read-definition.ts";
import { runStates } from "./run-states.ts";

const RUNS = 15;

const ERRORS = [
  "RedshiftData.ValidationException",
  "RedshiftData.InternalServerException",
  "RedshiftData.ActiveStatementsExceededException",
];

/** What a run may meet: chosen by seed, and the same for both interpreters. */
interface Weather {
  readonly input: Readonly<Record<string, string | boolean>>;
  /** Objects that are there already, made by nobody knows whom. */
  readonly foreign: readonly string[];
  readonly isSetUp: boolean;
  readonly archived: number;
  /** Statements that contain this fail. */
  readonly failing: string;
  /** Of the n-th call and so many after it. */
  readonly refused: { readonly from: number; readonly calls: number; readonly error: string };
}

function weatherOf(seed: number): Weather {
  let drawn = 0;
  const random = () => {
    drawn += 1;
    return uniform(seed, drawn);
  };
  const oneOf = <Value>(values: readonly Value[]): Value => values[Math.floor(random() * values.length)] as Value;
  return {
    input: oneOf<Weather["input"]>([
      {},
      { replaceViews: true },
      { keepRefreshMode: true },
      { autoRefresh: true },
      { autoRefresh: false },
      { dropArchive: true },
      { cutoff: "2026-11-24 12:00:00" },
    ]),
    foreign: oneOf<readonly string[]>([[], [], ["sensor_data_stream"], ["kinesis_schema"]]),
    isSetUp: random() < 0.6,
    archived: oneOf([0, 7]),
    failing: oneOf([
      "no such text",
      "no such text",
      "REFRESH",
      "GRANT",
      "DROP",
      "svv_roles",
      "DELETE FROM",
      "AUTO REFRESH",
    ]),
    refused: { from: Math.floor(random() * 80), calls: oneOf([0, 1, 3, 7, 8]), error: oneOf(ERRORS) },
  };
}

async function warehouseIn(weather: Weather): Promise<FakeWarehouse> {
  const warehouse = new FakeWarehouse();
  if (weather.isSetUp) await runDirectly(setupMachine(), warehouse, { ...weather, refused: NEVER }, "before");
  warehouse.ran.length = 0;
  for (const name of weather.foreign) warehouse.objects.set(name, "view");
  warehouse.archivedRecords = weather.archived;
  warehouse.failing = (sql) => (sql.includes(weather.failing) ? `${weather.failing} (refused)` : undefined);
  return warehouse;
}

const NEVER: Weather["refused"] = { from: 0, calls: 0, error: "" };

/** Whether the next call is refused. */
function refusals({ from, calls, error }: Weather["refused"]): () => string | undefined {
  let count = 0;
  return () => {
    count += 1;
    return count > from && count <= from + calls ? error : undefined;
  };
}

async function runDirectly(
  definition: StateMachineDefinition,
  warehouse: FakeWarehouse,
  { input, refused }: Pick<Weather, "input" | "refused">,
  name: string,
) {
  const refuse = refusals(refused);
  const report = await runStates({
    definition: readDefinition(JSON.stringify(definition)),
    input,
    name,
    clock: new FakeClock(),
    random: () => 0.5,
    call: async (action, parameters: JsonObject) => {
      const error = refuse();
      if (error !== undefined) throw new StatesError(error, "in this weather");
      return JSON.parse(JSON.stringify(warehouse.call(action, { ...parameters }))) as Json;
    },
  });
  return { report, warehouse };
}

const traceOf = ({ ran, objects, rows, tokens }: FakeWarehouse) => ({ ran, objects, rows, tokens: [...tokens.keys()] });

for (const [machine, definition] of Object.entries(OWNER_MACHINES))
  test(`In any weather ${machine} ends directly as it does in Step Functions: states, statements, tokens, output and cause`, async () => {
    const ends = new Set<string>();
    for (let seed = 1; seed <= RUNS; seed += 1) {
      const weather = weatherOf(seed);
      const theirs = await warehouseIn(weather);
      const refuse = refusals(weather.refused);
      const expected = await runDefinition(definition, theirs, {
        name: "execution",
        input: weather.input,
        refuse: () => {
          const name = refuse();
          return name === undefined ? undefined : Object.assign(new Error("in this weather"), { name });
        },
      });
      const { report, warehouse } = await runDirectly(definition, await warehouseIn(weather), weather, "execution");
      const { output, error, cause, states } = report;
      const told = `seed ${seed}: ${JSON.stringify(weather)}`;
      expect({ output, error, cause }, told).toEqual({
        output: expected.output,
        error: expected.error?.Error,
        cause: expected.error?.Cause,
      });
      expect(states, told).toEqual([...new Set(expected.states)]);
      expect(traceOf(warehouse), told).toEqual(traceOf(theirs));
      ends.add(report.status);
    }
    // Weather in which all went well, or nothing did, would compare nothing.
    expect([...ends].toSorted()).toEqual(["FAILED", "SUCCEEDED"]);
  }, 60_000);
