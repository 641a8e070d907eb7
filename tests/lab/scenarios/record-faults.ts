import type { Draw } from "../draw.ts";
import type { FaultPlan, Planning, ScenariosOn } from "../scenario.ts";
import { everyMinute } from "../stage/every-minute.ts";
import { ownReading } from "../stage/own-reading.ts";
import { type OwnRecord, putOwn } from "../stage/put-own.ts";

const HOUR_MS = 3_600_000;
/** More than a VARCHAR holds, and not so much that the shard's megabyte a second is used up. */
const LONG_BYTES = 70_000;

/** One malformation in five is of bytes that are not UTF-8: a few minutes may pass until the first. */
const RARE_SECONDS = 300;

/** So many readings in a row of one sensor, of twenty, are all malformed about once in a week. */
const LONGEST_SPOILT_READINGS = 9;
const SPOILT_FOR_LONG = { "sensors-silent": "none of a sensor's readings may be usable for minutes" } as const;

type Poison = (good: OwnRecord) => Uint8Array;

/** Each of them has ended somebody's pipeline. */
const POISONS: readonly Poison[] = [
  ({ data }) => Buffer.concat([data, Buffer.from([0xc3, 0x28, 0xff])]),
  ({ data }) => data.subarray(0, data.length / 2),
  ({ data }) => Buffer.from(`${Buffer.from(data).toString("base64").slice(0, -3)}!`),
  ({ data }) => Buffer.from(data.toString().replaceAll(/"([a-z_]+)":/g, (_, key: string) => `"${key.toUpperCase()}":`)),
  ({ event }) => Buffer.concat([Buffer.from(event), Buffer.alloc(LONG_BYTES, "x")]),
  ({ event }) => Buffer.from(`[["${event}"`.padEnd(400, "[")),
];

/** What the records are. */
export const recordFaults: ScenariosOn = ({ every, settings: { sensors } }) => [
  {
    name: "poison-records",
    happens:
      "Among the readings are records that are not UTF-8, cut off, broken base64, longer than a VARCHAR, or have their keys in upper case: they land in the quarantine and stop nothing.",
    minutes: [20, 40],
    plan: ({ window, draw }) => {
      const each = draw.whole("each minute", 4, 10);
      const deeds = everyMinute(
        window,
        `${each} poison records`,
        (at) => (stage, traffic) =>
          putOwn(
            stage,
            traffic,
            Array.from({ length: each }, (_, index) => poison(draw, at, index)),
          ),
      );
      return { drawn: `${each} a minute`, deeds };
    },
    raised: { "invalid-records": 0, "unknown-encodings": 0 },
  },
  {
    name: "malformed",
    happens: "One reading in four of the sensors themselves is no use.",
    minutes: [22, 40],
    plan: () => ({ drawn: "a quarter", simulated: [{ name: "malformed" }] }),
    raised: { "invalid-records": 0, "unknown-encodings": RARE_SECONDS },
    mayRaise: sensors.silentSeconds > LONGEST_SPOILT_READINGS * every.production ? {} : SPOILT_FOR_LONG,
  },
  {
    name: "encodings",
    happens: "Half of the readings come as base64 or hexadecimal text: the views decode them, and nothing is wrong.",
    minutes: [20, 40],
    plan: ({ draw }) => {
      const name = draw.one("encoding", ["base64", "hex"]);
      return { drawn: name, simulated: [{ name }] };
    },
    raised: {},
  },
  {
    name: "new-fields",
    happens: "Sensors with newer software send fields that nobody knows: their readings are as good as the others'.",
    minutes: [20, 40],
    plan: ({ window, draw }) => {
      const each = draw.whole("each minute", 3, 10);
      const change = { firmware: "2.0.1", battery: { percent: 88, charging: false }, tags: ["roof", "north"] };
      const deeds = everyMinute(
        window,
        `${each} readings with new fields`,
        (at) => (stage, traffic) =>
          putOwn(
            stage,
            traffic,
            many(each, (index) => ownReading(draw, at, index, { usable: true, change })),
          ),
      );
      return { drawn: `${each} a minute`, deeds };
    },
    raised: {},
  },
  {
    name: "changed-types",
    happens:
      "Sensors with newer software send another type of a field: an object for the temperature, a word for the id.",
    minutes: [20, 40],
    plan: ({ window, draw }) => {
      const each = draw.whole("each minute", 4, 10);
      const changes = [
        { current_temperature: { value: 21.5, unit: "C" } },
        { sensor_id: "roof-north" },
        { current_temperature: "warm" },
      ];
      const deeds = everyMinute(
        window,
        `${each} readings of other types`,
        (at) => (stage, traffic) =>
          putOwn(
            stage,
            traffic,
            many(each, (index) =>
              ownReading(draw, at, index, { usable: false, change: changes[index % changes.length] ?? {} }),
            ),
          ),
      );
      return { drawn: `${each} a minute`, deeds };
    },
    raised: { "invalid-records": 0 },
  },
  {
    name: "duplicates",
    happens: "One reading in four is sent twice: each is visible once.",
    minutes: [20, 40],
    plan: () => ({ drawn: "a quarter", simulated: [{ name: "duplicates" }] }),
    raised: { "duplicate-records": 0 },
  },
  {
    name: "clocks-behind",
    happens:
      "The clocks of some sensors are hours or days behind: their readings are good, and look as if they had been long on their way.",
    minutes: [32, 45],
    plan: (planning) => clockSkew(planning, planning.draw.one("hours", [-72, -30, -5])),
    raised: { "latency-high": 0 },
  },
  {
    name: "clocks-ahead",
    happens: "The clocks of some sensors are hours or days ahead: what counts is when a reading arrived.",
    minutes: [20, 40],
    plan: (planning) => clockSkew(planning, planning.draw.one("hours", [3, 12, 30])),
    raised: {},
  },
];

function clockSkew({ window, draw }: Planning, hours: number): FaultPlan {
  const deeds = everyMinute(window, "readings by a wrong clock", (at) => (stage, traffic) => {
    const time = new Date(at + hours * HOUR_MS).toISOString();
    const change = { event_time: time, created_date: time.slice(0, 10) };
    return putOwn(
      stage,
      traffic,
      many(3, (index) => ownReading(draw, at, index, { usable: true, change })),
    );
  });
  return { drawn: `${hours} h`, deeds };
}

function poison(draw: Draw, at: number, index: number): OwnRecord {
  const good = ownReading(draw, at, index, { usable: false });
  // The first of each minute is not UTF-8, which an alarm of its own knows.
  const spoil = POISONS[index === 0 ? 0 : draw.whole(`poison ${at} ${index}`, 0, POISONS.length - 1)];
  return { ...good, data: spoil?.(good) ?? good.data };
}

function many(count: number, make: (index: number) => OwnRecord): readonly OwnRecord[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
