import { autoRefreshSteps } from "./auto-refresh-steps.ts";
import { DEPLOY_STEPS } from "./deploy-steps.ts";
import { FUNCTION_STEPS } from "./function-steps.ts";
import { ownerSteps } from "./owner-steps.ts";
import type { ProofStage } from "./proof-stage.ts";
import { READER_STEPS } from "./reader-steps.ts";
import { scheduleSteps } from "./schedule-steps.ts";
import { STATEMENT_STEPS } from "./statement-steps.ts";
import type { Step } from "./step.ts";

/**
 * The life of a stage, in its order: what it has of state machines and schedules decides which steps there are.
 * @throws {Error} naming a state machine or schedule of the graph that no step knows
 */
export function stageSteps(stage: Pick<ProofStage, "graph" | "names">): readonly Step[] {
  return [
    ...DEPLOY_STEPS,
    ...ownerSteps(stage),
    ...FUNCTION_STEPS,
    ...autoRefreshSteps(stage),
    ...STATEMENT_STEPS,
    ...scheduleSteps(stage),
    ...READER_STEPS,
  ];
}
