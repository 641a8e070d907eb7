import type { LabOutcome, WantedMatrix, WantedRun } from "../lab-outcome.ts";

/** What the lab asks of a job's process. */
export type JobRequest = RunRequest | WantedMatrix;

export interface RunRequest extends WantedRun {
  /** Of the stage that is set up: the run begins with a copy of it. */
  readonly folder: string;
}

/** What the process says: any number of cases of a matrix, and at last how all went. */
export type JobMessage = { readonly cases: number } | { readonly outcome: LabOutcome };
