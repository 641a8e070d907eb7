import { dataApiTask } from "./data-api-task.ts";
import { type FailureStates, failure } from "./failure-states.ts";
import type { Condition, Payload, States } from "./states-language.ts";
import type { Step } from "./step.ts";

/** Where the answers lie in a state's data, one object by question. */
export const FOUND = "$.found";

export interface Answer {
  /** What is read, as a person sees it in the list of states. */
  readonly title: string;
  /** Key under `$.found`. */
  readonly key: string;
  /** Which statement of the batch, from 1; undefined for a statement that ran by itself. */
  readonly index?: number;
  /** What of the result is kept: paths into GetStatementResult's answer, and intrinsic functions of them. */
  readonly selector: Payload;
}

/** The cell of a result that has at least that row, as an intrinsic function can take it. */
export function cell(row: number, column: number, type: "StringValue" | "LongValue"): string {
  return `$.Records[${row}][${column}].${type}`;
}

/** Reads results of the statement in `$.statement`, which has ended, into `$.found`. */
export function readAnswers(answers: readonly [Answer, ...Answer[]], failures: FailureStates): Step {
  const refused = `${answers[0].title}: refused`;
  return {
    start: answers[0].title,
    states: (next) => {
      const states: Record<string, States[string]> = {};
      for (const [position, { title, key, index, selector }] of answers.entries())
        states[title] = dataApiTask("getStatementResult", {
          parameters: {
            "Id.$": index === undefined ? "$.statement.Id" : `States.Format('{}:${index}', $.statement.Id)`,
          },
          result: selector,
          resultPath: `${FOUND}.${key}`,
          onError: refused,
          next: answers[position + 1]?.title ?? next,
        });
      states[refused] = failure(
        "ResultNotRead",
        "States.Format('{}: the result of statement {}, of the state {}, could not be read. Nothing was changed by that: start it again. {}: {}', $.statement.File, $.statement.Id, $.statement.State, $.caught.Error, $.caught.Cause)",
        failures.end,
      );
      return states;
    },
  };
}

/** Whether the answer's number is above zero. */
export function isFound(path: string): Condition {
  return { Variable: `${FOUND}.${path}`, NumericGreaterThan: 0 };
}
