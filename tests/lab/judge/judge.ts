import { judgeAlarms } from "./judge-alarms.ts";
import { judgeRecords } from "./judge-records.ts";
import type { Observation } from "./observation.ts";

export interface Expectation {
  /** By the alarm's key: seconds from the fault's beginning until what it stands for is so. */
  readonly raised: Readonly<Partial<Record<string, number>>>;
  /** By the key: why it can't be said whether it goes to ALARM. */
  readonly mayRaise?: Readonly<Partial<Record<string, string>>>;
  /** By the key: what happens at some time of the run whatever the scenario, so that it may be in ALARM at any time. */
  readonly natural?: Readonly<Partial<Record<string, string>>>;
  /** Bounds in seconds that are narrower in this scenario than the alarm's own. */
  readonly bounds?: Readonly<Partial<Record<string, number>>>;
}

/** Whether a run went as its scenario says. @returns what is wrong, a sentence each; nothing when all is well */
export function judge(expected: Expectation, observation: Observation): readonly string[] {
  const idle =
    observation.injected === 0 ? ["No call met with the fault that was to be injected: the run shows nothing."] : [];
  return [...idle, ...judgeAlarms(expected, observation), ...judgeRecords(observation.records)];
}
