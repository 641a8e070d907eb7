import type { StageNames } from "../names.ts";
import { type Finding, finding } from "./finding.ts";
import { factsOf, type OwnerFacts, type StageFacts } from "./stage-facts.ts";

const UNSUCCESSFUL = ["FAILED", "TIMED_OUT", "ABORTED"];

export function judgeOwner({ setup, refresh }: OwnerFacts, stage: StageFacts, names: StageNames): readonly Finding[] {
  const findings: Finding[] = [];
  if (setup === "missing") {
    findings.push(
      finding(
        "setup-machine-missing",
        `There is no state machine ${names.setupMachine}.`,
        `Deploy the stage: npx sst deploy --stage ${names.stage}`,
      ),
    );
  } else if (setup !== "none" && UNSUCCESSFUL.includes(setup.status)) {
    const isSetUp = factsOf(stage.view)?.isSetUp === true;
    findings.push(
      finding(
        isSetUp ? "setup-failed" : "setup-never-succeeded",
        `The last set-up ended ${setup.status}.`,
        "pipeline setup --status says why; it may be started again",
      ),
    );
  }
  if (typeof refresh === "object" && UNSUCCESSFUL.includes(refresh.status)) {
    findings.push(
      finding(
        "refresh-execution-failed",
        `The last execution of ${names.refreshMachine} ended ${refresh.status}.`,
        "pipeline doctor",
      ),
    );
  }
  return findings;
}
