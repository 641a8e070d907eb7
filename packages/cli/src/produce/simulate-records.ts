import { DEFAULT_SEED, DEFAULT_SENSORS } from "@sensor-pipeline/core/sensor/fleet";
import { encodeRecord, type RecordEncoding } from "@sensor-pipeline/core/sensor/record-encoding";
import type { LineRecord } from "@sensor-pipeline/core/sensor/record-line";
import { simulateFlow } from "@sensor-pipeline/core/sensor/simulate-flow";
import { DEFAULT_SPAN_SECONDS } from "@sensor-pipeline/core/sensor/simulator";
import type { StageTime } from "../target/target.ts";
import type { ProduceOptions } from "./produce-options.ts";
import type { RecordFeed, SimulationOrigin } from "./record-feed.ts";

const SECOND_MS = 1000;
/** The producer sends what is due within this time together, so that some are sent before they are due. */
const LEAD_MS = 100;
const SPAN_MS = DEFAULT_SPAN_SECONDS * SECOND_MS;

/** How many records and how they lie in time: `count` at once, or `rate` a second for `for` milliseconds or without end. */
export type Amount = Pick<ProduceOptions, "count" | "rate" | "for">;

/** Who sends, from when on, and how many records of the beginning are left out. */
export type Simulation = Pick<ProduceOptions, "sensors" | "seed" | "start" | "scenario" | "encoding" | "skip">;

/**
 * Records of simulated sensors, a function of seed and start. At a rate, readings are as far apart as they are sent;
 * all at once they are those of the last minute. Nothing lies in the future.
 */
export function simulateRecords(amount: Amount, simulation: Simulation, time: StageTime): RecordFeed {
  const total = plannedCount(amount);
  const { skip = 0 } = simulation;
  const { seed = DEFAULT_SEED, sensors = DEFAULT_SENSORS, start, scenario = [], encoding } = simulation;
  const { intervalMs, startMs, latestMs } = amount.rate
    ? steady(amount.rate, start, time)
    : atOnce(total ?? 1, start, time);
  const flow = simulateFlow({
    seed,
    sensors,
    scenarios: scenario.map((name) => ({ name })),
    startTime: new Date(startMs),
    intervalMs,
    latestTime: latestMs === undefined ? undefined : new Date(latestMs),
  });
  const origin = { seed, start: new Date(startMs).toISOString() };
  return {
    records: encodedRecords(flow, skip, total ?? Number.POSITIVE_INFINITY, encoding),
    planned: total === undefined ? undefined : Math.max(0, total - skip),
    origin,
    restCommand: (taken) =>
      total === undefined || skip + taken >= total ? undefined : restCommand(amount, simulation, origin, skip + taken),
  };
}

/** The same simulation without its first `skip` records, as it is typed. */
function restCommand(
  { count, rate, for: milliseconds }: Amount,
  { sensors, scenario = [], encoding }: Simulation,
  { seed, start }: SimulationOrigin,
  skip: number,
): string {
  const words: readonly (readonly [string, string | number | undefined])[] = [
    ["--count", count],
    ["--rate", rate],
    ["--for", milliseconds === undefined ? undefined : `${milliseconds / SECOND_MS}s`],
    ["--sensors", sensors],
    ...scenario.map((name) => ["--scenario", name] as const),
    ["--encoding", encoding === "json" ? undefined : encoding],
    ["--seed", seed],
    ["--start", start],
    ["--skip", skip],
  ];
  const given = words.flatMap(([option, value]) => (value === undefined ? [] : [option, String(value)]));
  return ["pipeline produce", ...given].join(" ");
}

/** Records that are asked for; undefined without an end. */
export function plannedCount({ count, rate, for: milliseconds }: Amount): number | undefined {
  if (count !== undefined) return count;
  if (rate === undefined || milliseconds === undefined) return undefined;
  return Math.max(1, Math.round((rate * milliseconds) / SECOND_MS));
}

interface Placement {
  readonly intervalMs: number;
  readonly startMs: number;
  readonly latestMs?: number;
}

function steady(rate: number, start: Date | undefined, { now, speed }: StageTime): Placement {
  return { intervalMs: (SECOND_MS * speed) / rate, startMs: start?.getTime() ?? Math.floor(now() - LEAD_MS * speed) };
}

function atOnce(count: number, start: Date | undefined, { now }: StageTime): Placement {
  const intervalMs = SPAN_MS / count;
  const startMs = start?.getTime() ?? Math.floor(now() - SPAN_MS + intervalMs);
  return { intervalMs, startMs, latestMs: startMs + SPAN_MS - intervalMs };
}

function* encodedRecords(
  flow: Iterable<LineRecord>,
  from: number,
  to: number,
  encoding: RecordEncoding,
): Generator<LineRecord, void, void> {
  if (from >= to) return;
  let index = 0;
  for (const { partitionKey, data, reading } of flow) {
    if (index >= from) yield { partitionKey, data: encodeRecord(data, encoding), reading };
    index += 1;
    if (index === to) return;
  }
}
