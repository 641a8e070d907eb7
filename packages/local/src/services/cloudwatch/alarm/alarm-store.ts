import { ALARM_TYPES, type Alarm } from "./alarm.ts";
import { alarmNameOf } from "./alarm-rule.ts";

/** Entries kept over all alarms. */
const MAXIMUM_HISTORY = 5_000;
/** "CloudWatch preserves alarm history for 30 days": https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html */
const HISTORY_MS = 30 * 24 * 3_600_000;

/** AWS's quota for a Region: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html */
export const MAXIMUM_ALARMS = 5_000;

export type HistoryItemType = "ConfigurationUpdate" | "StateUpdate" | "Action";

export interface HistoryItem {
  readonly AlarmName: string;
  readonly AlarmType: (typeof ALARM_TYPES)[Alarm["kind"]];
  readonly Timestamp: Date;
  readonly HistoryItemType: HistoryItemType;
  readonly HistorySummary: string;
  readonly HistoryData: string;
}

/** The alarms of a local AWS and their history, in memory: at most 5,000 alarms and 5,000 entries. */
export class AlarmStore {
  readonly #alarms = new Map<string, Alarm>();
  readonly #history: HistoryItem[] = [];

  /** By name or ARN. */
  find(nameOrArn: string): Alarm | undefined {
    return this.#alarms.get(alarmNameOf(nameOrArn));
  }

  all(): readonly Alarm[] {
    return [...this.#alarms.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  put(alarm: Alarm): void {
    this.#alarms.set(alarm.name, alarm);
  }

  delete(name: string): void {
    this.#alarms.delete(name);
  }

  /** Names of the composite alarms whose rule, or whose suppressor, is this alarm. */
  parentsOf(name: string): readonly string[] {
    return this.all()
      .filter((alarm) => alarm.kind === "composite")
      .filter(
        (alarm) =>
          alarm.rule.alarms.includes(name) ||
          (alarm.suppressor !== undefined && alarmNameOf(alarm.suppressor.alarm) === name),
      )
      .map((alarm) => alarm.name);
  }

  /** Whether a composite alarm's rule leads back to it: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html */
  isInCycle(name: string): boolean {
    const seen = new Set<string>();
    const leadsBack = (from: string): boolean => {
      const alarm = this.#alarms.get(from);
      if (alarm?.kind !== "composite" || seen.has(from)) return false;
      seen.add(from);
      return alarm.rule.alarms.some((child) => child === name || leadsBack(child));
    };
    return leadsBack(name);
  }

  addHistory(alarm: Alarm, at: number, type: HistoryItemType, summary: string, data: unknown): void {
    this.#history.push({
      AlarmName: alarm.name,
      AlarmType: ALARM_TYPES[alarm.kind],
      Timestamp: new Date(at),
      HistoryItemType: type,
      HistorySummary: summary.slice(0, 255),
      HistoryData: JSON.stringify(data),
    });
    if (this.#history.length > MAXIMUM_HISTORY) this.#history.shift();
  }

  /** Of the 30 days before `now` (milliseconds), oldest first. */
  history(now: number): readonly HistoryItem[] {
    return this.#history.filter(({ Timestamp }) => Timestamp.getTime() >= now - HISTORY_MS);
  }
}
