import { DEFAULT_SEED, DEFAULT_SENSORS } from "@sensor-pipeline/core/sensor/fleet";
import { encodeRecord, type RecordEncoding } from "@sensor-pipeline/core/sensor/record-encoding";
import type { LineRecord } from "@sensor-pipeline/core/sensor/record-line";
import { simulateFlow } from "@sensor-pipeline/core/sensor/simulate-flow";
import { DEFAULT_SPAN_SECONDS } from "@sensor-pipeline/core/sensor/simulator";
import type { StageTime } from "../target/target.ts";
import type { ProduceOptions } from "./produce-options.ts";
import type { RecordFeed } from "./record-feed.ts";

const SECOND_MS = 1000;
/** The producer sends what is due within this time together, so that some are sent before they are due. */
const LEAD_MS = 100;
const SPAN_MS = DEFAULT_SPAN_SECONDS * SECOND_MS;

/** How many records and how they lie in time: `count` at once, or `rate` a second for `for` milliseconds or without end. */
export type Amount = Pick<ProduceOptions, "count" | "rate" | "for">;

/** Who sends, and from when on. */
export type Simulation = Pick<ProduceOptions, "sensors" | "seed" | "start" | "scenario" | "encoding">;

/**
 * Records of simulated sensors, a function of seed and start. At a rate, readings are as far apart as they are sent;
 * all at once they are those of the last minute. Nothing lies in the future.
 */
export function simulateRecords(amount: Amount, simulation: Simulation, time: StageTime): RecordFeed {
  const planned = plannedCount(amount);
  const { seed = DEFAULT_SEED, sensors = DEFAULT_SENSORS, start, scenario = [], encoding } = simulation;
  const { intervalMs, startMs, latestMs } = amount.rate
    ? steady(amount.rate, start, time)
    : atOnce(planned ?? 1, start, time);
  const flow = simulateFlow({
    seed,
    sensors,
    scenarios: scenario.map((name) => ({ name })),
    startTime: new Date(startMs),
    intervalMs,
    latestTime: latestMs === undefined ? undefined : new Date(latestMs),
  });
  return {
    records: encodedRecords(flow, planned ?? Number.POSITIVE_INFINITY, encoding),
    planned,
    origin: { seed, start: new Date(startMs).toISOString() },
  };
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
  count: number,
  encoding: RecordEncoding,
): Generator<LineRecord, void, void> {
  let left = count;
  for (const { partitionKey, data, reading } of flow) {
    yield { partitionKey, data: encodeRecord(data, encoding), reading };
    left -= 1;
    if (left === 0) return;
  }
}
