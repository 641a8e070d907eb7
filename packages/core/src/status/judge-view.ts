import type { StageNames } from "../names.ts";
import { type Finding, finding } from "./finding.ts";
import { isReceiving, type StageFacts, type ViewFacts, type ViewState } from "./stage-facts.ts";

const FAILING_RUNS = 3;
const STUCK_FACTOR = 3;

export function judgeView(facts: ViewFacts, stage: StageFacts, names: StageNames): readonly Finding[] {
  const receives = isReceiving(stage);
  if (!facts.isSetUp) {
    return [
      finding(
        receives ? "not-set-up-receiving" : "not-set-up",
        receives ? "Records come in and no view lands them: they expire." : "The warehouse has no views yet.",
        "pipeline setup",
      ),
    ];
  }
  const isRefreshed = facts.refresh.mode === "auto" || facts.refresh.schedule?.isOn === true;
  const findings = isRefreshed ? staleness(facts) : [refreshOff(facts, receives)];
  const [last] = facts.refresh.latest;
  if (last?.hasFailed) {
    const failing = facts.refresh.latest.slice(0, FAILING_RUNS);
    const isFailing = failing.length === FAILING_RUNS && failing.every(({ hasFailed }) => hasFailed);
    findings.push(
      finding(
        isFailing ? "refresh-failing" : "refresh-failed",
        `${isFailing ? `The last ${FAILING_RUNS} refreshes failed` : "The last refresh failed"}: ${last.status}`,
        `pipeline doctor; the execution of ${names.refreshMachine} has Redshift's whole error`,
      ),
    );
  }
  if (facts.skipped > 0) {
    findings.push(
      finding(
        "records-skipped",
        `Redshift skipped ${facts.skipped} records in the last 24 hours.`,
        "SYS_STREAM_SCAN_ERRORS says which and why; records above the column's size are",
      ),
    );
  }
  return findings;
}

function staleness({ freshnessSeconds, freshnessThresholdSeconds: bound }: ViewState): Finding[] {
  if (freshnessSeconds <= bound) return [];
  return [
    finding(
      freshnessSeconds > STUCK_FACTOR * bound ? "data-stuck" : "data-stale",
      `Records that came in ${Math.round(freshnessSeconds)} s ago are not visible; the stage's bound is ${bound} s.`,
      "pipeline doctor",
    ),
  ];
}

function refreshOff({ refresh }: ViewState, receives: boolean): Finding {
  const what =
    refresh.schedule === undefined ? "Nothing refreshes the view" : `The schedule ${refresh.schedule.name} is off`;
  return receives
    ? finding("refresh-off-receiving", `${what}, and records come in that stay unseen.`, "pipeline resume")
    : finding("refresh-off", `${what}.`, "Switch it on when it is wanted: pipeline resume");
}
