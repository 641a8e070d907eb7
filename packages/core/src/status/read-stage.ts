import type { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import type { KinesisClient } from "@aws-sdk/client-kinesis";
import type { SchedulerClient } from "@aws-sdk/client-scheduler";
import type { SFNClient } from "@aws-sdk/client-sfn";
import type { StageNames } from "../names.ts";
import { readPipelineMetrics } from "./pipeline-metrics.ts";
import { readAlarms } from "./read-alarms.ts";
import { alertsFacts, producerFacts, readStream } from "./read-hops.ts";
import { readNewestExecution } from "./read-newest-execution.ts";
import { readSchedule } from "./read-schedule.ts";
import { evaluateOnce, readQuality, readView, type WarehouseSource } from "./read-warehouse.ts";
import type { Hop, Reading, StageFacts } from "./stage-facts.ts";

export interface StageSources {
  readonly names: StageNames;
  readonly cloudWatch: CloudWatchClient;
  readonly kinesis: KinesisClient;
  readonly scheduler: SchedulerClient;
  readonly sfn: SFNClient;
  /** ARN of a state machine by its name. */
  readonly stateMachineArn: (name: string) => Promise<string>;
  readonly warehouse: () => Promise<WarehouseSource>;
  /** In the stage's time. */
  readonly now: Date;
  readonly signal?: AbortSignal | undefined;
  /** Why something could not be read, in a person's words. */
  readonly explain: (error: unknown) => string;
}

/**
 * Everything of a stage at once, each hop by itself: one that can't be read says why. `onHop` hears of the facts as they
 * come in.
 */
export async function readStage(sources: StageSources, onHop: (facts: StageFacts) => void): Promise<StageFacts> {
  const { names, cloudWatch, kinesis, scheduler, sfn, now, signal } = sources;
  const metrics = once(() => readPipelineMetrics(cloudWatch, names, now, signal));
  const refreshSchedule = once(() => readSchedule(scheduler, names, names.refreshMachine, signal));
  const warehouse = once(sources.warehouse);
  const evaluation = once(async () => evaluateOnce(await warehouse()));
  const newest = async (name: string) => readNewestExecution(sfn, await sources.stateMachineArn(name), signal);

  const reads: { readonly [Each in Hop]: () => Promise<FactsOf<Each>> } = {
    producer: async () => {
      const [schedule, measured] = await Promise.all([
        readSchedule(scheduler, names, names.producerSchedule, signal),
        metrics(),
      ]);
      return producerFacts(schedule, measured, now);
    },
    stream: () => readStream(kinesis, names.stream, metrics, now, signal),
    view: async () => readView(await warehouse(), await evaluation(), await refreshSchedule()),
    quality: async () => readQuality(await warehouse(), await evaluation()),
    alerts: async () => {
      const [schedule, alarms, measured] = await Promise.all([
        readSchedule(scheduler, names, names.alertsSchedule, signal),
        readAlarms(cloudWatch, names.prefix, signal),
        metrics(),
      ]);
      return alertsFacts(schedule, alarms, measured, now);
    },
    owner: async () => {
      const [setup, refresh] = await Promise.all([newest(names.setupMachine), newest(names.refreshMachine)]);
      return { setup, refresh };
    },
  };

  let facts: StageFacts = { at: now };
  await Promise.all(
    (Object.entries(reads) as [Hop, () => Promise<unknown>][]).map(async ([hop, read]) => {
      const reading = await read().then(
        (found) => ({ facts: found }),
        (error: unknown) => ({ unreadable: sources.explain(error) }),
      );
      facts = { ...facts, [hop]: reading };
      onHop(facts);
    }),
  );
  return facts;
}

type FactsOf<Each extends Hop> = Extract<
  NonNullable<StageFacts[Each]>,
  Reading<unknown> & { readonly facts: unknown }
>["facts"];

/** Asks when it is needed first, and tells everybody the same. */
function once<Value>(ask: () => Promise<Value>): () => Promise<Value> {
  let asked: Promise<Value> | undefined;
  return () => {
    asked ??= ask();
    return asked;
  };
}
