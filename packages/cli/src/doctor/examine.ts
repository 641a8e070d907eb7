import { explainError } from "../command/explain-error.ts";
import { CannotTellError, type Check, type CheckResult, NotAllowedError } from "./check.ts";
import type { CheckId } from "./check-ids.ts";
import type { Examination } from "./examination.ts";

/**
 * Runs checks, each as soon as those it needs have ended; one whose needs found nothing to look at is skipped.
 * Results come in the order of `checks`. @throws what is a fault of a check
 */
export async function examine(
  checks: readonly Check[],
  examination: Examination,
  onResult: (result: CheckResult) => void = () => undefined,
): Promise<readonly CheckResult[]> {
  const running = new Map<CheckId, Promise<CheckResult>>();
  for (const check of checks) {
    const needed = check.needs.flatMap((id) => running.get(id) ?? []);
    const result = runAfter(needed, check, examination);
    running.set(check.id, result);
    // A failure is thrown below; here it has nothing to report.
    void result.then(onResult, () => undefined);
  }
  return Promise.all(running.values());
}

/** With all that they need, in their order. */
export function withNeeds(checks: readonly Check[], ids: readonly CheckId[]): readonly Check[] {
  const wanted = new Set<CheckId>(ids);
  for (const { id, needs } of checks.toReversed()) {
    if (wanted.has(id)) for (const need of needs) wanted.add(need);
  }
  return checks.filter(({ id }) => wanted.has(id));
}

async function runAfter(
  needed: readonly Promise<CheckResult>[],
  { id, run }: Check,
  examination: Examination,
): Promise<CheckResult> {
  const blocking = (await Promise.all(needed)).find(isBlocking);
  if (blocking)
    return { id, outcome: "skipped", because: blocking.outcome === "skipped" ? blocking.because : blocking.id };
  try {
    const findings = await run(examination);
    if (findings.length === 0) return { id, outcome: "ok", findings: [] };
    const isProblem = findings.some(({ severity }) => severity === "problem");
    return { id, outcome: isProblem ? "problem" : "warning", findings };
  } catch (error) {
    return unknown(id, error, examination);
  }
}

function isBlocking(result: CheckResult): boolean {
  if (result.outcome === "skipped") return true;
  return "findings" in result && result.findings.some(({ blocks }) => blocks === true);
}

function unknown(id: CheckId, error: unknown, { signal }: Examination): CheckResult {
  if (signal.aborted) throw error;
  if (error instanceof NotAllowedError) {
    return { id, outcome: "unknown", reason: error.message, missing: error.missing };
  }
  if (error instanceof CannotTellError) return { id, outcome: "unknown", reason: error.message };
  const explained = explainError(error);
  if (explained === undefined) throw error;
  return { id, outcome: "unknown", reason: explained.message };
}
