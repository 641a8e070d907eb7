import type { MetricAlarm } from "./alarm.ts";
import { awsTime, javaDouble, reasonTime } from "./aws-text.ts";
import { COMPARISONS, type Verdict } from "./evaluate-alarm.ts";

/** CloudWatch's text and JSON for why a metric alarm is in a state. */
export interface StateReason {
  readonly reason: string;
  readonly reasonData: string;
}

const FILLED_AS: Readonly<Record<string, string>> = { breaching: "Breaching", notBreaching: "NonBreaching" };

/** StateReason and StateReasonData of a verdict, as in AWS's examples: .../monitoring/cloudwatch-and-eventbridge.html */
export function stateReason(alarm: MetricAlarm, verdict: Verdict, now: number): StateReason {
  return { reason: reasonText(alarm, verdict), reasonData: reasonData(alarm, verdict, now) };
}

function reasonText(alarm: MetricAlarm, verdict: Verdict): string {
  const { condition, status } = alarm;
  const { evaluated, filled, state, deciding } = verdict;
  if (state === "INSUFFICIENT_DATA") return `Insufficient Data: ${count(filled, "datapoint")} ${was(filled)} unknown.`;
  const treatment = FILLED_AS[condition.treatMissingData];
  const filling =
    treatment === undefined
      ? ""
      : ` and ${count(filled, "missing datapoint")} ${was(filled)} treated as [${treatment}]`;
  if (evaluated.length === 0)
    return `Threshold Crossed: no datapoints were received for ${count(filled, "period")}${filling}.`;

  const list = evaluated
    .toReversed()
    .map((datapoint) => `${javaDouble(datapoint.value)} (${reasonTime(datapoint.at)})`);
  const comparison = `${state === "ALARM" ? "" : "not "}${COMPARISONS[condition.comparison].text} the threshold (${javaDouble(condition.threshold)})`;
  if ((status.value === "INSUFFICIENT_DATA" && state === "OK") || filled > 0) {
    const subject = `${count(evaluated.length, "datapoint")} [${list.join(", ")}] ${was(evaluated.length)}`;
    return `Threshold Crossed: ${subject} ${comparison}${filled > 0 ? filling : ""}.`;
  }
  const needed =
    state === "ALARM" ? condition.datapointsToAlarm : condition.evaluationPeriods - condition.datapointsToAlarm + 1;
  const subject = `${deciding} out of the last ${evaluated.length} datapoints [${list.join(", ")}] ${was(deciding)}`;
  // AWS's example of an alarm that goes from INSUFFICIENT_DATA to ALARM says "OK -> ALARM" too.
  const transition = `(minimum ${count(needed, "datapoint")} for ${state === "ALARM" ? "OK -> ALARM" : "ALARM -> OK"} transition)`;
  return `Threshold Crossed: ${subject} ${comparison} ${transition}.`;
}

function reasonData(alarm: MetricAlarm, verdict: Verdict, now: number): string {
  const { source, condition } = alarm;
  const [oldest] = verdict.evaluated;
  return JSON.stringify({
    version: "1.0",
    queryDate: awsTime(now),
    ...(oldest === undefined ? {} : { startDate: awsTime(oldest.at) }),
    ...(source.kind === "metric" ? { statistic: source.stat.Stat } : {}),
    ...(source.kind === "metric" && source.stat.Unit !== undefined ? { unit: source.stat.Unit } : {}),
    period: alarm.periodSeconds,
    recentDatapoints: verdict.evaluated.map((datapoint) => datapoint.value),
    threshold: condition.threshold,
    evaluatedDatapoints: verdict.evaluated.toReversed().map(({ at, sampleCount, value }) => ({
      timestamp: awsTime(at),
      ...(sampleCount === undefined ? {} : { sampleCount }),
      value,
    })),
  });
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

function was(number: number): string {
  return number === 1 ? "was" : "were";
}
