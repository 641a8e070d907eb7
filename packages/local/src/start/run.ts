import { DEFAULT_REGION } from "../account.ts";
import { bringUp, type StageRun } from "./bring-up.ts";
import { firstCycle } from "./first-cycle.ts";
import type { ExecutionReport } from "./follow-execution.ts";
import { showLive } from "./live.ts";
import type { StartOptions } from "./options.ts";
import { createProgress, type Progress } from "./progress.ts";
import { renderStatus } from "./render-status.ts";
import { createReport, type StartReport } from "./report.ts";
import { type PipelineStatus, readStatus } from "./status.ts";

const DEFAULT_WIDTH = 100;

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
  let firstAlarmMilliseconds: number | undefined;
  let error: string | undefined;
  try {
    stage = await bringUp({ options, root, region, step });
    await firstCycle(stage, {
      options,
      step,
      onSetup: (execution) => {
        setup = execution;
      },
    });
    firstAlarmMilliseconds = Math.round(elapsed());
    if (options.once) {
      status = await readStatus(stage.view);
      showOnce(status, stage, output);
    } else {
      status = await showLive(stage, output, signal);
    }
  } catch (caught) {
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
    error,
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
