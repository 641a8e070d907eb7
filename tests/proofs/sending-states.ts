import type { StateMachineDefinition } from "@sensor-pipeline/core/setup/states-language";

/** Of the states that an execution entered, those that send statements, in their order: a state's name is its statement's. */
export function sendingStates(definition: StateMachineDefinition, entered: readonly string[]): readonly string[] {
  return entered.filter((name) => {
    const state = definition.States[name];
    return state?.Type === "Task" && "StatementName" in state.Parameters;
  });
}
