import { setTimeout as delay } from "node:timers/promises";
import type { ExecutionReport } from "@sensor-pipeline/core/execution/execution";
import type { ScenarioRequest } from "@sensor-pipeline/core/sensor/scenario";
import { type AlarmStatus, readAlarms } from "@sensor-pipeline/core/status/read-alarms";
import { z } from "zod";
import type { StageRun } from "./bring-up.ts";
import { enableSchedules } from "./enable-schedules.ts";
import { invoke } from "./invoke.ts";
import type { StartOptions } from "./options.ts";
import type { Progress } from "./progress.ts";
import { runExecution } from "./run-execution.ts";
import { type PipelineStatus, readRecords, readStatus } from "./status.ts";

const SEED = 1;
const POLL_MS = 250;
/** In a run that goes on, a scenario leaves time to see the alarms OK before it and after it (local minutes). */
const SCENARIO_MINUTES = { from: 4, until: 12 } as const;
/** A sensor counts as silent or stuck only after a while, and as silent only when it used to send. */
const LONGER_MINUTES: Readonly<Partial<Record<string, { readonly from: number; readonly until: number }>>> = {
  "silent-sensor": { from: 8, until: 28 },
  "stuck-sensor": { from: 4, until: 24 },
};
/** It stands on the readings themselves: once it is evaluated, a reading has gone the whole way. */
const AWAITED_ALARM = "temperature-high";
const SETTLING_ATTEMPTS = 20;
const VISIBLE_WITHIN_MS = 60_000;
const ALARM_WITHIN_MS = 120_000;

const setupOutputSchema = z.object({
  created: z.array(z.string()),
  existed: z.array(z.string()),
  validation: z.object({ landed: z.number() }),
});

const batchResultSchema = z.object({ asked: z.number(), sent: z.number(), retried: z.number() });

/** An execution of the stage's own ended otherwise than SUCCEEDED. */
export class ExecutionFailedError extends Error {
  override readonly name = "ExecutionFailedError";
  constructor(what: string, { status, cause, error }: ExecutionReport) {
    super(`${what} ended ${status}: ${cause ?? error ?? "no cause given"}`);
  }
}

export interface FirstCycle {
  readonly options: Pick<StartOptions, "scenario" | "once">;
  readonly step: Progress["step"];
  readonly onSetup: (setup: ExecutionReport) => void;
}

/** One reading's way, step by step as a person would go it: set-up, a batch, a refresh, an evaluation, an alarm. Gives the records that earlier runs had landed. */
export async function firstCycle(run: StageRun, { options, step, onSetup }: FirstCycle): Promise<number> {
  const { view, outputs } = run;
  const { operator, names } = view;
  const now = () => view.now().toISOString();

  await step("set up the warehouse", async (detail) => {
    const setup = await runExecution(operator.sfn, outputs.setupStateMachine, detail);
    onSetup(setup);
    detail(setup.status === "SUCCEEDED" ? setupSummary(setup.output) : `${setup.status} after ${setup.states.at(-1)}`);
    if (setup.status !== "SUCCEEDED") throw new ExecutionFailedError("Set-up", setup);
  });
  // Set-up has refreshed the view: what is in it now is all of earlier runs.
  const { landed: landedBefore } = await readRecords(view);
  // From here on, not from the start: at a high speed set-up takes minutes of local time.
  const scenarios = scenariosOf(options, view.now());
  await step("first batch", async (detail) => {
    const result = await invoke(operator.lambda, names.producerFunction, {
      scheduledTime: now(),
      seed: SEED,
      scenarios,
    });
    const { asked, sent, retried } = batchResultSchema.parse(result);
    detail(`${sent} of ${asked} readings sent, ${retried} sent again`);
  });
  await step("first refresh", async (detail) => {
    if (outputs.refreshStateMachine) {
      const refresh = await runExecution(operator.sfn, outputs.refreshStateMachine, detail);
      if (refresh.status !== "SUCCEEDED") throw new ExecutionFailedError("The refresh", refresh);
    }
    const records = await until(
      () => readRecords(view),
      ({ landed }) => landed > 0,
      VISIBLE_WITHIN_MS,
      "No record has landed",
    );
    detail(`${records.visible} visible of ${records.landed} landed`);
  });
  await step("first metrics", async () => {
    await invoke(operator.lambda, names.alertsFunction, { scheduledTime: now() });
  });
  await step("turn the schedules on", async (detail) => {
    const { scheduleGroup, producerSchedule } = names;
    detail((await enableSchedules(operator.scheduler, { scheduleGroup, producerSchedule, scenarios })).join(", "));
  });
  await step("first alarm evaluated", async (detail) => {
    const find = (alarms: readonly AlarmStatus[]) => alarms.find(({ name }) => name === AWAITED_ALARM);
    const alarms = await until(
      () => readAlarms(operator.cloudwatch, names.prefix),
      (all) => find(all)?.state !== "INSUFFICIENT_DATA",
      ALARM_WITHIN_MS,
      `The alarm ${AWAITED_ALARM} has not left INSUFFICIENT_DATA`,
    );
    const alarm = find(alarms);
    if (!alarm) throw new Error(`The stage has no alarm ${AWAITED_ALARM}.`);
    detail(`${alarm.name} ${alarm.state}`);
  });
  return landedBefore;
}

function setupSummary(output: unknown): string {
  const { created, existed, validation } = setupOutputSchema.parse(output);
  return `${created.length} objects created, ${existed.length} existed, ${validation.landed} records landed`;
}

/**
 * Waits until what the stream accepted since the start has landed: the schedules are on, so a batch may have come
 * after the last refresh. Gives the status in which it has, or the last one read.
 */
export async function settle(run: StageRun, landedBefore: number, step: Progress["step"]): Promise<PipelineStatus> {
  const { view, outputs } = run;
  return step("all that was sent has landed", async (detail) => {
    let status = await readStatus(view);
    const isSettled = () => landed(status) - landedBefore >= status.sent;
    for (let attempt = 0; attempt < SETTLING_ATTEMPTS && !isSettled(); attempt += 1) {
      if (outputs.refreshStateMachine)
        await runExecution(view.operator.sfn, outputs.refreshStateMachine, () => undefined);
      else await delay(POLL_MS);
      // Metrics first: what is sent while records are counted is not expected of this count.
      status = { ...status, ...(await readStatus(view)), sent: status.sent };
    }
    detail(`${landed(status) - landedBefore} of ${status.sent}`);
    return status;
  });
}

function scenariosOf({ scenario, once }: FirstCycle["options"], start: Date): ScenarioRequest[] {
  if (!scenario) return [];
  if (once) return [{ name: scenario }];
  const after = (minutes: number) => new Date(start.getTime() + minutes * 60_000).toISOString();
  const { from, until } = LONGER_MINUTES[scenario] ?? SCENARIO_MINUTES;
  return [{ name: scenario, from: after(from), until: after(until) }];
}

async function until<T>(
  read: () => Promise<T>,
  isReached: (value: T) => boolean,
  withinMs: number,
  otherwise: string,
): Promise<T> {
  for (let waited = 0; ; waited += POLL_MS) {
    const value = await read();
    if (isReached(value)) return value;
    if (waited >= withinMs) throw new Error(`${otherwise} within ${withinMs / 1000} s.`);
    await delay(POLL_MS);
  }
}

function landed({ records }: PipelineStatus): number {
  return records?.landed ?? 0;
}
