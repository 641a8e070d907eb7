import type { Expectation } from "./judge.ts";
import type { Observation, ObservedAlarm } from "./observation.ts";

type Moments = Pick<Observation, "fault" | "end">;

/** Which alarms went to ALARM, when, and whether they cleared. @returns what is wrong, a sentence each */
export function judgeAlarms(expected: Expectation, { fault, end, alarms }: Observation): readonly string[] {
  const keys = new Set(alarms.map(({ key }) => key));
  const unknown = [...Object.keys(expected.raised), ...Object.keys(expected.mayRaise ?? {})].filter(
    (key) => !keys.has(key),
  );
  return [
    ...unknown.map((key) => `${key}: the scenario names it, and the stage has no such alarm.`),
    ...alarms.flatMap((alarm) => judgeAlarm(alarm, expected, { fault, end })),
  ];
}

/** When the alarm first went to ALARM after the fault began. */
export function raisedAt({ changes }: Pick<ObservedAlarm, "changes">): number | undefined {
  return changes.find(({ to }) => to === "ALARM")?.at;
}

/** When it left ALARM for good; undefined while it is in it, or never was. */
export function clearedAt({ changes }: Pick<ObservedAlarm, "changes">): number | undefined {
  const last = changes.findLastIndex(({ to }) => to === "ALARM");
  return last < 0 ? undefined : changes[last + 1]?.at;
}

/** Seconds from the fault's beginning in which the alarm has to be in ALARM, where it must. */
export function raiseBound(
  { key, raiseSeconds }: Pick<ObservedAlarm, "key" | "raiseSeconds">,
  expected: Expectation,
): number {
  return (expected.raised[key] ?? 0) + (expected.bounds?.[key] ?? raiseSeconds);
}

function judgeAlarm(alarm: ObservedAlarm, expected: Expectation, { fault, end }: Moments): readonly string[] {
  const { key, before, clearSeconds } = alarm;
  const isNatural = expected.natural?.[key] !== undefined;
  const problems: string[] = [];
  if (before === "ALARM" && !isNatural) problems.push(`${key}: it was in ALARM before the fault began.`);
  const raised = raisedAt(alarm);
  const onset = expected.raised[key];
  const bound = raiseBound(alarm, expected);
  if (raised === undefined) {
    if (onset !== undefined) problems.push(`${key}: it did not go to ALARM (it may take ${minutes(bound)}).`);
    return problems;
  }
  const took = (raised - fault.from) / 1000;
  if (onset === undefined && expected.mayRaise?.[key] === undefined) {
    problems.push(`${key}: a false alarm, ${minutes(took)} after the fault began.`);
  }
  if (onset !== undefined && took > bound) {
    problems.push(`${key}: it went to ALARM after ${minutes(took)}; its bound is ${minutes(bound)}.`);
  }
  if (isNatural) return problems;
  const cleared = clearedAt(alarm);
  if (cleared === undefined) {
    problems.push(`${key}: it did not clear in the ${minutes((end - fault.until) / 1000)} after the fault.`);
  } else if ((cleared - fault.until) / 1000 > clearSeconds) {
    const late = minutes((cleared - fault.until) / 1000);
    problems.push(`${key}: it cleared ${late} after the fault; its bound is ${minutes(clearSeconds)}.`);
  }
  return problems;
}

/** `90` -> `1.5 min`. */
export function minutes(seconds: number): string {
  return `${Math.round(seconds / 6) / 10} min`;
}
