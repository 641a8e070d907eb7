import { renderStatements } from "../sql/render-statements.ts";
import { failureStates } from "./failure-states.ts";
import { runStatements } from "./run-statements.ts";
import { type FileTexts, type RefreshModeFile, SETUP_STATEMENTS } from "./setup-files.ts";
import type { StatementTarget } from "./statement-target.ts";
import type { StateMachineDefinition } from "./states-language.ts";

export interface RefreshModeMachine {
  readonly target: StatementTarget;
  /** Texts of `REFRESH_MODE_FILES`. */
  readonly texts: FileTexts<RefreshModeFile>;
}

/** In the execution's input. */
const AUTO_REFRESH = "$$.Execution.Input.autoRefresh";

/**
 * The state machine that switches the landing view's auto refresh: only the view's owner may. Either way may be asked for
 * again; a view that is so already stays so.
 * Input: `{ "autoRefresh": true | false }`. Output: `{ "autoRefresh": true | false }`.
 * Errors: ModeNotGiven, StatementFailed, StatementRefused, StatementNotFollowed.
 * @throws {PsqlError} when the file can't be rendered.
 */
export function refreshModeDefinition({ target, texts }: RefreshModeMachine): StateMachineDefinition {
  const failures = failureStates("Refresh mode");
  const file = SETUP_STATEMENTS.refreshMode;
  const to = (mode: "on" | "off") => {
    const statements = renderStatements(texts[file], { auto_refresh: mode === "on" ? "YES" : "NO" }, file);
    return runStatements({ title: `Switch auto refresh ${mode}`, file, statements }, target, failures);
  };
  const [on, off] = [to("on"), to("off")];
  const which = "On or off?";
  const notGiven = "No mode is given";
  const [isOn, isOff] = ["Auto refresh is on", "Auto refresh is off"];
  return {
    Comment: "Switches the landing view's auto refresh on or off.",
    StartAt: which,
    TimeoutSeconds: 600,
    States: {
      [which]: {
        Type: "Choice",
        Choices: [
          {
            And: [
              { Variable: AUTO_REFRESH, IsPresent: true },
              { Variable: AUTO_REFRESH, BooleanEquals: true },
            ],
            Next: on.start,
          },
          {
            And: [
              { Variable: AUTO_REFRESH, IsPresent: true },
              { Variable: AUTO_REFRESH, BooleanEquals: false },
            ],
            Next: off.start,
          },
        ],
        Default: notGiven,
      },
      ...on.states(isOn),
      [isOn]: { Type: "Pass", Parameters: { autoRefresh: true }, End: true },
      ...off.states(isOff),
      [isOff]: { Type: "Pass", Parameters: { autoRefresh: false }, End: true },
      [notGiven]: {
        Type: "Pass",
        Parameters: { Error: "ModeNotGiven", Cause: "The input must have autoRefresh: true or false." },
        ResultPath: "$.failure",
        Next: failures.end,
      },
      ...failures.states,
    },
  };
}
