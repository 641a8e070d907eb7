import type { CloudWatchClient, CompositeAlarm, MetricAlarm } from "@aws-sdk/client-cloudwatch";
import { type AlarmPoints, alarmPoints } from "./alarm-points.ts";
import { describeAlarms } from "./describe-alarms.ts";
import type { AlarmStateName } from "./read-alarms.ts";

/** Everything a person wants to know of an alarm. */
export interface AlarmView {
  /** Last part of its physical name, as in alarms.ts. */
  readonly name: string;
  readonly state: AlarmStateName;
  /** ISO 8601, in the stage's time: since when it has been in this state. */
  readonly since: string | null;
  readonly reason: string;
  readonly description: string;
  /** Whether it tells people when it goes to ALARM. */
  readonly notifies: boolean;
  /** Of a metric alarm. */
  readonly condition?: AlarmCondition;
  /** Of a metric alarm: what it compares, the newest periods, oldest first; null where nothing was measured. */
  readonly points?: readonly (number | null)[];
  /** Of a composite alarm: the alarms its rule names. */
  readonly children?: readonly ChildAlarm[];
}

export interface AlarmCondition {
  readonly comparison: string;
  readonly threshold: number;
  readonly periodSeconds: number;
}

export interface ChildAlarm {
  readonly name: string;
  /** The state that the rule asks about. */
  readonly asked: AlarmStateName;
  /** Its state now; null where the stage has no such alarm. */
  readonly state: AlarmStateName | null;
}

export interface AlarmViewsOptions {
  readonly prefix: string;
  /** Milliseconds since the epoch, the stage's time. */
  readonly now: number;
  /** How many periods of each alarm. */
  readonly count: number;
  readonly signal?: AbortSignal;
}

const WORST_FIRST: readonly AlarmStateName[] = ["ALARM", "INSUFFICIENT_DATA", "OK"];

/** Every alarm of a stage, the worst first, among equals what calls people, then the newest change. */
export async function readAlarmViews(
  cloudwatch: CloudWatchClient,
  { prefix, ...range }: AlarmViewsOptions,
): Promise<readonly AlarmView[]> {
  const { metric, composite } = await describeAlarms(cloudwatch, prefix, range.signal);
  const points = await alarmPoints(cloudwatch, metric, range);
  const short = (name = "") => (name.startsWith(`${prefix}-`) ? name.slice(prefix.length + 1) : name);
  const states = new Map([...metric, ...composite].map(({ AlarmName, StateValue }) => [short(AlarmName), StateValue]));
  const views = [
    ...composite.map((alarm) => ({ ...basic(alarm, short), children: childrenOf(alarm, states, short) })),
    ...metric.map((alarm) => ({ ...basic(alarm, short), ...measured(alarm, points.get(alarm.AlarmName ?? "") ?? []) })),
  ];
  return views.toSorted(
    (one, other) => order(one) - order(other) || (other.since ?? "").localeCompare(one.since ?? ""),
  );
}

function order(alarm: AlarmView): number {
  return 2 * WORST_FIRST.indexOf(alarm.state) + (alarm.children === undefined ? 1 : 0);
}

function basic(alarm: MetricAlarm | CompositeAlarm, short: (name?: string) => string): AlarmView {
  const since = alarm.StateTransitionedTimestamp ?? alarm.StateUpdatedTimestamp;
  return {
    name: short(alarm.AlarmName),
    state: alarm.StateValue ?? "INSUFFICIENT_DATA",
    since: since?.toISOString() ?? null,
    reason: alarm.StateReason ?? "",
    description: alarm.AlarmDescription ?? "",
    notifies: alarm.ActionsEnabled === true && (alarm.AlarmActions ?? []).length > 0,
  };
}

function measured(alarm: MetricAlarm, points: AlarmPoints) {
  const { ComparisonOperator: comparison = "", Threshold: threshold, Period, Metrics = [] } = alarm;
  const periodSeconds = Period ?? Math.max(60, ...Metrics.map((each) => each.Period ?? each.MetricStat?.Period ?? 0));
  return {
    ...(threshold === undefined ? {} : { condition: { comparison, threshold, periodSeconds } }),
    points: points.map((point) => point ?? null),
  };
}

/** Grammar: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html; names may be ARNs. */
function childrenOf(
  { AlarmRule = "" }: CompositeAlarm,
  states: ReadonlyMap<string, AlarmStateName | undefined>,
  short: (name?: string) => string,
): readonly ChildAlarm[] {
  return [...AlarmRule.matchAll(/\b(ALARM|OK|INSUFFICIENT_DATA)\(\s*(?:"([^"]*)"|'([^']*)'|([^\s)]+))\s*\)/g)].map(
    ([, asked, double, single, bare]) => {
      const name = short((double ?? single ?? bare ?? "").replace(/^arn:.*:alarm:/, ""));
      return { name, asked: asked as AlarmStateName, state: states.get(name) ?? null };
    },
  );
}
