import type { Hop } from "./stage-facts.ts";

/** From the best to the worst. `idle`: nothing is wrong and nothing is going on. `unknown`: it could not be read. */
const VERDICTS = ["healthy", "idle", "unknown", "degraded", "broken"] as const;

export type Verdict = (typeof VERDICTS)[number];

/** The higher, the worse. */
export function severity(verdict: Verdict): number {
  return VERDICTS.indexOf(verdict);
}

export interface StatusRule {
  readonly hop: Hop | "any";
  readonly verdict: Exclude<Verdict, "healthy">;
  /** When it is found, as the help says it. */
  readonly when: string;
}

/** Every rule by which a hop is judged: a hop is as bad as the worst that is found of it, a stage as its worst hop. */
export const STATUS_RULES = {
  unreadable: rule("any", "unknown", "it can't be read, for example for want of a permission"),

  "producer-missing": rule("producer", "broken", "its schedule is not there"),
  "producer-off": rule("producer", "idle", "its schedule is off"),
  "producer-silent": rule("producer", "broken", "on for three intervals, and no record came in"),
  "producer-failing": rule("producer", "broken", "every batch of the last three intervals failed"),
  "producer-errors": rule("producer", "degraded", "some of them failed"),
  "records-given-up": rule("producer", "degraded", "readings were given up after all retries"),

  "stream-missing": rule("stream", "broken", "the stream is not there"),
  "stream-not-active": rule("stream", "degraded", "it is not ACTIVE"),
  "write-throttled": rule("stream", "degraded", "records of the last 15 minutes were refused for a shard's limits"),
  "records-expiring": rule("stream", "degraded", "its reader is behind by half of the retention or more"),
  "records-lost": rule("stream", "broken", "its reader is behind by nine tenths of the retention or more"),

  "not-set-up": rule("view", "idle", "set-up has not run, and no records come in"),
  "not-set-up-receiving": rule("view", "degraded", "set-up has not run, and records come in that expire"),
  "refresh-off": rule("view", "idle", "nothing refreshes the view, and no records come in"),
  "refresh-off-receiving": rule("view", "degraded", "nothing refreshes the view, and records come in"),
  "refresh-failed": rule("view", "degraded", "the last refresh failed"),
  "refresh-failing": rule("view", "broken", "the last three refreshes failed"),
  "data-stale": rule("view", "degraded", "records wait for longer than the stage's bound of freshness"),
  "data-stuck": rule("view", "broken", "records wait for longer than three times that"),
  "records-skipped": rule("view", "degraded", "Redshift skipped records in the last 24 hours"),

  "invalid-records": rule("quality", "degraded", "the share that can't be used is above the bound of its alarm"),
  "duplicate-records": rule("quality", "degraded", "more than 1 % of the records are duplicates"),
  "unknown-encoding": rule("quality", "degraded", "more than that bound came in no known encoding in 24 hours"),

  "alerts-missing": rule("alerts", "broken", "their schedule is not there"),
  "alerts-off": rule("alerts", "idle", "their schedule is off, and no records come in"),
  "alerts-off-receiving": rule("alerts", "degraded", "their schedule is off, and records come in"),
  "alerts-silent": rule("alerts", "broken", "on for three intervals, and no evaluation was published"),
  "alerts-errors": rule("alerts", "degraded", "an evaluation of the last three intervals failed"),
  "alarm-raised": rule(
    "alerts",
    "degraded",
    "an alarm on the pipeline itself is in ALARM (sensors' alarms don't count)",
  ),

  "setup-machine-missing": rule("owner", "broken", "the set-up's state machine is not there"),
  "setup-failed": rule("owner", "degraded", "the last set-up failed, and an earlier one stands"),
  "setup-never-succeeded": rule("owner", "broken", "the last set-up failed, and there are no views"),
  "refresh-execution-failed": rule("owner", "degraded", "the last execution of the refresh failed"),
} as const satisfies Readonly<Record<string, StatusRule>>;

export type RuleName = keyof typeof STATUS_RULES;

function rule<Of extends StatusRule["hop"], As extends StatusRule["verdict"]>(hop: Of, verdict: As, when: string) {
  return { hop, verdict, when } as const;
}
