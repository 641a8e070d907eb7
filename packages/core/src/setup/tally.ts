import type { Payload, State } from "./states-language.ts";

/** What can become of an object. */
export type Outcome = "created" | "existed" | "replaced";

export const OUTCOMES: readonly Outcome[] = ["created", "existed", "replaced"];

/**
 * Lists of names in a state's data. JSONPath has no way to append to a list, so each is the text of a JSON list without its
 * brackets, and the comma that the next name needs.
 */
export const EMPTY_TALLY: Payload = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, { list: "", comma: "" }]));

/** The state that notes what became of `name`, which is an identifier. */
export function note(outcome: Outcome, name: string, next: string): State {
  return {
    Type: "Pass",
    Parameters: {
      "list.$": `States.Format('{}{}"${name}"', $.${outcome}.list, $.${outcome}.comma)`,
      comma: ",",
    },
    ResultPath: `$.${outcome}`,
    Next: next,
  };
}

/** The lists as lists, for an execution's output. */
export const TALLY_OUTPUT: Payload = Object.fromEntries(
  OUTCOMES.map((outcome) => [`${outcome}.$`, `States.StringToJson(States.Format('[{}]', $.${outcome}.list))`]),
);
