import type { LocalClock } from "../clock.ts";
import { AwsError } from "../service.ts";
import type { SignedBy } from "./credential-scope.ts";

const MINUTE_MS = 60_000;
const ALLOWED_MINUTES = 5;
/** The APIs of the query protocol take what is a quarter of an hour old. */
const ALLOWED_MINUTES_OF_QUERY = 15;
const QUERY_SERVICES = new Set(["iam", "monitoring", "sns", "sqs", "sts"]);
const TIMESTAMP = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

export interface SigningTime {
  /** Milliseconds since the epoch on the clock on the wall, by which people's programs sign. */
  readonly real: () => number;
  /** The same on the local clock, by which functions here live and so sign. */
  readonly local: () => number;
  /** Local seconds in a real one: an age is of real time. */
  readonly speed: number;
}

export function signingTimeOf(clock: Pick<LocalClock, "now" | "speed">): SigningTime {
  return { real: () => Date.now(), local: () => clock.now(), speed: clock.speed };
}

/**
 * A signature is good for some minutes before and after its time: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
 * Here by either clock, as both sign.
 * @throws {AwsError} IncompleteSignatureException, InvalidSignatureException in AWS's words.
 */
export function verifySigningTime(
  timestamp: string | undefined,
  signedBy: SignedBy,
  { real, local, speed }: SigningTime,
): void {
  const signedAt = timestamp === undefined ? undefined : parse(timestamp);
  if (timestamp === undefined || signedAt === undefined) {
    throw new AwsError(
      "IncompleteSignatureException",
      "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.",
    );
  }
  if (!timestamp.startsWith(signedBy.date)) {
    throw invalid(
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${signedBy.date}' != '${timestamp.slice(0, 8)}', from '${timestamp}'.`,
    );
  }
  const minutes = QUERY_SERVICES.has(signedBy.service) ? ALLOWED_MINUTES_OF_QUERY : ALLOWED_MINUTES;
  const now = real();
  const age = Math.min(Math.abs(now - signedAt), Math.abs(local() - signedAt) / speed);
  if (age <= minutes * MINUTE_MS) return;
  const sign = signedAt < now ? -1 : 1;
  const bound = format(now + sign * minutes * MINUTE_MS);
  const reckoned = `${bound} (${format(now)} ${sign < 0 ? "-" : "+"} ${minutes} min.)`;
  throw invalid(
    sign < 0
      ? `Signature expired: ${timestamp} is now earlier than ${reckoned}`
      : `Signature not yet current: ${timestamp} is still later than ${reckoned}`,
  );
}

function parse(timestamp: string): number | undefined {
  const parts = TIMESTAMP.exec(timestamp);
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second] = parts.map(Number);
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second);
}

function format(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
}

function invalid(message: string): AwsError {
  return new AwsError("InvalidSignatureException", message, 403);
}
