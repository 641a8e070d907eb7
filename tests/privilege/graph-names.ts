import type { Graph } from "../../packages/local/src/graph/graph.ts";

interface WithGraph {
  readonly graph: Graph;
}

/** Names of the stage's schedules. */
export function scheduleNames(stage: WithGraph): readonly string[] {
  return namesOf(stage, "aws:scheduler/schedule:Schedule");
}

/** Names of the stage's state machines. */
export function machineNames(stage: WithGraph): readonly string[] {
  return namesOf(stage, "aws:sfn/stateMachine:StateMachine");
}

/** Names of the stage's roles. */
export function roleNames(stage: WithGraph): readonly string[] {
  return namesOf(stage, "aws:iam/role:Role");
}

function namesOf({ graph }: WithGraph, wanted: string): readonly string[] {
  return graph.resources.filter(({ type }) => type === wanted).map(({ inputs }) => String(inputs.name));
}
