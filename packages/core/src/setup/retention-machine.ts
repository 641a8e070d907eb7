import { renderStatements } from "../sql/render-statements.ts";
import { failureStates } from "./failure-states.ts";
import { cell, FOUND, readAnswers } from "./look-up.ts";
import { runStatements } from "./run-statements.ts";
import { type FileTexts, RETENTION_STATEMENTS, type RetentionFile } from "./setup-files.ts";
import type { StatementTarget } from "./statement-target.ts";
import type { Payload, StateMachineDefinition } from "./states-language.ts";
import { chain, type Step } from "./step.ts";

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
  const take = "Take the given cutoff";
  const rolled = "The window has rolled";
  const whichFailed = "Was the condition refused?";
  const remember = "Remember the refusal";
  const moved = "The window is held beside the view";
  const lookUp = lookUpCutoff(machine, failures);
  const remove = deleteByCondition(machine, failures, whichFailed);
  const hold = holdWindow(machine, failures);
  const last = `${DESCRIBED}[${remove.last}]`;
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
        Choices: [{ Variable: GIVEN_CUTOFF, IsPresent: true, Next: take }],
        Default: lookUp[0].start,
      },
      [take]: {
        Type: "Pass",
        Parameters: { "at.$": GIVEN_CUTOFF },
        ResultPath: `${FOUND}.cutoff`,
        Next: remove.step.start,
      },
      ...chain(lookUp, remove.step.start),
      ...remove.step.states(rolled),
      [rolled]: {
        Type: "Pass",
        Parameters: output({
          "deletedHeld.$": `${DESCRIBED}[${remove.last - 1}].ResultRows`,
          "deletedLanded.$": `${last}.ResultRows`,
          held: 0,
        }),
        End: true,
      },
      [whichFailed]: {
        Type: "Choice",
        Choices: [
          {
            And: [
              { Variable: `${last}.Status`, IsPresent: true },
              { Variable: `${last}.Status`, StringEquals: "FAILED" },
            ],
            Next: remember,
          },
        ],
        Default: failures.statementFailed,
      },
      [remember]: {
        Type: "Pass",
        Parameters: { "words.$": `${last}.Error` },
        ResultPath: `${FOUND}.refusal`,
        Next: hold.start,
      },
      ...hold.states(moved),
      [moved]: {
        Type: "Pass",
        Parameters: output({
          "deletedHeld.$": `${DESCRIBED}[${remove.last - 1}].ResultRows`,
          "held.$": `${DESCRIBED}[${remove.last}].ResultRows`,
          "deletedLanded.$": `${DESCRIBED}[${remove.last + 1}].ResultRows`,
          "refusal.$": `${FOUND}.refusal.words`,
        }),
        End: true,
      },
      ...failures.states,
    },
  };
}

type Failures = ReturnType<typeof failureStates>;

function lookUpCutoff({ target, texts, keepSeconds }: RetentionMachine, failures: Failures): readonly [Step, Step] {
  const file = RETENTION_STATEMENTS.cutoff;
  const statements = renderStatements(texts[file], { keep_seconds: keepSeconds }, file);
  return [
    runStatements({ title: "Look up the cutoff", file, statements }, target, failures),
    readAnswers(
      [{ title: "Read the cutoff", key: "cutoff", selector: { "at.$": cell(0, 0, "StringValue") } }],
      failures,
    ),
  ];
}

/** @returns the step, and at which place (from 0) of its transaction the statement is that may be refused: the last. */
function deleteByCondition(machine: RetentionMachine, failures: Failures, onFailed: string) {
  const file = RETENTION_STATEMENTS.deleteLanded;
  const statements = [...leaveOthers(machine), ...bound(machine, file)];
  const title = machine.archive ? "Archive and delete old records" : "Delete old records";
  const step = runStatements(
    { title, file, statements, parameters: { cutoff: CUTOFF }, onFailed },
    machine.target,
    failures,
  );
  return { step, last: statements.length - 1 };
}

function holdWindow(machine: RetentionMachine, failures: Failures): Step {
  const file = RETENTION_STATEMENTS.holdWindow;
  const statements = [...leaveOthers(machine), ...bound(machine, file)];
  const title = "Hold the window beside the view, and empty it";
  return runStatements({ title, file, statements, parameters: { cutoff: CUTOFF } }, machine.target, failures);
}

/** What both ways begin with: wait for another retention, archive, and delete what is held. */
function leaveOthers(machine: RetentionMachine): readonly string[] {
  return [
    ...bound(machine, RETENTION_STATEMENTS.oneAtATime),
    ...(machine.archive ? bound(machine, RETENTION_STATEMENTS.archive) : []),
    ...bound(machine, RETENTION_STATEMENTS.deleteHeld),
  ];
}

function bound({ texts }: RetentionMachine, file: RetentionFile): readonly string[] {
  return renderStatements(texts[file], {}, file, ["cutoff"]);
}
