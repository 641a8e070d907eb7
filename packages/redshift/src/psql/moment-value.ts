/** Dates and timestamps in binary: days, or microseconds, since 2000-01-01 in whole numbers (`integer_datetimes` is on). */

const DAY_MS = 86_400_000;
const EPOCH_MS = Date.UTC(2000, 0, 1);
const INFINITE = { infinity: 0x7fffffffffffffffn, "-infinity": -0x8000000000000000n } as const;

/** @param text `2026-01-31`, or with BC after it */
export function encodeDate(text: string): Buffer | undefined {
  const bytes = Buffer.alloc(4);
  if (text === "infinity" || text === "-infinity") {
    bytes.writeInt32BE(text === "infinity" ? 0x7fffffff : -0x80000000);
    return bytes;
  }
  const day = dayOf(text);
  if (day === undefined) return undefined;
  bytes.writeInt32BE((day.getTime() - EPOCH_MS) / DAY_MS);
  return bytes;
}

/** @param text `2026-01-31 10:00:00.123456`, with `+02` or `+05:30` after it where there is a zone */
export function encodeTimestamp(text: string): Buffer | undefined {
  const bytes = Buffer.alloc(8);
  if (text === "infinity" || text === "-infinity") {
    bytes.writeBigInt64BE(INFINITE[text]);
    return bytes;
  }
  const found = /^(\S+) (\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?(?:([+-])(\d\d)(?::(\d\d))?)?( BC)?$/.exec(text);
  if (found === null) return undefined;
  const [, date = "", hour, minute, second, fraction = "", sign, zoneHour = "0", zoneMinute = "0", era = ""] = found;
  const day = dayOf(`${date}${era}`);
  if (day === undefined) return undefined;
  const ahead = (Number(zoneHour) * 60 + Number(zoneMinute)) * (sign === "-" ? -1 : 1);
  const seconds = (Number(hour) * 60 + Number(minute) - ahead) * 60 + Number(second);
  const micros = BigInt(day.getTime() - EPOCH_MS) * 1000n + BigInt(seconds) * 1_000_000n;
  bytes.writeBigInt64BE(micros + BigInt(fraction.padEnd(6, "0")));
  return bytes;
}

/** @returns `2026-01-31`; undefined when the bytes are no date */
export function decodeDate(bytes: Buffer): string | undefined {
  if (bytes.length !== 4) return undefined;
  const days = bytes.readInt32BE();
  if (days === 0x7fffffff) return "infinity";
  if (days === -0x80000000) return "-infinity";
  return dateText(EPOCH_MS + days * DAY_MS);
}

/** @returns `2026-01-31 10:00:00.123456`, in UTC; undefined when the bytes are no timestamp */
export function decodeTimestamp(bytes: Buffer): string | undefined {
  if (bytes.length !== 8) return undefined;
  const micros = bytes.readBigInt64BE();
  if (micros === INFINITE.infinity) return "infinity";
  if (micros === INFINITE["-infinity"]) return "-infinity";
  const dayMicros = BigInt(DAY_MS) * 1000n;
  const rest = ((micros % dayMicros) + dayMicros) % dayMicros;
  const date = dateText(EPOCH_MS + Number((micros - rest) / 1000n));
  const two = (value: bigint) => String(value).padStart(2, "0");
  const seconds = rest / 1_000_000n;
  const clock = [seconds / 3600n, (seconds / 60n) % 60n, seconds % 60n].map(two).join(":");
  return date === undefined ? undefined : `${date} ${clock}.${String(rest % 1_000_000n).padStart(6, "0")}`;
}

function dayOf(text: string): Date | undefined {
  const found = /^(\d{4,})-(\d\d)-(\d\d)( BC)?$/.exec(text);
  if (found === null) return undefined;
  const [, year, month, day, era] = found;
  const date = new Date(EPOCH_MS);
  date.setUTCFullYear(era === undefined ? Number(year) : 1 - Number(year), Number(month) - 1, Number(day));
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function dateText(milliseconds: number): string | undefined {
  const date = new Date(milliseconds);
  if (Number.isNaN(date.getTime())) return undefined;
  const year = date.getUTCFullYear();
  const [shown, era] = year > 0 ? [year, ""] : [1 - year, " BC"];
  const two = (value: number) => String(value).padStart(2, "0");
  return `${String(shown).padStart(4, "0")}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}${era}`;
}
