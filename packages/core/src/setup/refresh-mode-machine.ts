import { renderStatements } from "../sql/render-statements.ts";
import { failureStates } from "./failure-states.ts";
import { type LandingView, onCurrentView } from "./landing-views.ts";
import { runStatements } from "./run-statements.ts";
import { type FileTexts, type RefreshModeFile, SETUP_STATEMENTS } from "./setup-files.ts";
import type { StatementTarget } from "./statement-target.ts";
import type { Condition, StateMachineDefinition } from "./states-language.ts";
import type { Step } from "./step.ts";

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
  const to = (mode: "on" | "off", view: LandingView) => {
    const values = { landing_view: view, auto_refresh: mode === "on" ? "YES" : "NO" };
    const statements = renderStatements(texts[file], values, file);
    return runStatements({ title: `Switch auto refresh of ${view} ${mode}`, file, statements }, target, failures);
  };
  const switched = onCurrentView((view) => onOrOff(to("on", view), to("off", view), view), texts, target, failures);
  const begin = "Begin refresh mode";
  const isGiven = "Is a mode given?";
  const notGiven = "No mode is given";
  const done = "Auto refresh is as it was asked for";
  return {
    Comment: "Switches the landing view's auto refresh on or off.",
    StartAt: begin,
    TimeoutSeconds: 600,
    States: {
      [begin]: { Type: "Pass", Parameters: { found: {} }, Next: isGiven },
      [isGiven]: {
        Type: "Choice",
        Choices: [{ Or: [asked(true), asked(false)], Next: switched.start }],
        Default: notGiven,
      },
      ...switched.states(done),
      [done]: { Type: "Pass", Parameters: { "autoRefresh.$": AUTO_REFRESH }, End: true },
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

function asked(mode: boolean): Condition {
  return {
    And: [
      { Variable: AUTO_REFRESH, IsPresent: true },
      { Variable: AUTO_REFRESH, BooleanEquals: mode },
    ],
  };
}

function onOrOff(on: Step, off: Step, view: LandingView): Step {
  const which = `Auto refresh of ${view} on or off?`;
  return {
    start: which,
    states: (next) => ({
      [which]: { Type: "Choice", Choices: [{ ...asked(true), Next: on.start }], Default: off.start },
      ...on.states(next),
      ...off.states(next),
    }),
  };
}
