import { renderStatements } from "../sql/render-statements.ts";
import { failureStates } from "./failure-states.ts";
import { type LandingView, onCurrentView } from "./landing-views.ts";
import { cell, FOUND, readAnswers } from "./look-up.ts";
import { runStatements } from "./run-statements.ts";
import { type FileTexts, RETENTION_STATEMENTS, type RetentionFile } from "./setup-files.ts";
import type { StatementTarget } from "./statement-target.ts";
import type { Payload, StateMachineDefinition } from "./states-language.ts";
import { inOrder, type Step } from "./step.ts";

export interface RetentionMachine {
  readonly target: StatementTarget;
  /** Records that arrived longer ago leave, unless an execution's input has another cutoff. */
  readonly keepSeconds: number;
  /** Whether records are copied to the archive before they leave. */
  readonly archive: boolean;
  /** Texts of `RETENTION_FILES`. */
  readonly texts: FileTexts<RetentionFile>;
}

/** An execution's output: numbers of rows. What left for good is `deletedLanded` + `deletedHeld` - `held`. */
export interface RetentionOutput {
  /** UTC, `YYYY-MM-DD HH:MM:SS`: what arrived before it left. */
  readonly cutoff: string;
  /** Copied to the archive; absent where the stage archives nothing. */
  readonly archived?: number;
  readonly deletedLanded: number;
  readonly deletedHeld: number;
  /** Moved to the table beside, where the warehouse refused the condition; else 0. */
  readonly held: number;
  /** The warehouse's words, where it refused. */
  readonly refusal?: string;
}

/** The first state, whose constants are the machine's `keepSeconds` and `archive`. */
export const BEGIN_RETENTION = "Begin retention";

/** In the execution's input: `{ "cutoff": "2026-11-24 12:00:00" }`. */
const GIVEN_CUTOFF = "$$.Execution.Input.cutoff";
const GIVEN_TITLES = ["Take the given cutoff", "Read the given cutoff"] as const;
const CUTOFF = `${FOUND}.cutoff.at`;
const DESCRIBED = "$.described.SubStatements";

/**
 * The state machine that rolls the window: what arrived before the cutoff is copied to the archive, where there is one,
 * and deleted, in one transaction and by one cutoff, which is looked up once or given by the input.
 *
 * A warehouse that refuses to delete from the streaming view by a condition has failed that transaction as a whole. Then the
 * window's records move to sensor_records_held, which every view reads as well, and the streaming view is emptied, again in
 * one transaction. Nothing is lost, doubled or out of sight either way, and executions wait for one another.
 *
 * Input: anything; `{ "cutoff": "YYYY-MM-DD HH:MM:SS" }` in UTC. Output: `RetentionOutput`.
 * Errors: StatementFailed, StatementRefused, StatementNotFollowed, ResultNotRead: then nothing has changed.
 * @throws {PsqlError} when a file can't be rendered.
 */
export function retentionDefinition(machine: RetentionMachine): StateMachineDefinition {
  const { archive, keepSeconds } = machine;
  const failures = failureStates("Retention");
  const begin = BEGIN_RETENTION;
  const isGiven = "Is a cutoff given?";
  const rolled = "The window has rolled";
  const moved = "The window is held beside the view";
  const lookUp = askCutoff(machine, failures, RETENTION_STATEMENTS.cutoff, ["Look up the cutoff", "Read the cutoff"]);
  const take = askCutoff(machine, failures, RETENTION_STATEMENTS.givenCutoff, GIVEN_TITLES, { cutoff: GIVEN_CUTOFF });
  const { texts, target } = machine;
  const roll = onCurrentView((view) => rollWindow(machine, view, failures, moved), texts, target, failures);
  // Of the transaction's statements, from 0: the one that may be refused is its last.
  const last = archive ? 3 : 2;
  const output = (counts: Payload): Payload => ({
    "cutoff.$": CUTOFF,
    ...(archive ? { "archived.$": `${DESCRIBED}[1].ResultRows` } : {}),
    ...counts,
  });
  return {
    Comment: "Lets old records leave the landing view: archived first where the stage archives, deleted then.",
    StartAt: begin,
    TimeoutSeconds: 3600,
    States: {
      // With its settings, so that whoever reads the deployed definition knows them.
      [begin]: { Type: "Pass", Parameters: { found: {}, keepSeconds, archive }, Next: isGiven },
      [isGiven]: {
        Type: "Choice",
        Choices: [{ Variable: GIVEN_CUTOFF, IsPresent: true, Next: take.start }],
        Default: lookUp.start,
      },
      ...take.states(roll.start),
      ...lookUp.states(roll.start),
      ...roll.states(rolled),
      [rolled]: {
        Type: "Pass",
        Parameters: output({
          "deletedHeld.$": `${DESCRIBED}[${last - 1}].ResultRows`,
          "deletedLanded.$": `${DESCRIBED}[${last}].ResultRows`,
          held: 0,
        }),
        End: true,
      },
      [moved]: {
        Type: "Pass",
        Parameters: output({
          "deletedHeld.$": `${DESCRIBED}[${last - 1}].ResultRows`,
          "held.$": `${DESCRIBED}[${last}].ResultRows`,
          "deletedLanded.$": `${DESCRIBED}[${last + 1}].ResultRows`,
          "refusal.$": `${FOUND}.refusal.words`,
        }),
        End: true,
      },
      ...failures.states,
    },
  };
}

type Failures = ReturnType<typeof failureStates>;

/** The cutoff in the warehouse's own words: what was given as well, since it stands in the text of statements afterwards. */
function askCutoff(
  { target, texts, keepSeconds }: RetentionMachine,
  failures: Failures,
  file: RetentionFile,
  [ask, read]: readonly [string, string],
  parameters: Readonly<Record<string, string>> = {},
): Step {
  const statements = renderStatements(texts[file], { keep_seconds: keepSeconds }, file, Object.keys(parameters));
  return inOrder(
    runStatements({ title: ask, file, statements, parameters }, target, failures),
    readAnswers([{ title: read, key: "cutoff", selector: { "at.$": cell(0, 0, "StringValue") } }], failures),
  );
}

/** Deletes from one streaming view by the condition, or, where that is refused, holds the window and goes to `moved`. */
function rollWindow(machine: RetentionMachine, view: LandingView, failures: Failures, moved: string): Step {
  const whichFailed = `Was the condition refused, for ${view}?`;
  const remember = `Remember the refusal, for ${view}`;
  const hold = leave(machine, view, RETENTION_STATEMENTS.holdWindow, failures, {
    title: `Hold the window beside ${view}, and empty it`,
  });
  const remove = leave(machine, view, RETENTION_STATEMENTS.deleteLanded, failures, {
    title: `${machine.archive ? "Archive and delete" : "Delete"} old records of ${view}`,
    onFailed: whichFailed,
  });
  const refusable = `${DESCRIBED}[${machine.archive ? 3 : 2}]`;
  return {
    start: remove.start,
    states: (next) => ({
      ...remove.states(next),
      [whichFailed]: {
        Type: "Choice",
        Choices: [
          {
            And: [
              { Variable: `${refusable}.Status`, IsPresent: true },
              { Variable: `${refusable}.Status`, StringEquals: "FAILED" },
            ],
            Next: remember,
          },
        ],
        Default: failures.statementFailed,
      },
      [remember]: {
        Type: "Pass",
        Parameters: { "words.$": `${refusable}.Error` },
        ResultPath: `${FOUND}.refusal`,
        Next: hold.start,
      },
      ...hold.states(moved),
    }),
  };
}

/** One transaction: what both ways begin with (wait for another retention, archive, delete what is held), and `file`. */
function leave(
  machine: RetentionMachine,
  view: LandingView,
  file: RetentionFile,
  failures: Failures,
  run: { readonly title: string; readonly onFailed?: string },
): Step {
  const bound = (each: RetentionFile) =>
    renderStatements(machine.texts[each], { landing_view: view }, each, ["cutoff"]);
  const statements = [
    ...bound(RETENTION_STATEMENTS.oneAtATime),
    ...(machine.archive ? bound(RETENTION_STATEMENTS.archive) : []),
    ...bound(RETENTION_STATEMENTS.deleteHeld),
    ...bound(file),
  ];
  return runStatements({ ...run, file, statements, parameters: { cutoff: CUTOFF } }, machine.target, failures);
}
