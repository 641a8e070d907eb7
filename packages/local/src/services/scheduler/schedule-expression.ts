import { Cron } from "croner";
import { AwsError } from "../../service.ts";

const UNIT_MS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

const RATE = /^rate\((?<value>[1-9]\d*) (?<unit>minute|hour|day)s?\)$/;
const AT = /^at\((?<time>\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})\)$/;
const CRON = /^cron\((?<fields>[^()]+)\)$/;
/** Highest value of minutes and hours, where AWS's `0/5` means "from 0 on, every fifth". */
const OPEN_STEP_MAXIMA = ["59", "23", "31", "12", "7", "2199"];

/** When a schedule fires, given the time it began. */
export interface ScheduleExpression {
  /**
   * The first time after `after`, both in milliseconds since the epoch; undefined when there is none.
   * @param start when the schedule begins: a rate counts from it.
   */
  next(after: number, start: number): number | undefined;
}

/**
 * Reads `rate(5 minutes)`, `cron(0 10 ? * MON-FRI *)` or `at(2026-11-24T10:00:00)`.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 * @throws {AwsError} ValidationException when it is none of them, or the time zone does not exist.
 */
export function scheduleExpression(text: string, timezone: string): ScheduleExpression {
  const rate = RATE.exec(text)?.groups;
  if (rate) return everyMs(Number(rate.value) * UNIT_MS[rate.unit as keyof typeof UNIT_MS]);
  const at = AT.exec(text)?.groups?.time;
  const fields = CRON.exec(text)?.groups?.fields;
  const pattern = at ?? (fields === undefined ? undefined : cronPattern(fields.trim().split(/\s+/), text));
  if (pattern === undefined) throw invalid("ScheduleExpression", text);
  return byCron(pattern, timezone, text);
}

/** Starts at once, then every `period`: without a StartDate a rate schedule begins when it is made and enabled. */
function everyMs(period: number): ScheduleExpression {
  return {
    next: (after, start) => (after < start ? start : start + (Math.floor((after - start) / period) + 1) * period),
  };
}

function byCron(pattern: string, timezone: string, text: string): ScheduleExpression {
  const cron = parsedCron(pattern, timezone, text);
  return {
    next: (after, start) => cron.nextRun(new Date(Math.max(after, start - 1)))?.getTime(),
  };
}

function parsedCron(pattern: string, timezone: string, text: string): Cron {
  try {
    // AWS counts weekdays from SUN = 1, as Quartz does. A paused Cron has no timer: only its arithmetic is used.
    const cron = new Cron(pattern, {
      timezone,
      mode: pattern.includes("T") ? "auto" : "7-part",
      alternativeWeekdays: true,
      paused: true,
    });
    cron.nextRun(new Date(0));
    return cron;
  } catch (cause) {
    const error = invalid(
      isTimeZone(timezone) ? "ScheduleExpression" : "ScheduleExpressionTimezone",
      isTimeZone(timezone) ? text : timezone,
    );
    error.cause = cause;
    throw error;
  }
}

/** AWS's six fields (minute hour day month weekday year) as croner's seven. */
function cronPattern(fields: readonly string[], text: string): string {
  const [, , day, , weekday] = fields;
  // One of the two day fields must be "?": https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#cron-based
  if (fields.length !== 6 || (day === "?") === (weekday === "?")) throw invalid("ScheduleExpression", text);
  const written = fields.map((field, index) =>
    field
      .replace("?", "*")
      .replace(
        /(^|,)(\d+)\/(\d+)/g,
        (_step, comma, from, step) => `${comma}${from}-${OPEN_STEP_MAXIMA[index]}/${step}`,
      ),
  );
  return `0 ${written.join(" ")}`;
}

function isTimeZone(timezone: string): boolean {
  return timezone === "UTC" || Intl.supportedValuesOf("timeZone").includes(timezone);
}

function invalid(field: string, value: string): AwsError {
  return new AwsError(
    "ValidationException",
    `Invalid Schedule ${field === "ScheduleExpression" ? "Expression" : "Expression Timezone"} ${value}.`,
  );
}
