/** How CloudWatch writes numbers and times in its texts. */

/** `2026-11-23T17:04:40.989+0000`: alarm messages and StateReasonData. */
export function awsTime(at: number): string {
  return new Date(at).toISOString().replace("Z", "+0000");
}

/** `23/11/26 16:59:00`: datapoints in a StateReason. */
export function reasonTime(at: number): string {
  const [date = "", time = ""] = new Date(at).toISOString().split("T");
  const [year = "", month = "", day = ""] = date.split("-");
  return `${day}/${month}/${year.slice(2)} ${time.slice(0, 8)}`;
}

/** `Friday 14 August, 2026 01:59:00 UTC`: the StateReason of a composite alarm. */
export function longTime(at: number): string {
  const date = new Date(at);
  const part = (options: Intl.DateTimeFormatOptions) => date.toLocaleString("en-GB", { ...options, timeZone: "UTC" });
  const day = `${part({ weekday: "long" })} ${part({ day: "2-digit" })} ${part({ month: "long" })}, ${part({ year: "numeric" })}`;
  return `${day} ${date.toISOString().slice(11, 19)} UTC`;
}

/** A double as Java writes it, because CloudWatch's texts do: `50.0`, `1.5E7`. */
export function javaDouble(value: number): string {
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-3 && size < 1e7)) return Number.isInteger(value) ? `${value}.0` : `${value}`;
  const [mantissa = "", exponent = ""] = value.toExponential().split("e");
  return `${mantissa.includes(".") ? mantissa : `${mantissa}.0`}E${Number(exponent)}`;
}
