/**
 * When an alarm changes its state: the rules of
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html and
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html, whose tables of cases are the tests.
 */

/** CloudWatch fetches more datapoints than it evaluates; its own tables show five for three periods, and AWS names no formula. */
const EXTRA_DATAPOINTS = 2;

export type AlarmState = "OK" | "ALARM" | "INSUFFICIENT_DATA";

export const MISSING_DATA_TREATMENTS = ["missing", "ignore", "breaching", "notBreaching"] as const;

export type MissingDataTreatment = (typeof MISSING_DATA_TREATMENTS)[number];

/** Comparisons with one fixed threshold: what breaches, and how StateReason says it. */
export const COMPARISONS = {
  GreaterThanOrEqualToThreshold: {
    breaches: (value: number, threshold: number) => value >= threshold,
    text: "greater than or equal to",
  },
  GreaterThanThreshold: { breaches: (value: number, threshold: number) => value > threshold, text: "greater than" },
  LessThanThreshold: { breaches: (value: number, threshold: number) => value < threshold, text: "less than" },
  LessThanOrEqualToThreshold: {
    breaches: (value: number, threshold: number) => value <= threshold,
    text: "less than or equal to",
  },
} as const;

export type Comparison = keyof typeof COMPARISONS;

export interface AlarmCondition {
  readonly comparison: Comparison;
  readonly threshold: number;
  /** N: how many datapoints are evaluated. */
  readonly evaluationPeriods: number;
  /** M: how many of them must breach. */
  readonly datapointsToAlarm: number;
  readonly treatMissingData: MissingDataTreatment;
}

/** One period of the evaluation range. */
export interface AlarmDatapoint {
  /** When the period begins, in milliseconds since the epoch. */
  readonly at: number;
  readonly value: number;
  readonly sampleCount?: number;
}

export interface Verdict {
  readonly state: AlarmState;
  /** The real datapoints that were evaluated, oldest first. */
  readonly evaluated: readonly AlarmDatapoint[];
  /** How many missing datapoints were filled in. */
  readonly filled: number;
  /** How many of the evaluated datapoints decided it: breaching ones of an ALARM, the others of an OK. */
  readonly deciding: number;
}

/** How many periods are fetched for an evaluation. */
export function evaluationRange(evaluationPeriods: number): number {
  return evaluationPeriods + EXTRA_DATAPOINTS;
}

/**
 * The state of an alarm by the datapoints of its evaluation range, oldest first, undefined where one is missing.
 */
export function evaluateAlarm(
  condition: AlarmCondition,
  range: readonly (AlarmDatapoint | undefined)[],
  current: AlarmState,
): Verdict {
  const { evaluationPeriods, datapointsToAlarm } = condition;
  const real = range.filter((datapoint) => datapoint !== undefined);
  const evaluated = real.slice(-evaluationPeriods);
  const filled = evaluationPeriods - evaluated.length;
  const breaching = evaluated.filter((datapoint) => isBreaching(condition, datapoint)).length;
  const state =
    filled === 0
      ? stateOf(breaching >= datapointsToAlarm)
      : FILLED_STATE[condition.treatMissingData]({
          condition,
          range,
          current,
          breaching,
          filled,
          real: evaluated.length,
        });
  return { state, evaluated, filled, deciding: state === "ALARM" ? breaching : evaluated.length - breaching };
}

interface Filling {
  readonly condition: AlarmCondition;
  readonly range: readonly (AlarmDatapoint | undefined)[];
  readonly current: AlarmState;
  readonly breaching: number;
  readonly filled: number;
  readonly real: number;
}

/** With fewer real datapoints than evaluation periods: the last four columns of AWS's tables. */
const FILLED_STATE: Readonly<Record<MissingDataTreatment, (filling: Filling) => AlarmState>> = {
  breaching: ({ condition, breaching, filled }) => stateOf(breaching + filled >= condition.datapointsToAlarm),
  notBreaching: ({ condition, breaching }) => stateOf(breaching >= condition.datapointsToAlarm),
  ignore: ({ condition, breaching, real, current }) => {
    if (breaching >= condition.datapointsToAlarm) return "ALARM";
    return breaching < real ? "OK" : current;
  },
  missing: (filling) => {
    if (filling.breaching >= filling.condition.datapointsToAlarm) return "ALARM";
    if (filling.breaching < filling.real) return "OK";
    return isPremature(filling) ? "INSUFFICIENT_DATA" : "ALARM";
  },
};

/**
 * Only breaching datapoints, and too few of them: the alarm waits until the oldest one is as many periods old as DatapointsToAlarm, so that
 * one late or lonely value does not page; from then on it goes to ALARM though it never had that many.
 * ("Avoiding premature transitions to alarm state"; that it is INSUFFICIENT_DATA until then is in the page's earlier tables, row `- - - - X`.)
 */
function isPremature({ condition, range }: Filling): boolean {
  const oldest = range.findIndex((datapoint) => datapoint !== undefined);
  return oldest === -1 || range.length - oldest < condition.datapointsToAlarm;
}

function isBreaching(condition: AlarmCondition, datapoint: AlarmDatapoint): boolean {
  return COMPARISONS[condition.comparison].breaches(datapoint.value, condition.threshold);
}

function stateOf(isAlarm: boolean): AlarmState {
  return isAlarm ? "ALARM" : "OK";
}
