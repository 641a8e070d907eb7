import type { States } from "./states-language.ts";

/** Where every failed statement, refused call and found difference ends. */
export interface FailureStates {
  /** With a statement's description in `$.described`. */
  readonly statementFailed: string;
  /** With an error in `$.caught` from a call about a statement that was accepted. */
  readonly lookFailed: string;
  /** With `$.failure` as `{ Error, Cause }`. */
  readonly end: string;
  readonly states: States;
}

/**
 * The states that end an execution with an Error and a Cause that names the statement's file, the state, its id, Redshift's own
 * words, and what to do. They find the file, state and id in `$.statement`.
 * @param title what failed, such as `Set-up`.
 */
export function failureStates(title: string): FailureStates {
  const end = `${title} failed`;
  const statementFailed = "Which error?";
  const lookFailed = "The statement can't be followed";
  const withError = "Redshift refused the statement";
  const withoutError = "The statement ended without an error text";
  return {
    statementFailed,
    lookFailed,
    end,
    states: {
      [statementFailed]: {
        Type: "Choice",
        Choices: [{ Variable: "$.described.Error", IsPresent: true, Next: withError }],
        Default: withoutError,
      },
      [withError]: failure(
        "StatementFailed",
        "States.Format('{} failed, in the state {}, statement {}. Mend it and start again: it goes on from there. {}', $.statement.File, $.statement.State, $.statement.Id, $.described.Error)",
        end,
      ),
      // The description of a batch has the error beside the statement that failed.
      [withoutError]: failure(
        "StatementFailed",
        "States.Format('{} ended as {}, in the state {}, statement {}. Start it again: it goes on from there. {}', $.statement.File, $.described.Status, $.statement.State, $.statement.Id, States.JsonToString($.described))",
        end,
      ),
      [lookFailed]: failure(
        "StatementNotFollowed",
        "States.Format('{} was started as statement {}, in the state {}, and the Data API can not say how it ended. Start it again: it looks first and goes on from there. {}: {}', $.statement.File, $.statement.Id, $.statement.State, $.caught.Error, $.caught.Cause)",
        end,
      ),
      [end]: { Type: "Fail", ErrorPath: "$.failure.Error", CausePath: "$.failure.Cause" },
    },
  };
}

/** A state that says what failed. `cause` is an intrinsic function or a path. */
export function failure(error: string, cause: string, next: string) {
  return { Type: "Pass", Parameters: { Error: error, "Cause.$": cause }, ResultPath: "$.failure", Next: next } as const;
}
