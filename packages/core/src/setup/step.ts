import type { States } from "./states-language.ts";

/** Some states that do one thing and then go on: `start` is the first of them. */
export interface Step {
  readonly start: string;
  readonly states: (next: string) => States;
}

/** The states of all steps, each going on to the one after it and the last to `end`. */
export function chain(steps: readonly Step[], end: string): States {
  return Object.assign({}, ...steps.map((step, index) => step.states(steps[index + 1]?.start ?? end)));
}

/** Steps in their order as one. */
export function inOrder(first: Step, ...others: readonly Step[]): Step {
  return { start: first.start, states: (next) => chain([first, ...others], next) };
}
