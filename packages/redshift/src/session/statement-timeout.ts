import type { Clock } from "../clock.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { SessionSettings } from "./session-settings.ts";

/** A signal that aborts when `signal` does, or when a statement has run longer than `statement_timeout` allows. */
export interface TimedSignal {
  readonly signal: AbortSignal;
  /** The statement has ended. */
  stop(): void;
}

/** `statement_timeout`, in milliseconds: https://docs.aws.amazon.com/redshift/latest/dg/r_statement_timeout.html */
export function timed(settings: SessionSettings, clock: Clock, signal: AbortSignal): TimedSignal {
  const milliseconds = Number(settings.get("statement_timeout"));
  if (milliseconds === 0) return { signal, stop: () => undefined };
  const timeout = new AbortController();
  const over = new AbortController();
  void clock
    .sleep(milliseconds, over.signal)
    .then(() => timeout.abort())
    .catch(() => undefined);
  return { signal: AbortSignal.any([signal, timeout.signal]), stop: () => over.abort() };
}

/** What a statement that was cancelled, or ran out of time, fails with. @param reason the message CANCEL gave, as an error */
export function cancelled(pid: number, reason: unknown, cause: unknown): SqlError {
  if (reason instanceof SqlError) return reason;
  return new SqlError("57014", `Query (${pid}) cancelled on user's request`, {}, { cause });
}
