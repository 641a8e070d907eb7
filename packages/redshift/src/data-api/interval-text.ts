const CLOCK = String.raw`(?<hours>\d+):(?<minutes>\d+):(?<seconds>\d+(?:\.\d+)?)`;
const unit = (name: string, word: string): string => `(?:(?<${name}>[+-]?[\\d.]+) ${word}s? ?)?`;
const UNITS = [unit("years", "year"), unit("months", "mon"), unit("days", "day")].join("");
const SMALL_UNITS = [unit("hours", "hour"), unit("minutes", "min"), unit("seconds", "sec")].join("");

/** How PostgreSQL writes intervals: `1 year 2 mons -3 days +04:05:06.7`, `@ 1 year 2 mons ago`, `1-2`, `-3 4:05:06.7`. */
const STYLES: Readonly<Record<string, RegExp>> = {
  postgres: new RegExp(`^(?=.)${UNITS}(?:(?<sign>[+-]?)${CLOCK})?$`),
  verbose: new RegExp(`^@ (?:0|${UNITS}${SMALL_UNITS})(?<ago>ago)?$`),
  months: /^(?<yearsAll>[+-]?)(?<years>\d+)-(?<months>\d+)$/,
  standard: new RegExp(`^(?:0|(?<all>-?)(?:(?<days>\\d+) )?${CLOCK})$`),
};

const MICROSECONDS_OF_DAY = 86_400_000_000n;

interface Interval {
  readonly months: number;
  /** Days, of 24 hours each, included. */
  readonly microseconds: bigint;
}

/** `1 years 2 mons`, as a driver of Amazon's shows INTERVAL YEAR TO MONTH. https://docs.aws.amazon.com/redshift/latest/dg/r_interval_data_types.html */
export function yearsToMonths(text: string): string {
  const { months } = parse(text);
  return `${Math.trunc(months / 12)} years ${months % 12} mons`;
}

/** `1 days 2 hours 3 mins 4.5 secs`, as a driver of Amazon's shows INTERVAL DAY TO SECOND. */
export function daysToSeconds(text: string): string {
  const { microseconds } = parse(text);
  const negative = microseconds < 0n;
  const size = negative ? -microseconds : microseconds;
  const sign = (value: bigint): string => (negative && value > 0n ? `-${value}` : `${value}`);
  const seconds = (size / 1_000_000n) % 60n;
  const fraction = String(size % 1_000_000n)
    .padStart(6, "0")
    .replace(/0{1,5}$/, "");
  const minus = negative && (seconds > 0n || /[1-9]/.test(fraction)) ? "-" : "";
  return (
    `${sign(size / MICROSECONDS_OF_DAY)} days ${sign((size / 3_600_000_000n) % 24n)} hours ` +
    `${sign((size / 60_000_000n) % 60n)} mins ${minus}${seconds}.${fraction} secs`
  );
}

/** The same interval with whole days counted as days: 36 hours are `1 day 12:00:00`. In other styles than `postgres` it is left as it is. */
export function withDays(text: string): string {
  if (!STYLES.postgres?.test(text)) return text;
  const { months, microseconds } = parse(text);
  const rest = microseconds % MICROSECONDS_OF_DAY;
  const size = rest < 0n ? -rest : rest;
  const days = microseconds / MICROSECONDS_OF_DAY;
  const counted = [
    [Math.trunc(months / 12), "year"],
    [months % 12, "mon"],
    [Number(days), "day"],
  ] as const;
  const words: string[] = [];
  let before = 0;
  for (const [count, unit] of counted) {
    if (count === 0) continue;
    words.push(`${before < 0 && count > 0 ? "+" : ""}${count} ${unit}${count === 1 ? "" : "s"}`);
    before = count;
  }
  if (size === 0n && words.length > 0) return words.join(" ");
  const two = (value: bigint): string => String(value).padStart(2, "0");
  const fraction =
    size % 1_000_000n === 0n
      ? ""
      : `.${String(size % 1_000_000n)
          .padStart(6, "0")
          .replace(/0+$/, "")}`;
  const sign = rest < 0n ? "-" : before < 0 ? "+" : "";
  const clock = `${two(size / 3_600_000_000n)}:${two((size / 60_000_000n) % 60n)}:${two((size / 1_000_000n) % 60n)}`;
  return [...words, `${sign}${clock}${fraction}`].join(" ");
}

/** @throws {RangeError} for a text that is no interval in one of PostgreSQL's styles */
function parse(text: string): Interval {
  const [style = "", pattern] = Object.entries(STYLES).find(([, candidate]) => candidate.test(text)) ?? [];
  const found = pattern?.exec(text)?.groups;
  if (found === undefined) throw new RangeError(`not an interval: ${text}`);
  const number = (name: string): bigint => BigInt((found[name] ?? "0").replace("+", ""));
  const seconds = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(found.seconds ?? "0") ?? [];
  const fraction = BigInt((seconds[2] ?? "0") + (seconds[3] ?? "").padEnd(6, "0"));
  const clock = (number("hours") * 60n + number("minutes")) * 60_000_000n;
  // The clock's sign is its own, the verbose style has one at each part and `ago` for all.
  const time = style === "verbose" ? clock + (seconds[1] === "-" ? -fraction : fraction) : clock + fraction;
  const days = number("days") * MICROSECONDS_OF_DAY;
  const whole = found.ago !== undefined || found.all === "-" ? -1n : 1n;
  const months = Number(number("years") * 12n) + Number(number("months"));
  return {
    months: months * (found.yearsAll === "-" ? -1 : Number(whole)),
    microseconds: whole * (days + (found.sign === "-" ? -time : time)),
  };
}
