import type { Clock } from "@sensor-pipeline/core/clock";
import type { ClientSettings } from "../../packages/cli/src/target/target.ts";

export interface ChildRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface PipelineOptions {
  readonly signal?: AbortSignal | undefined;
  readonly stdin?: string;
}

/** A place where a stage can be made and removed: an AWS account, or a local AWS. */
export interface SmokeStage {
  readonly kind: "aws" | "local";
  readonly region: string;
  /** For a person: `account 123456789012 in eu-west-1`. */
  readonly place: string;
  /** Settings of SDK clients, with the rights of the account's administrator. */
  readonly clients: ClientSettings;
  /** The stage's own time. */
  readonly clock: Clock;
  /** What `sst deploy` does. @returns what was made, in words */
  deploy(signal: AbortSignal): Promise<string>;
  /** What `sst remove` does. */
  remove(): Promise<string>;
  /** Runs `pipeline` on the stage. */
  pipeline(args: readonly string[], options?: PipelineOptions): Promise<ChildRun>;
  close(): Promise<void>;
}

/** Settings of the stage: evaluations every minute, so that an alarm comes and goes while somebody waits for it. */
export const SMOKE_SETTINGS: Readonly<Record<string, string>> = {
  PIPELINE_SCHEDULES: "off",
  PIPELINE_REFRESH: "5",
  PIPELINE_ALERTS_MINUTES: "1",
  PIPELINE_ALERT_WINDOW_SECONDS: "180",
};

/** Of a person's own settings those count that an account may need: a region may have no 4 RPU, or only given subnets. */
const PERSONS = ["PIPELINE_BASE_RPU", "PIPELINE_MAX_RPU", "PIPELINE_SUBNET_IDS", "PIPELINE_SECURITY_GROUP_IDS"];

/** A person's environment with the settings of a smoke: its warehouse is its own, since it is removed at the end. */
export function smokeEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const counts = ([name]: [string, unknown]) => !name.startsWith("PIPELINE_") || PERSONS.includes(name);
  return { ...Object.fromEntries(Object.entries(environment).filter(counts)), ...SMOKE_SETTINGS };
}
