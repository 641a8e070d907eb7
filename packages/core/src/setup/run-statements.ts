import { createHash } from "node:crypto";
import { dataApiTask } from "./data-api-task.ts";
import { type FailureStates, failure } from "./failure-states.ts";
import { singleLine } from "./single-line.ts";
import { type StatementTarget, targetParameters } from "./statement-target.ts";
import type { Step } from "./step.ts";

export interface StatementRun {
  /** What happens, as a person reads it in the list of states, such as `Create streaming view sensor_records`. At most 69 characters, because a state's name has at most 80. */
  readonly title: string;
  /** Where the statement stands, for a failure's cause. */
  readonly file: string;
  /** One statement runs by itself; several run in one transaction. */
  readonly statements: readonly string[];
  /** Values of the statements' parameters by name: paths and intrinsic functions, all of them texts. */
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
  const [statement, ...others] = statements;
  const single = others.length === 0;
  const bound = Object.entries(parameters).map(([Name, path]) => ({ Name, "Value.$": path }));
  return {
    start: title,
    states: (next) => ({
      [title]: dataApiTask(single ? "executeStatement" : "batchExecuteStatement", {
        parameters: {
          ...targetParameters(target),
          ...(single ? { Sql: statement } : { Sqls: statements.map(singleLine) }),
          ...(bound.length === 0 ? {} : { Parameters: bound }),
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
