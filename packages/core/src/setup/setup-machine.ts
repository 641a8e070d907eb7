import { WAREHOUSE_OBJECTS } from "../names.ts";
import { renderStatements } from "../sql/render-statements.ts";
import { type FailureStates, failure, failureStates } from "./failure-states.ts";
import { fingerprint } from "./fingerprint.ts";
import { eitherView, LANDING_VIEWS, type LandingView, reads, readsOf } from "./landing-views.ts";
import { cell, FOUND, isFound, readAnswers } from "./look-up.ts";
import { lookUpExisting } from "./look-up-existing.ts";
import { type Bookkeeping, makeObject } from "./make-object.ts";
import { makeOnce } from "./make-once.ts";
import { runStatements } from "./run-statements.ts";
import { type FileTexts, SETUP_OBJECTS, SETUP_STATEMENTS, type SetupFile, type SetupObject } from "./setup-files.ts";
import type { StatementTarget } from "./statement-target.ts";
import type { Condition, StateMachineDefinition } from "./states-language.ts";
import { chain, inOrder, type Step } from "./step.ts";
import { EMPTY_TALLY, TALLY_OUTPUT } from "./tally.ts";
import { DEFAULT_THRESHOLDS, type Thresholds, thresholdValues } from "./thresholds.ts";

export interface SetupMachine {
  readonly target: StatementTarget;
  /** ARN of the role that the warehouse reads the stream with. */
  readonly roleArn: string;
  readonly streamName: string;
  /** Whether Redshift refreshes by itself; otherwise the refresh machine does on its schedule. */
  readonly autoRefresh: boolean;
  /** @default DEFAULT_THRESHOLDS */
  readonly thresholds?: Thresholds;
  /** Texts of `SETUP_FILES`. */
  readonly texts: FileTexts<SetupFile>;
}

/** In the execution's input: `{ "keepRefreshMode": true }`. */
const KEEP_REFRESH_MODE = "$$.Execution.Input.keepRefreshMode";

const ARCHIVE = WAREHOUSE_OBJECTS.archiveTable;

const [FIRST, SECOND] = LANDING_VIEWS;
const LANDED = WAREHOUSE_OBJECTS.landedView;
/** What the views were recorded to read. */
const READS = `${FOUND}.recorded.objects.${LANDED}.settings`;
/** A streaming view is no object that set-up could make anew. */
const CHANGE_IT =
  "Start set-up with the file and settings as they were, or make the view anew with pipeline schema-change: no record is lost, and the views answer all the time.";

const ANY_ARN = { Variable: `${FOUND}.schema.options`, StringMatches: "*arn:*" } as const;

/**
 * The state machine that makes everything in the warehouse, in dependency order, and checks it.
 *
 * Input: anything; `{ "replaceViews": true }` lets it replace plain views whose file changed, `{ "keepRefreshMode": true }` leaves
 * auto refresh as it is.
 * Output: `{ created: string[], existed: string[], replaced: string[], validation: { landed, utf8, base64, hex, failed } }`.
 * Errors: StatementFailed, StatementRefused, StatementNotFollowed, ResultNotRead, ObjectDiffers, ObjectUnknown, each with
 * a cause that names the file.
 *
 * It can be started again after it stopped anywhere: it looks first, makes what is missing and keeps what is there.
 * Two executions at once do no harm: the transaction or statement that comes second fails, and its cause says so.
 * @throws {PsqlError} when a file can't be rendered.
 */
export function setupDefinition(machine: SetupMachine): StateMachineDefinition {
  const { target, texts } = machine;
  const failures = failureStates("Set-up");
  const values = {
    role_arn: settingOf("roleArn", machine.roleArn),
    stream_name: settingOf("streamName", machine.streamName),
    auto_refresh: machine.autoRefresh ? "YES" : "NO",
    ...thresholdValues(machine.thresholds ?? DEFAULT_THRESHOLDS),
  };
  const render = (file: SetupFile, view: LandingView = FIRST) =>
    renderStatements(texts[file], { ...values, landing_view: view }, file);
  const run = (title: string, file: SetupFile, view?: LandingView) =>
    runStatements({ title, file, statements: render(file, view) }, target, failures);
  const bookkeeping: Bookkeeping = {
    file: SETUP_STATEMENTS.recordObject,
    record: ({ name, file, fingerprint, settings }) =>
      [SETUP_STATEMENTS.forgetObject, SETUP_STATEMENTS.recordObject].flatMap((path) =>
        renderStatements(texts[path], { object_name: name, file, fingerprint, settings }, path),
      ),
  };
  const onView = (question: string, step: (view: LandingView) => Step) =>
    eitherView(question, { And: [{ Variable: READS, IsPresent: true }, reads(READS, SECOND)] }, step);
  const make = (object: SetupObject): Step => {
    if (object.name === FIRST)
      return onView("Which streaming view do the views read?", (view) => makeOne(object, view));
    if (object.name === LANDED) return onView(`Is ${LANDED} made of the second view?`, (view) => makeOne(object, view));
    return makeOne(object, FIRST);
  };
  const makeOne = (object: SetupObject, view: LandingView): Step =>
    object.kind === "role"
      ? makeOnce({ ...object, statements: render(object.file), present: presence(object, view) }, target, failures)
      : makeObject(
          {
            ...object,
            ...(object.name === FIRST ? { name: view, remedy: CHANGE_IT } : {}),
            // The same file is no difference under the other name of the streaming view.
            expected: fingerprint(render(object.file)),
            qualifier: object.name === LANDED && view === SECOND ? " of the second view" : "",
            statements: render(object.file, view),
            settings: settingsOf(object, machine, view),
            present: presence(object, view),
            record: object.kind === "view" || object.kind === "table" ? "with" : "before",
            replaceable: object.kind === "view",
            ...(object.kind === "external schema" ? { contradiction: roleContradiction(machine.roleArn) } : {}),
          },
          bookkeeping,
          target,
          failures,
        );

  const validated = readAnswers(
    [
      {
        title: "Read the validation",
        key: "validation",
        selector: {
          "landed.$": cell(0, 0, "LongValue"),
          "utf8.$": cell(0, 1, "LongValue"),
          "base64.$": cell(0, 2, "LongValue"),
          "hex.$": cell(0, 3, "LongValue"),
          "failed.$": cell(0, 4, "LongValue"),
        },
      },
    ],
    failures,
  );
  const steps: readonly Step[] = [
    lookUpExisting(render, target, failures),
    refuseUnfinishedChange(failures),
    ...SETUP_OBJECTS.map(make),
    run("Write the default thresholds", SETUP_STATEMENTS.defaultThresholds),
    makeOnce(
      {
        name: ARCHIVE,
        kind: "table",
        file: SETUP_STATEMENTS.archive,
        statements: render(SETUP_STATEMENTS.archive),
        present: isThere(ARCHIVE),
      },
      target,
      failures,
    ),
    grantSystemMonitor(run("Grant sys:monitor to pipeline_monitor", SETUP_STATEMENTS.grantSystemMonitor)),
    onView("Which streaming view is granted and refreshed?", (view) =>
      inOrder(
        run(`Grant the views to the roles, with ${view}`, SETUP_STATEMENTS.grants, view),
        run(`Refresh streaming view ${view}`, SETUP_STATEMENTS.firstRefresh, view),
        unlessKept(
          view,
          run(
            `Switch auto refresh of ${view} ${machine.autoRefresh ? "on" : "off"}`,
            SETUP_STATEMENTS.refreshMode,
            view,
          ),
        ),
      ),
    ),
    run("Check the validation view", SETUP_STATEMENTS.validation),
    validated,
  ];
  const done = "Set-up is complete";
  return {
    Comment: "Makes everything that the pipeline needs in the warehouse, or says what is in the way.",
    StartAt: "Begin set-up",
    TimeoutSeconds: 3600,
    States: {
      "Begin set-up": { Type: "Pass", Parameters: { ...EMPTY_TALLY, found: {} }, Next: steps[0]?.start ?? done },
      ...chain(steps, done),
      [done]: { Type: "Pass", Parameters: { ...TALLY_OUTPUT, "validation.$": `${FOUND}.validation` }, End: true },
      ...failures.states,
    },
  };
}

/** While two streaming views are read, whatever set-up made of one would be wrong for the other. */
function refuseUnfinishedChange(failures: FailureStates): Step {
  const start = "Is a schema change unfinished?";
  const unfinished = "A schema change is unfinished";
  const readsBoth = { Variable: READS, StringMatches: "reads * and *" } as const;
  return {
    start,
    states: (next) => ({
      [start]: {
        Type: "Choice",
        Choices: [{ And: [{ Variable: READS, IsPresent: true }, readsBoth], Next: unfinished }],
        Default: next,
      },
      [unfinished]: failure(
        "SchemaChangeUnfinished",
        `States.Format('A schema change has begun and not ended: the view ${LANDED} {}. Run pipeline schema-change, which goes on where it stopped, and start set-up again.', ${READS})`,
        failures.end,
      ),
    }),
  };
}

/** Where the look-up put whether the object is there. */
function presence(object: SetupObject, view: LandingView): Condition {
  const found: Readonly<Record<string, Condition>> = {
    kinesis_schema: isFound("schema.found"),
    sensor_records: isFound(view === FIRST ? "landing.first" : "landing.second"),
    pipeline_reader: isFound("roles.reader"),
    pipeline_monitor: isFound("roles.monitor"),
  };
  return found[object.name] ?? isThere(object.name);
}

/** A table or plain view. */
function isThere(name: string): Condition {
  return { Variable: `${FOUND}.there.${name}`, BooleanEquals: true };
}

function settingsOf(object: SetupObject, { roleArn, streamName }: SetupMachine, view: LandingView): string {
  if (object.kind === "external schema") return `role ${roleArn}`;
  if (object.name === LANDED) return readsOf(view);
  return object.kind === "streaming view" ? `stream ${streamName}` : "no settings";
}

/** The catalog itself says which role a schema was made with. Where its options name no ARN at all, the row of bookkeeping decides. */
function roleContradiction(roleArn: string): { when: Condition; cause: string } {
  return {
    when: { And: [{ Variable: `${FOUND}.schema.withThisRole`, NumericEquals: 0 }, ANY_ARN] },
    cause: `States.Format('The external schema kinesis_schema is there with other options than sql/setup/external-schema.sql gives it. There: {}. The file: role ${roleArn}. Start set-up with that role, or drop the schema and the streaming view that reads it, and start set-up again.', ${FOUND}.schema.options)`,
  };
}

/** Whether a role that is granted again is an error is not documented, so the grant is looked up. */
function grantSystemMonitor(grant: Step): Step {
  const start = "Does pipeline_monitor hold sys:monitor?";
  return {
    start,
    states: (next) => ({
      [start]: { Type: "Choice", Choices: [{ ...isFound("systemMonitor.found"), Next: next }], Default: grant.start },
      ...grant.states(next),
    }),
  };
}

/** Of a paused stage auto refresh stays as it is, for the resume to switch on. */
function unlessKept(view: LandingView, switching: Step): Step {
  const start = `Is the refresh mode of ${view} to stay?`;
  const asked: Condition = {
    And: [
      { Variable: KEEP_REFRESH_MODE, IsPresent: true },
      { Variable: KEEP_REFRESH_MODE, BooleanEquals: true },
    ],
  };
  return {
    start,
    states: (next) => ({
      [start]: { Type: "Choice", Choices: [{ ...asked, Next: next }], Default: switching.start },
      ...switching.states(next),
    }),
  };
}

/** A name that stands in intrinsic functions as well, whose strings have their own syntax. */
function settingOf(key: string, value: string): string {
  if (/^[\w.:/@+=,-]+$/.test(value)) return value;
  throw new SetupSettingError(key, value);
}

/** A setting that no ARN or stream name can have. */
export class SetupSettingError extends Error {
  override readonly name = "SetupSettingError";
  constructor(key: string, value: string) {
    super(`The setting ${key} of set-up is "${value}": it must be letters, digits and . : / @ + = , _ - only.`);
  }
}
