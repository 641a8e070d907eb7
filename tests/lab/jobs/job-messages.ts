import type { LabOutcome, WantedRun } from "../scenario-run.ts";

/** What the lab asks of a job's process. */
export interface RunRequest extends WantedRun {
  /** Of the stage that is set up: the run begins with a copy of it. */
  readonly folder: string;
}

/** What the process answers, once for each request. */
export type RunAnswer = LabOutcome;
