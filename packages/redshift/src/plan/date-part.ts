import { SqlError } from "../sql/sql-error.ts";

/** Every date part with its spellings. `m` is minutes. https://docs.aws.amazon.com/redshift/latest/dg/r_Dateparts_for_datetime_functions.html */
const SPELLINGS: Readonly<Record<string, string>> = {
  millennium: "millennium millennia mil mils",
  century: "century centuries c cent cents",
  decade: "decade decades dec decs",
  epoch: "epoch",
  year: "year years y yr yrs",
  quarter: "quarter quarters qtr qtrs",
  month: "month months mon mons",
  week: "week weeks w",
  dow: "dow dayofweek dw weekday",
  doy: "doy dayofyear dy yearday",
  day: "day days d",
  hour: "hour hours h hr hrs",
  minute: "minute minutes m min mins",
  second: "second seconds s sec secs",
  millisecond: "millisecond milliseconds ms msec msecs msecond mseconds millisec millisecs millisecon",
  microsecond: "microsecond microseconds microsec microsecs usec usecs us usecond useconds microsecon",
  timezone: "timezone",
  timezone_hour: "timezone_hour",
  timezone_minute: "timezone_minute",
};

const PARTS: ReadonlyMap<string, string> = new Map(
  Object.entries(SPELLINGS).flatMap(([part, spellings]) => spellings.split(" ").map((spelling) => [spelling, part])),
);

/** The canonical name of a date part. @throws SqlError for one Redshift does not know, or the function does not take. */
export function datePart(
  written: string,
  functionName: string,
  position: number,
  refused: readonly string[] = [],
): string {
  const part = PARTS.get(written.toLowerCase());
  if (part === undefined || refused.includes(part)) {
    throw new SqlError("22023", `invalid date part "${written}" for ${functionName}`, { position });
  }
  return part;
}
