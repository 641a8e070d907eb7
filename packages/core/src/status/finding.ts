import { type RuleName, STATUS_RULES, severity, type Verdict } from "./status-rules.ts";

/** A rule that was found true of a hop. */
export interface Finding {
  readonly rule: RuleName;
  readonly verdict: Verdict;
  /** What was seen, with its figures. */
  readonly reason: string;
  /** What to do about it. */
  readonly advice: string;
}

export function finding(rule: RuleName, reason: string, advice: string): Finding {
  return { rule, verdict: STATUS_RULES[rule].verdict, reason, advice };
}

/** The worst of them; healthy where there are none. */
export function worstOf(verdicts: readonly Verdict[]): Verdict {
  return verdicts.reduce<Verdict>(
    (worst, verdict) => (severity(verdict) > severity(worst) ? verdict : worst),
    "healthy",
  );
}
