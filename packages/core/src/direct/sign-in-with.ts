import type { StateMachineDefinition } from "../setup/states-language.ts";

/** The definition with another secret for its statements to sign in with. */
export function signInWith(secretArn: string, definition: StateMachineDefinition): StateMachineDefinition {
  const States = Object.entries(definition.States).map(([name, state]) => {
    if (state.Type !== "Task" || !("SecretArn" in state.Parameters)) return [name, state] as const;
    return [name, { ...state, Parameters: { ...state.Parameters, SecretArn: secretArn } }] as const;
  });
  return { ...definition, States: Object.fromEntries(States) };
}
