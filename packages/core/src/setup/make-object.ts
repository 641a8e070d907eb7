import { type FailureStates, failure } from "./failure-states.ts";
import { fingerprint } from "./fingerprint.ts";
import { FOUND } from "./look-up.ts";
import { runStatements } from "./run-statements.ts";
import type { StatementTarget } from "./statement-target.ts";
import type { ChoiceState, Condition } from "./states-language.ts";
import { chain, type Step } from "./step.ts";
import { note } from "./tally.ts";

export interface ObjectToMake {
  readonly name: string;
  /** What it is, in words: `streaming view`. */
  readonly kind: string;
  readonly file: string;
  readonly statements: readonly string[];
  /** What the statements were rendered with, for a person: `stream demo`. Letters, digits and `.:/@-`, no quotes. */
  readonly settings: string;
  /** Fingerprint of what the object must have been made by. @default that of `statements` */
  readonly expected?: string;
  /** Tells two makings of one object apart in the names of states, such as ` of the second view`. @default nothing */
  readonly qualifier?: string;
  /** What to do where it differs. @default by `replaceable` */
  readonly remedy?: string;
  /** True when something of this name is there, whoever made it. */
  readonly present: Condition;
  /**
   * `with`: the row of bookkeeping is written in the transaction that makes the object.
   * `before`: in one of its own before it, for statements that may not stand in a transaction block; an object that is
   *   there was then made by what the row says, and a row without an object stands for nothing.
   */
  readonly record: "with" | "before";
  /** Whether the object holds no data and its file replaces it (CREATE OR REPLACE), when the execution's input asks for it. */
  readonly replaceable: boolean;
  /** What the catalog itself shows to be wrong with the object, before its row is looked at. */
  readonly contradiction?: { readonly when: Condition; readonly cause: string };
}

export interface Bookkeeping {
  /** Statements that put the object's row in the place of what was recorded of its name. */
  readonly record: (object: { name: string; file: string; fingerprint: string; settings: string }) => readonly string[];
  readonly file: string;
}

/** In the execution's input: `{ "replaceViews": true }`. */
const REPLACE_VIEWS = "$$.Execution.Input.replaceViews";

/**
 * Makes one object: created when there is none, kept when the row of bookkeeping has the fingerprint of the file, and the
 * execution ends where it has another (nothing is dropped or altered behind a person's back), or no row at all.
 */
export function makeObject(
  object: ObjectToMake,
  bookkeeping: Bookkeeping,
  target: StatementTarget,
  failures: FailureStates,
): Step {
  const { name, kind, file, settings, present, qualifier = "" } = object;
  const expected = object.expected ?? fingerprint(object.statements);
  const row = `${FOUND}.recorded.objects.${name}`;
  const recorded: Condition = { Variable: row, IsPresent: true };
  const title = `${kind.charAt(0).toUpperCase()}${kind.slice(1)} ${name}${qualifier}`;
  const start = `Is ${kind} ${name}${qualifier} there?`;
  const isThere = `${title} is there`;
  const wasCreated = `${title} was created`;
  const wasReplaced = `${title} was replaced`;
  const differs = `${title} differs`;
  const isUnknown = `${title} is unknown`;
  const contradicts = `${title} contradicts`;

  const create = makeAndRecord(`Create ${kind} ${name}${qualifier}`, object, expected, bookkeeping, target, failures);
  const replace = makeAndRecord(`Replace ${kind} ${name}${qualifier}`, object, expected, bookkeeping, target, failures);
  const choice: ChoiceState = {
    Type: "Choice",
    Choices: [
      ...(object.contradiction ? [{ And: [present, object.contradiction.when], Next: contradicts }] : []),
      { And: [present, recorded, { Variable: `${row}.fingerprint`, StringEquals: expected }], Next: isThere },
      ...(object.replaceable
        ? [
            {
              And: [
                present,
                recorded,
                { Variable: REPLACE_VIEWS, IsPresent: true as const },
                { Variable: REPLACE_VIEWS, BooleanEquals: true },
              ],
              Next: replace.start,
            },
          ]
        : []),
      { And: [present, recorded], Next: differs },
      { And: [present], Next: isUnknown },
    ],
    Default: create.start,
  };
  const byKind = object.replaceable
    ? "Start set-up with the file as it was, or with replaceViews true in its input to replace the view, which holds no data."
    : `Start set-up with the file and settings as they were, or drop the ${kind} and what reads it, and start set-up again.`;
  const { remedy = byKind } = object;
  return {
    start,
    states: (next) => ({
      [start]: choice,
      [isThere]: note("existed", name, next),
      ...create.states(wasCreated),
      [wasCreated]: note("created", name, next),
      ...(object.replaceable ? { ...replace.states(wasReplaced), [wasReplaced]: note("replaced", name, next) } : {}),
      [differs]: failure(
        "ObjectDiffers",
        `States.Format('The ${kind} ${name} is there, and is not what ${file} says. There: {}, {}, fingerprint {}. The file: ${settings}, fingerprint ${expected}. ${remedy}', ${row}.file, ${row}.settings, ${row}.fingerprint)`,
        failures.end,
      ),
      [isUnknown]: failure(
        "ObjectUnknown",
        `States.Format('There is something named {} already which set-up did not make, so it is not known to be what ${file} says. Drop it or rename it, and start set-up again.', '${name}')`,
        failures.end,
      ),
      ...(object.contradiction
        ? { [contradicts]: failure("ObjectDiffers", object.contradiction.cause, failures.end) }
        : {}),
    }),
  };
}

function makeAndRecord(
  title: string,
  object: ObjectToMake,
  expected: string,
  bookkeeping: Bookkeeping,
  target: StatementTarget,
  failures: FailureStates,
): Step {
  const { name, file, settings, statements } = object;
  const row = bookkeeping.record({ name, file, fingerprint: expected, settings });
  if (object.record === "with")
    return runStatements({ title, file, statements: [...statements, ...row] }, target, failures);
  const noteIntent = runStatements(
    { title: `Record ${object.kind} ${name}`, file: bookkeeping.file, statements: row },
    target,
    failures,
  );
  const make = runStatements({ title, file, statements }, target, failures);
  return { start: noteIntent.start, states: (next) => chain([noteIntent, make], next) };
}
