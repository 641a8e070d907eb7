import type { ExecutionReport } from "@sensor-pipeline/core/execution/execution";
import { FolderLockedError } from "@sensor-pipeline/redshift/engine/folder-lock";
import { DEFAULT_REGION } from "../account.ts";
import { PortInUseError } from "../wire/listen.ts";
import { bringUp, type StageRun } from "./bring-up.ts";
import { firstCycle, settle } from "./first-cycle.ts";
import { showLive } from "./live.ts";
import type { StartOptions } from "./options.ts";
import { createProgress, type Progress } from "./progress.ts";
import { renderStatus } from "./render-status.ts";
import { createReport, type StartReport } from "./report.ts";
import type { PipelineStatus } from "./status.ts";

const DEFAULT_WIDTH = 100;

/** Errors of a run that was never begun: the command says them in one sentence. */
export const CANNOT_BEGIN = [PortInUseError, FolderLockedError] as const;

export interface RunEnvironment {
  readonly root: string;
  readonly region?: string | undefined;
  readonly output: NodeJS.WriteStream;
  /** Aborted when the person stops the run. */
  readonly signal: AbortSignal;
  /** Milliseconds since the command began. */
  readonly elapsed: () => number;
}

/** Runs a stage as asked, closes whatever it started, and reports. */
export async function run(options: StartOptions, environment: RunEnvironment): Promise<StartReport> {
  const { root, region = DEFAULT_REGION, output, signal, elapsed } = environment;
  const progress = createProgress(output, elapsed);
  const step: Progress["step"] = async (name, work) => {
    signal.throwIfAborted();
    return progress.step(name, work);
  };
  let stage: StageRun | undefined;
  let setup: ExecutionReport | undefined;
  let status: PipelineStatus | undefined;
  let landedBefore = 0;
  let firstAlarmMilliseconds: number | undefined;
  let error: string | undefined;
  try {
    stage = await bringUp({ options, root, region, step });
    landedBefore = await firstCycle(stage, {
      options,
      // Each of these steps only waits for what the services do, so it can be left at any moment.
      step: (name, work) => step(name, (detail) => unlessAborted(work(detail), signal)),
      onSetup: (execution) => {
        setup = execution;
      },
    });
    firstAlarmMilliseconds = Math.round(elapsed());
    if (options.once) {
      status = await settle(stage, landedBefore, step);
      showOnce(status, stage, output);
    } else {
      status = await showLive(stage, output, signal);
    }
  } catch (caught) {
    if (CANNOT_BEGIN.some((kind) => caught instanceof kind)) throw caught;
    if (!signal.aborted) error = caught instanceof Error ? caught.message : String(caught);
  } finally {
    await stage?.close();
  }
  const { stage: name, speed, scenario } = options;
  const report = createReport({
    stage: name,
    region,
    speed,
    ...(scenario ? { scenario } : {}),
    timings: progress.timings,
    setup,
    status,
    landedBefore,
    error,
    refused: stage?.refused(),
    firstAlarmMilliseconds,
  });
  // Whoever stops a run early asks for no verdict.
  return signal.aborted ? { ...report, failures: [] } : report;
}

function showOnce(status: PipelineStatus, { view }: StageRun, output: NodeJS.WriteStream): void {
  const lines = renderStatus(status, {
    width: output.columns ?? DEFAULT_WIDTH,
    colour: output.isTTY === true,
    now: view.now(),
  });
  output.write(`\n${lines.join("\n")}\n`);
}

/** What `work` gives, or the signal's reason as soon as it aborts; what `work` does afterwards is nobody's concern. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(signal.reason);
  signal.addEventListener("abort", abort, { once: true });
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener("abort", abort);
    work.catch(() => undefined);
  }
}
