import type { Suppression } from "./alarm.ts";

/**
 * The examples of https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create_Composite_Alarm_Suppression.html: a WaitPeriod of
 * 2 time units and an ExtensionPeriod of 3. Both alarms are OK at first.
 */
export interface SuppressionCase {
  readonly example: string;
  /** Time units at which an alarm changes its state. */
  readonly changes: readonly (readonly [at: number, alarm: "composite" | "suppressor", to: "OK" | "ALARM"])[];
  /** What holds the composite alarm's actions back at each time unit, from 0 on; what does not stand here is free to act. */
  readonly held: Readonly<Record<number, Suppression["by"]>>;
  /** When which actions run. */
  readonly actions: readonly (readonly [at: number, of: "OK" | "ALARM"])[];
}

export const WAIT_UNITS = 2;
export const EXTENSION_UNITS = 3;

export const SUPPRESSION_CASES: readonly SuppressionCase[] = [
  {
    example: "1: actions are not suppressed after WaitPeriod",
    changes: [[2, "composite", "ALARM"]],
    held: { 2: "WaitPeriod", 3: "WaitPeriod" },
    actions: [[4, "ALARM"]],
  },
  {
    example: "2: actions are suppressed by alarm before WaitPeriod expires",
    changes: [
      [2, "composite", "ALARM"],
      [3, "suppressor", "ALARM"],
    ],
    held: { 2: "WaitPeriod", 3: "Alarm", 4: "Alarm", 5: "Alarm", 6: "Alarm", 7: "Alarm", 8: "Alarm", 9: "Alarm" },
    actions: [],
  },
  {
    example: "3: state transition when actions are suppressed by WaitPeriod",
    changes: [
      [2, "composite", "ALARM"],
      [3, "composite", "OK"],
    ],
    held: { 2: "WaitPeriod", 3: "WaitPeriod", 4: "WaitPeriod" },
    actions: [[5, "OK"]],
  },
  {
    example: "4: state transition when actions are suppressed by alarm",
    changes: [
      [1, "suppressor", "ALARM"],
      [2, "composite", "ALARM"],
    ],
    held: { 2: "Alarm", 3: "Alarm", 4: "Alarm", 5: "Alarm", 6: "Alarm", 7: "Alarm", 8: "Alarm", 9: "Alarm" },
    actions: [],
  },
  {
    example: "5: actions are not suppressed after ExtensionPeriod",
    changes: [
      [2, "composite", "ALARM"],
      [3, "suppressor", "ALARM"],
      [6, "suppressor", "OK"],
    ],
    held: {
      ...{ 2: "WaitPeriod", 3: "Alarm", 4: "Alarm", 5: "Alarm" },
      ...{ 6: "ExtensionPeriod", 7: "ExtensionPeriod", 8: "ExtensionPeriod" },
    },
    actions: [[9, "ALARM"]],
  },
  {
    example: "6: state transition when actions are suppressed by ExtensionPeriod",
    changes: [
      [2, "composite", "ALARM"],
      [3, "suppressor", "ALARM"],
      [6, "suppressor", "OK"],
      [7, "composite", "OK"],
    ],
    held: {
      ...{ 2: "WaitPeriod", 3: "Alarm", 4: "Alarm", 5: "Alarm" },
      ...{ 6: "ExtensionPeriod", 7: "WaitPeriod", 8: "WaitPeriod" },
    },
    actions: [[9, "OK"]],
  },
];
