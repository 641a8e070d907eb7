import { z } from "zod";
import { DEFAULT_SEED, DEFAULT_SENSORS } from "./fleet.ts";
import { scenarioSchema } from "./scenario.ts";
import type { SimulationOptions } from "./simulator.ts";

const MAX_SENSORS = 10_000;
const MAX_RECORDS = 100_000;

/**
 * What a schedule or a person asks the simulator for. The same request gives the same batch, so `scheduledTime` is
 * the time the request stands for and not the time it arrives: `<aws.scheduler.scheduled-time>` in a schedule's input
 * (https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html).
 */
export const batchRequestSchema = z.strictObject({
  /** ISO 8601, for example 2026-11-23T12:00:00Z. */
  scheduledTime: z.iso.datetime({ offset: true }),
  seed: z.int().default(DEFAULT_SEED),
  sensors: z.int().min(1).max(MAX_SENSORS).default(DEFAULT_SENSORS),
  /** Readings in the whole batch, dealt to the sensors in turn; one a sensor when it isn't said. */
  records: z.int().min(0).max(MAX_RECORDS).optional(),
  scenarios: z.array(scenarioSchema).max(50).default([]),
});

export type BatchRequest = z.input<typeof batchRequestSchema>;

/** The simulator's options for a request that the schema has read. */
export function simulationOf({ scheduledTime, ...rest }: z.output<typeof batchRequestSchema>): SimulationOptions {
  return { scheduledTime: new Date(scheduledTime), ...rest };
}
