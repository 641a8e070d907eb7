import { renderStatements } from "../sql/render-statements.ts";
import { failureStates } from "./failure-states.ts";
import { type LandingView, onCurrentView } from "./landing-views.ts";
import { runStatements } from "./run-statements.ts";
import { type FileTexts, type RefreshFile, SETUP_STATEMENTS } from "./setup-files.ts";
import type { StatementTarget } from "./statement-target.ts";
import type { StateMachineDefinition } from "./states-language.ts";

export interface RefreshMachine {
  readonly target: StatementTarget;
  /** Texts of `REFRESH_FILES`. */
  readonly texts: FileTexts<RefreshFile>;
}

/**
 * The state machine that refreshes the streaming view that the views read, for a stage that refreshes on a schedule: only the view's owner may.
 * Input: anything. Output: `{ statementId }`. It fails when the statement fails, with Redshift's words as its cause.
 * A view that set-up has not made yet is such a failure, so its schedule is switched on after set-up.
 */
export function refreshDefinition({ target, texts }: RefreshMachine): StateMachineDefinition {
  const failures = failureStates("Refresh");
  const file = SETUP_STATEMENTS.firstRefresh;
  const refreshOf = (view: LandingView) =>
    runStatements(
      {
        title: `Refresh streaming view ${view}`,
        file,
        statements: renderStatements(texts[file], { landing_view: view }, file),
      },
      target,
      failures,
    );
  const refresh = onCurrentView(refreshOf, texts, target, failures);
  const begin = "Begin refresh";
  const done = "The view is refreshed";
  return {
    Comment: "Refreshes the streaming view up to the tip of its stream.",
    StartAt: begin,
    TimeoutSeconds: 3600,
    States: {
      [begin]: { Type: "Pass", Parameters: { found: {} }, Next: refresh.start },
      ...refresh.states(done),
      [done]: { Type: "Pass", Parameters: { "statementId.$": "$.statement.Id" }, End: true },
      ...failures.states,
    },
  };
}
