import { createHash } from "node:crypto";
import { batchTexts, TEXTS } from "./batch-texts.ts";
import { dataApiTask } from "./data-api-task.ts";
import { type FailureStates, failure } from "./failure-states.ts";
import { singleLine } from "./single-line.ts";
import { type StatementTarget, targetParameters } from "./statement-target.ts";
import type { Payload } from "./states-language.ts";
import type { Step } from "./step.ts";

export interface StatementRun {
  /** What happens, as a person reads it in the list of states, such as `Create streaming view sensor_records`. At most 69 characters, because a state's name has at most 80. */
  readonly title: string;
  /** Where the statement stands, for a failure's cause. */
  readonly file: string;
  /** One statement runs by itself; several run in one transaction. */
  readonly statements: readonly string[];
  /** Paths to the values of the statements' parameters by name, all of them texts. In a batch they are the warehouse's own (batch-texts.ts). */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Where a failed statement goes, with its description in `$.described`. @default the execution fails */
  readonly onFailed?: string;
  /** Seconds between two looks. An execution may have 25,000 events, nine of them a look. @default 1 */
  readonly lookEverySeconds?: number;
}

/**
 * Runs statements and waits for their end without holding a function: execute, look, and as long as it runs wait a second and
 * look again. Afterwards `$.statement.Id` names the statement, for its result.
 *
 * The client token is made of the execution's name and the state, so every retry of the call is the same statement, and
 * neither another state nor another execution ever gets its answer: a token is kept for eight hours, with a failed
 * statement too. https://docs.aws.amazon.com/redshift/latest/mgmt/data-api.html
 * (Of the name, not of the ARN: aws-local-stepfunctions 3.0.0 hashes texts of more than 55 bytes wrongly, and alike.)
 */
export function runStatements(run: StatementRun, target: StatementTarget, failures: FailureStates): Step {
  const { title, file, statements, parameters = {}, onFailed = failures.statementFailed, lookEverySeconds = 1 } = run;
  const look = `${title}: look`;
  const decide = `${title}: ended?`;
  const wait = `${title}: wait`;
  const refused = `${title}: refused`;
  const { texts, payload } = statementsOf(statements, parameters);
  const begin = texts === undefined ? title : `${title}: texts`;
  return {
    start: begin,
    states: (next) => ({
      ...(texts === undefined ? {} : { [begin]: { Type: "Pass", Parameters: texts, ResultPath: TEXTS, Next: title } }),
      [title]: dataApiTask(statements.length === 1 ? "executeStatement" : "batchExecuteStatement", {
        parameters: {
          ...targetParameters(target),
          ...payload,
          // A failure that is provided for is none to tell of.
          ...(target.eventPrefix === undefined || run.onFailed !== undefined
            ? { StatementName: title }
            : { StatementName: `${target.eventPrefix}: ${title}`, WithEvent: true }),
          "ClientToken.$": `States.Format('{}-${tokenKey(run, target, failures)}', States.Hash($$.Execution.Name, 'MD5'))`,
        },
        result: { "Id.$": "$.Id", File: file, State: title },
        resultPath: "$.statement",
        onError: refused,
        next: look,
      }),
      [look]: dataApiTask("describeStatement", {
        parameters: { "Id.$": "$.statement.Id" },
        resultPath: "$.described",
        onError: failures.lookFailed,
        next: decide,
      }),
      [decide]: {
        Type: "Choice",
        Choices: [
          { Variable: "$.described.Status", StringEquals: "FINISHED", Next: next },
          { Variable: "$.described.Status", StringEquals: "FAILED", Next: onFailed },
          { Variable: "$.described.Status", StringEquals: "ABORTED", Next: failures.statementFailed },
        ],
        Default: wait,
      },
      [wait]: { Type: "Wait", Seconds: lookEverySeconds, Next: look },
      [refused]: failure(
        "StatementRefused",
        `States.Format('${file} was not accepted by the Data API, in the state ${title}. Mend it and start again: it goes on from there. {}: {}', $.caught.Error, $.caught.Cause)`,
        failures.end,
      ),
    }),
  };
}

interface Statements {
  readonly payload: Payload;
  /** What has to be at `$.texts` before. */
  readonly texts?: Payload;
}

function statementsOf(statements: readonly string[], parameters: Readonly<Record<string, string>>): Statements {
  const [statement, ...others] = statements;
  const bound = Object.entries(parameters).map(([Name, path]) => ({ Name, "Value.$": path }));
  if (others.length === 0) return { payload: { Sql: statement, ...(bound.length === 0 ? {} : { Parameters: bound }) } };
  if (bound.length === 0) return { payload: { Sqls: statements.map(singleLine) } };
  const { texts, list } = batchTexts(statements, parameters);
  return { texts, payload: { "Sqls.$": list } };
}

/**
 * A state's own part of a client token, which may have 64 characters, 33 of them the execution's: the machine, the state and
 * the warehouse, because executions of two machines may have the same name.
 */
function tokenKey({ title }: StatementRun, target: StatementTarget, { end }: FailureStates): string {
  return createHash("sha256")
    .update(JSON.stringify([end, title, target]))
    .digest("hex")
    .slice(0, 16);
}
