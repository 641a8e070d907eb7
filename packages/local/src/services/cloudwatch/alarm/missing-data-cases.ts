import type { AlarmState, MissingDataTreatment } from "./evaluate-alarm.ts";

/** "Retain current state". */
export type Outcome = AlarmState | "retain";

/** A row of AWS's tables: 0 is within the threshold, X breaches it, - is missing; the newest stands last. EvaluationPeriods is 3. */
export interface MissingDataCase {
  readonly source: string;
  readonly datapointsToAlarm: number;
  readonly points: string;
  /** How many of the three are filled in. */
  readonly filled: number;
  readonly outcomes: Readonly<Record<MissingDataTreatment, Outcome>>;
}

const PAGE = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html";
/** The same page before 2020: rows that it has no more, and that nothing on it contradicts. */
const EARLIER =
  "https://github.com/awsdocs/amazon-cloudwatch-user-guide/commits/main/doc_source/AlarmThatSendsEmail.md";

export const MISSING_DATA_CASES: readonly MissingDataCase[] = [
  ...table(PAGE, 3, [
    ["0 - X - X", 0, "OK", "OK", "OK", "OK"],
    ["0 - - - -", 2, "OK", "OK", "OK", "OK"],
    ["- - - - -", 3, "INSUFFICIENT_DATA", "retain", "ALARM", "OK"],
    ["0 X X - X", 0, "ALARM", "ALARM", "ALARM", "ALARM"],
    ["- - X - -", 2, "ALARM", "retain", "ALARM", "OK"],
  ]),
  ...table(PAGE, 2, [
    ["0 - X - X", 0, "ALARM", "ALARM", "ALARM", "ALARM"],
    ["0 0 X 0 X", 0, "ALARM", "ALARM", "ALARM", "ALARM"],
    ["0 - X - -", 1, "OK", "OK", "ALARM", "OK"],
    ["- - - - 0", 2, "OK", "OK", "ALARM", "OK"],
    ["- - - X -", 2, "ALARM", "retain", "ALARM", "OK"],
  ]),
  ...table(EARLIER, 3, [
    ["- - - - X", 2, "INSUFFICIENT_DATA", "retain", "ALARM", "OK"],
    ["X - - - -", 2, "ALARM", "retain", "ALARM", "OK"],
  ]),
];

type Row = readonly [points: string, filled: number, Outcome, Outcome, Outcome, Outcome];

function table(source: string, datapointsToAlarm: number, rows: readonly Row[]): readonly MissingDataCase[] {
  return rows.map(([points, filled, missing, ignore, breaching, notBreaching]) => ({
    ...{ source, datapointsToAlarm, points, filled },
    outcomes: { missing, ignore, breaching, notBreaching },
  }));
}
