import { type Finding, finding } from "./finding.ts";
import { factsOf, type QualityFacts, type StageFacts } from "./stage-facts.ts";

/** Retries make a duplicate now and then; more come from a producer that sends what was accepted. */
const DUPLICATE_PERCENT = 1;
const DEFAULT_INVALID_PERCENT = 5;

export function judgeQuality(facts: QualityFacts, stage: StageFacts): readonly Finding[] {
  if (!facts.isSetUp) return [];
  const bound = invalidPercentBound(stage);
  const minutes = Math.round(facts.windowSeconds / 60);
  const findings: Finding[] = [];
  const meansSomething = facts.window.landed >= facts.minimumRecords;
  if (meansSomething && facts.invalidPercent > bound) {
    findings.push(
      finding(
        "invalid-records",
        `${facts.invalidPercent.toFixed(1)} % of ${facts.window.landed} records in ${minutes} minutes can't be used; the bound is ${bound} %.`,
        "pipeline query quarantine: each with its reason",
      ),
    );
  }
  if (meansSomething && facts.duplicatePercent > DUPLICATE_PERCENT) {
    findings.push(
      finding(
        "duplicate-records",
        `${facts.duplicatePercent.toFixed(1)} % of ${facts.window.landed} records in ${minutes} minutes were there already; the views show one of each.`,
        "Look for a producer that sends again what was accepted",
      ),
    );
  }
  const all = facts.encodings.reduce((sum, { records }) => sum + records, 0);
  const unknown = facts.encodings.filter(({ isKnown }) => !isKnown).reduce((sum, { records }) => sum + records, 0);
  if (all >= facts.minimumRecords && (100 * unknown) / all > bound) {
    findings.push(
      finding(
        "unknown-encoding",
        `${unknown} of ${all} records of 24 hours came in an encoding that is none of JSON, base64 and hex.`,
        "pipeline query encodings, pipeline doctor",
      ),
    );
  }
  return findings;
}

/** As the stage's alarm on it has it. */
export function invalidPercentBound({ alerts }: StageFacts): number {
  const alarms = factsOf(alerts)?.alarms ?? [];
  return alarms.find(({ name }) => name === "invalid-records")?.threshold ?? DEFAULT_INVALID_PERCENT;
}
