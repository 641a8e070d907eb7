import { WAREHOUSE_OBJECTS } from "../names.ts";
import { renderStatements } from "../sql/render-statements.ts";
import type { FailureStates } from "./failure-states.ts";
import { cell, FOUND, readAnswers } from "./look-up.ts";
import { runStatements } from "./run-statements.ts";
import { CURRENT_VIEW_FILE, type CurrentViewFile, type FileTexts } from "./setup-files.ts";
import type { StatementTarget } from "./statement-target.ts";
import type { Condition } from "./states-language.ts";
import { inOrder, type Step } from "./step.ts";

/**
 * The names that the streaming view has in turn. Redshift can neither rename nor alter one, so a schema change makes the new
 * one under the name that is free. Which of the two the views read stands in the row of sensor_landed_records in
 * pipeline_objects, written in the transaction that makes that view.
 */
export const LANDING_VIEWS = [WAREHOUSE_OBJECTS.landingView, WAREHOUSE_OBJECTS.secondLandingView] as const;

export type LandingView = (typeof LANDING_VIEWS)[number];

const [FIRST, SECOND] = LANDING_VIEWS;

export function otherLandingView(view: LandingView): LandingView {
  return view === FIRST ? SECOND : FIRST;
}

/** The settings of sensor_landed_records in its row of bookkeeping; of both views while `former` is being replaced. */
export function readsOf(view: LandingView, former?: LandingView): string {
  return former === undefined ? `reads ${view}` : `reads ${view} and ${former}`;
}

/** The streaming view that such settings name first; the first name where they name none. */
export function currentLandingView(settings: string): LandingView {
  return settings === readsOf(SECOND) || settings === readsOf(SECOND, FIRST) ? SECOND : FIRST;
}

/** True where the text at `path` says that the views read `view`, alone or before another. */
export function reads(path: string, view: LandingView): Condition {
  return {
    Or: [
      { Variable: path, StringEquals: readsOf(view) },
      { Variable: path, StringEquals: readsOf(view, otherLandingView(view)) },
    ],
  };
}

/** Looks the current streaming view up, and goes on with the step that `make` gives for it. */
export function onCurrentView(
  make: (view: LandingView) => Step,
  texts: FileTexts<CurrentViewFile>,
  target: StatementTarget,
  failures: FailureStates,
): Step {
  const file = CURRENT_VIEW_FILE;
  const statements = renderStatements(texts[file], {}, file);
  return inOrder(
    runStatements({ title: "Look up the landing view", file, statements }, target, failures),
    readAnswers(
      [{ title: "Read the landing view", key: "current", selector: { "reads.$": cell(0, 0, "StringValue") } }],
      failures,
    ),
    eitherView("Which landing view?", reads(`${FOUND}.current.reads`, SECOND), make),
  );
}

/** One of two steps: the second view's where `isSecond`, the first's otherwise. */
export function eitherView(question: string, isSecond: Condition, make: (view: LandingView) => Step): Step {
  const [first, second] = [make(FIRST), make(SECOND)];
  return {
    start: question,
    states: (next) => ({
      [question]: { Type: "Choice", Choices: [{ ...isSecond, Next: second.start }], Default: first.start },
      ...first.states(next),
      ...second.states(next),
    }),
  };
}
