import type { Part } from "../proofs/prove-owner.ts";
import type { Expectation } from "./judge/judge.ts";
import { clearedAt, raiseBound, raisedAt } from "./judge/judge-alarms.ts";
import type { Observation, ObservedAlarm, RecordState } from "./judge/observation.ts";
import type { StageKindName } from "./stage/stage-kind.ts";

/** Which run: the same one goes the same way. */
export interface WantedRun {
  readonly stage: StageKindName;
  readonly scenario: string;
  readonly seed: number;
}

/** What is kept of a run that was judged. Plain data: it goes from process to process. */
export interface ScenarioRun extends WantedRun {
  /** What was drawn, in a line. */
  readonly drawn: string;
  /** Local times, in milliseconds since the epoch, as in Observation. */
  readonly fault: Observation["fault"];
  readonly end: number;
  readonly injected?: number;
  readonly alarms: readonly (ObservedAlarm & AlarmTimes)[];
  readonly records: RecordCounts;
  /** What went otherwise than the scenario says, a sentence each. */
  readonly problems: readonly string[];
}

/** A run that came to no end: it counts as broken. */
export interface FailedRun extends WantedRun {
  /** The error, with what caused it. */
  readonly failure: string;
}

/** Which matrix: what every permission is needed for, and what can happen to the owner's machines in every state. */
export interface WantedMatrix {
  readonly matrix: MatrixName;
}

/** They belong to the lab, and have commands of their own as well. */
export const MATRICES = ["privileges", "set-up", "schema-change", "refused-condition"] as const satisfies readonly (
  | "privileges"
  | Part
)[];

export type MatrixName = (typeof MATRICES)[number];

/** A matrix of which every case was tried. */
export interface MatrixRun extends WantedMatrix {
  readonly cases: number;
  /** A sentence or more for each case that failed. */
  readonly problems: readonly string[];
}

/** A matrix that came to no end. */
export interface FailedMatrix extends WantedMatrix {
  readonly failure: string;
}

export type RunOutcome = ScenarioRun | FailedRun;
export type MatrixOutcome = MatrixRun | FailedMatrix;
export type LabOutcome = RunOutcome | MatrixOutcome;

/** Seconds from the fault's beginning to ALARM, and from its end to anything else; undefined when it did not. */
export interface AlarmTimes {
  readonly raisedAfter: number | undefined;
  readonly clearedAfter: number | undefined;
  /** The longest that `raisedAfter` may be, from when what it stands for is so; undefined where it need not go to ALARM. */
  readonly raiseBound: number | undefined;
}

export interface RecordCounts extends Readonly<Record<RecordState, number>> {
  readonly accepted: number;
  readonly landed: number;
  readonly batchesKept: number;
}

export function isBroken(outcome: LabOutcome): boolean {
  return "failure" in outcome || outcome.problems.length > 0;
}

/** What is kept of an observation. */
export function summarize(
  { fault, end, injected, alarms, records }: Observation,
  expected: Expectation,
): Omit<ScenarioRun, keyof WantedRun | "drawn" | "problems"> {
  const since = (from: number, at: number | undefined) => (at === undefined ? undefined : (at - from) / 1000);
  const count = (wanted: RecordState) => records.landed.filter(({ state }) => state === wanted).length;
  return {
    fault,
    end,
    ...(injected === undefined ? {} : { injected }),
    alarms: alarms.map((alarm) => ({
      ...alarm,
      raisedAfter: since(fault.from, raisedAt(alarm)),
      clearedAfter: since(fault.until, clearedAt(alarm)),
      raiseBound: expected.raised[alarm.key] === undefined ? undefined : raiseBound(alarm, expected),
    })),
    records: {
      accepted: records.accepted.length,
      landed: records.landed.length,
      visible: count("visible"),
      duplicate: count("duplicate"),
      quarantined: count("quarantined"),
      batchesKept: records.kept.length,
    },
  };
}
