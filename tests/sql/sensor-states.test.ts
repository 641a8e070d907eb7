import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { PlannedWarehouse } from "./planned-warehouse.ts";
import { reading } from "./record-cases.ts";

/** A reading a minute, oldest first; the last one arrived just now. Thresholds are 40 and 0, hysteresis 1. */
interface Case {
  readonly what: string;
  readonly temperatures: readonly number[];
  /** Of the sensor's own row of sensor_thresholds. */
  readonly own?: Readonly<Record<string, number>>;
  readonly is: readonly string[];
}

const SENSOR = 2001;
const STATES = ["high", "low", "stuck", "silent"] as const;

const EPISODES: readonly Case[] = [
  { what: "within its thresholds", temperatures: [20, 39, 40, 0], is: [] },
  { what: "above", temperatures: [20, 40.1], is: ["high"] },
  { what: "back, but not by the hysteresis", temperatures: [41, 39.5, 39.1], is: ["high"] },
  { what: "back by the hysteresis", temperatures: [41, 39], is: [] },
  { what: "between threshold and hysteresis, and never above", temperatures: [20, 39.5, 39.8], is: [] },
  { what: "back and above again", temperatures: [41, 20, 41], is: ["high"] },
  { what: "back and within the hysteresis again", temperatures: [41, 20, 39.5], is: [] },
  { what: "below", temperatures: [20, -0.1], is: ["low"] },
  { what: "up again, but not by the hysteresis", temperatures: [-3, 0.5], is: ["low"] },
  { what: "up again by the hysteresis", temperatures: [-3, 1], is: [] },
  { what: "from high to low at once", temperatures: [50, -5], is: ["low"] },
  { what: "above without a hysteresis, and at the threshold", temperatures: [41, 40], own: { hysteresis: 0 }, is: [] },
  { what: "above its own threshold", temperatures: [31], own: { high_above: 30 }, is: ["high"] },
  { what: "above for less than it has to hold", temperatures: [41, 41.5, 41], own: { hold_seconds: 121 }, is: [] },
  {
    what: "above for as long as it has to hold",
    temperatures: [41, 39.5, 41],
    own: { hold_seconds: 120 },
    is: ["high"],
  },
  { what: "above again, and not yet for so long", temperatures: [41, 20, 41, 42], own: { hold_seconds: 61 }, is: [] },
  { what: "stuck", temperatures: [20, ...Array(11).fill(21.5)], is: ["stuck"] },
  { what: "equal less often than stuck ones are", temperatures: [20, ...Array(9).fill(21.5)], is: [] },
  { what: "equal as often, but not for so long", temperatures: Array(10).fill(21.5), is: [] },
  { what: "moving again after it was stuck", temperatures: [...Array(30).fill(21.5), 21.6], is: [] },
  { what: "never called stuck", temperatures: Array(30).fill(21.5), own: { stuck_readings: 0 }, is: [] },
  { what: "stuck above its threshold", temperatures: Array(30).fill(45), is: ["high", "stuck"] },
];

let warehouse: PlannedWarehouse;

beforeAll(async () => {
  warehouse = await PlannedWarehouse.open();
});
beforeEach(() => warehouse.empty());
afterAll(() => warehouse.close());

test("each sensor is in the states that its own readings have brought it into", async () => {
  const sensors = EPISODES.map((each, index) => ({ ...each, id: SENSOR + index }));
  for (const { id, own = {} } of sensors) {
    const columns = Object.keys(own).map((name) => `, ${name}`);
    const values = Object.values(own).map((value) => `, ${value}`);
    await warehouse.run(
      `INSERT INTO public.sensor_thresholds (sensor_id${columns.join("")}) VALUES (${id}${values.join("")})`,
    );
  }
  await warehouse.land(
    sensors.flatMap(({ id, temperatures }) =>
      temperatures.map((value, index) => record(id, value, 60 * (temperatures.length - 1 - index))),
    ),
  );
  const found = await statesById();
  expect(sensors.map(({ what, id }) => [what, found.get(id)])).toEqual(sensors.map(({ what, is }) => [what, is]));
});

test("a sensor falls silent while others send, and a silent one is neither high nor stuck", async () => {
  await warehouse.land([
    ...minutes(3001, 11, 30, 45),
    ...minutes(3002, 9, 30),
    ...minutes(3003, 0, 30),
    // Four readings are not yet what it used to do.
    ...minutes(3004, 20, 24),
  ]);
  const found = await statesById();
  expect([3001, 3002, 3003, 3004].map((id) => found.get(id))).toEqual([["silent"], [], [], []]);
});

test("how long silence may be is each sensor's own, and 0 is for ever", async () => {
  await warehouse.run(
    "INSERT INTO public.sensor_thresholds (sensor_id, silent_seconds) VALUES (3101, 3600), (3102, 0), (3103, 60)",
  );
  await warehouse.land([3101, 3102, 3103].flatMap((id) => minutes(id, 30, 50)));
  await warehouse.land(minutes(3100, 0, 50));
  const found = await statesById();
  expect([3101, 3102, 3103].map((id) => found.get(id))).toEqual([[], [], ["silent"]]);
});

test("while nothing comes in nobody falls silent: the clock is the newest reading's", async () => {
  await warehouse.land([3201, 3202].flatMap((id) => minutes(id, 300, 320)));
  expect([...(await statesById()).values()]).toEqual([[], []]);
});

test("what arrived 24 hours ago is forgotten, and asking twice gives the same", async () => {
  await warehouse.land([record(3301, 50, 24 * 3_600 + 1), ...minutes(3302, 0, 10)]);
  const first = await statesById();
  expect(first.has(3301)).toBe(false);
  expect(await statesById()).toEqual(first);
});

test("with no thresholds at all nobody is in any state", async () => {
  await warehouse.land([...minutes(3401, 0, 40, 90)]);
  await warehouse.forgetThresholds();
  expect([...(await statesById()).values()]).toEqual([[]]);
});

/** Readings of one sensor at each minute of its age, the oldest first; alternating, unless they are all `value`. */
function minutes(id: number, from: number, to: number, value?: number) {
  return Array.from({ length: to - from }, (_, index) => record(id, value ?? 20 + (index % 2), 60 * (to - 1 - index)));
}

function record(id: number, value: number, ageSeconds: number) {
  const event_id = `${id}-${ageSeconds}`;
  return { data: reading({ event_id, sensor_id: id, current_temperature: value }), ageSeconds };
}

async function statesById(): Promise<ReadonlyMap<number, readonly string[]>> {
  const rows = await warehouse.query("SELECT * FROM public.sensor_states");
  return new Map(rows.map((row) => [Number(row.sensor_id), STATES.filter((state) => row[`is_${state}`] === true)]));
}
