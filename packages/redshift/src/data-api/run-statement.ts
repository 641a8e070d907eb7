import type { Clock } from "../clock.ts";
import type { Outcome } from "../execute/execution.ts";
import { asSqlError } from "../execute/redshift-error.ts";
import type { StatementRunner } from "../execute/statement-runner.ts";
import { type ParsedStatement, parse } from "../sql/parse.ts";
import { NotSupportedSql, SqlError } from "../sql/sql-error.ts";
import { rowSize, sizeOf } from "./field.ts";
import type { StatementStore } from "./statement-store.ts";
import type { Progress, StatementStatus, StoredStatement, SubStatement } from "./stored-statement.ts";

/** Bytes of one row of a result: https://docs.aws.amazon.com/redshift/latest/mgmt/data-api-troubleshooting.html */
const MAX_ROW_BYTES = 64 * 1024;

export interface DataApiContext {
  readonly clock: Clock;
  readonly store: StatementStore;
  readonly runner: StatementRunner;
  readonly databaseName: string;
  /** A new statement's id: a UUID. */
  readonly newId: () => string;
  /** Hears of every statement that has ended. */
  readonly ended?: (statement: StoredStatement) => void;
}

/** Runs a stored statement to its end; whatever happens is in its status. */
export async function runStatement(
  context: DataApiContext,
  statement: StoredStatement,
  mode: "transaction" | "auto-commit",
): Promise<void> {
  const { clock, runner } = context;
  const { statements, signIn, controller } = statement;
  pass(statement.overall, "PICKED", clock);
  const { parsed, failure } = statement.database === context.databaseName ? parseAll(statement) : noDatabase(statement);
  const began = (part: SubStatement) => {
    pass(part, "STARTED", clock);
    if (statement.overall.status === "PICKED") pass(statement.overall, "STARTED", clock);
  };
  const outcomes =
    failure ??
    (await runner
      .run({
        signIn,
        statements: parsed,
        parameters: new Map(statement.parameters.map(({ name, value }) => [name, value])),
        mode,
        signal: controller.signal,
        started: (index) => {
          const part = statements[index];
          if (part) began(part);
        },
      })
      // The engine itself has failed: every statement hears why.
      .catch((error: unknown) => statements.map(() => asSqlError(error))));
  const checked = outcomes.map(checkRowSizes);
  for (const [index, part] of statements.entries()) conclude(part, checked[index], context, controller.signal.aborted);
  concludeAll(statement, clock);
  context.store.keepResult(statement.overall.resultSize);
  context.ended?.(statement);
}

/** The text of an error as `DescribeStatement` gives it. */
export function errorText({ message, detail, hint, position }: SqlError): string {
  return [
    `ERROR: ${message}`,
    ...(detail === undefined ? [] : [`  Detail: ${detail}`]),
    ...(hint === undefined ? [] : [`  Hint: ${hint}`]),
    ...(position === undefined ? [] : [`  Position: ${position}`]),
  ].join("\n");
}

/** Nothing runs when one of the texts can't be parsed: `failure` then has what each of them comes to. */
function parseAll({ statements, parameters }: StoredStatement): {
  readonly parsed: readonly ParsedStatement[];
  readonly failure?: readonly (Outcome | SqlError)[];
} {
  const parsed: ParsedStatement[] = [];
  for (const [index, { sql }] of statements.entries()) {
    try {
      parsed.push(parseOne(sql, parameters));
    } catch (error) {
      const failure: (Outcome | SqlError)[] = [];
      failure[index] = asSqlError(error);
      return { parsed, failure: Array.from({ length: index + 1 }, (_, at) => failure[at] ?? { rowCount: 0 }) };
    }
  }
  return { parsed };
}

/** The connection fails before anything is looked at. */
function noDatabase({ database }: StoredStatement): ReturnType<typeof parseAll> {
  return { parsed: [], failure: [new SqlError("3D000", `database "${database}" does not exist`)] };
}

function parseOne(sql: string, parameters: StoredStatement["parameters"]): ParsedStatement {
  const [first, second] = parse(sql);
  if (first === undefined) throw new SqlError("42601", "syntax error at end of input");
  if (second !== undefined)
    throw new NotSupportedSql("More than one statement in one Sql", { position: second.start + 1 });
  for (const name of first.parameters) {
    const given = parameters.find((parameter) => parameter.name === name);
    if (given === undefined) throw new SqlError("42P02", `there is no parameter :${name}`);
    // An empty value fails the statement: https://docs.aws.amazon.com/redshift/latest/mgmt/data-api.html
    if (given.value === "") throw new SqlError("22023", `the value of parameter :${name} is empty`);
  }
  return first;
}

function checkRowSizes(outcome: Outcome | SqlError): Outcome | SqlError {
  if (outcome instanceof SqlError || outcome.resultSet === undefined) return outcome;
  const size = outcome.resultSet.rows.reduce((most, row) => Math.max(most, rowSize(row)), 0);
  if (size <= MAX_ROW_BYTES) return outcome;
  return new SqlError(
    "54000",
    `packet for query is too large (${size} > ${MAX_ROW_BYTES}): a row of the result exceeds 64 KB`,
  );
}

function conclude(
  part: SubStatement,
  outcome: Outcome | SqlError | undefined,
  { clock }: DataApiContext,
  aborted: boolean,
): void {
  if (outcome === undefined || (outcome instanceof SqlError && aborted)) {
    pass(part, "ABORTED", clock);
  } else if (outcome instanceof SqlError) {
    part.error = errorText(outcome);
    pass(part, "FAILED", clock);
  } else {
    part.resultRows = outcome.rowCount;
    if (outcome.resultSet !== undefined) {
      part.resultSet = outcome.resultSet;
      part.resultSize = sizeOf(outcome.resultSet);
    }
    pass(part, "FINISHED", clock);
  }
}

/** The whole is as good as its worst part. */
function concludeAll({ overall, statements, batch }: StoredStatement, clock: Clock): void {
  const failed = statements.findIndex((part) => part.status === "FAILED");
  const last = statements.at(-1);
  overall.resultSize = statements.reduce((sum, part) => sum + part.resultSize, 0);
  overall.resultRows = last?.resultRows ?? -1;
  overall.startedAt ??= statements[0]?.startedAt ?? clock.now();
  const error = statements[failed]?.error;
  if (error !== undefined) overall.error = batch ? `Query #${failed + 1} failed with ${error}` : error;
  const status: StatementStatus = failed >= 0 ? "FAILED" : (last?.status ?? "FINISHED");
  pass(overall, status, clock);
}

function pass(progress: Progress, status: StatementStatus, clock: Clock): void {
  progress.status = status;
  progress.updatedAt = clock.now();
  if (status === "STARTED") progress.startedAt = progress.updatedAt;
}
