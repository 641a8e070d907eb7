import type { Clock } from "../clock.ts";
import type { Outcome } from "../execute/execution.ts";
import { asSqlError } from "../execute/redshift-error.ts";
import type { Database } from "../session/database.ts";
import type { Session } from "../session/session.ts";
import type { ParsedStatement } from "../sql/parse.ts";
import { NotSupportedSql, SqlError } from "../sql/sql-error.ts";
import { rowSize, sizeOf } from "./field.ts";
import type { StatementStore } from "./statement-store.ts";
import type { Progress, StatementStatus, StoredStatement, SubStatement } from "./stored-statement.ts";

/** Bytes of one row of a result: https://docs.aws.amazon.com/redshift/latest/mgmt/data-api-troubleshooting.html */
const MAX_ROW_BYTES = 64 * 1024;

export interface DataApiContext {
  readonly clock: Clock;
  readonly store: StatementStore;
  readonly database: Database;
  readonly databaseName: string;
  /** A new statement's id: a UUID. */
  readonly newId: () => string;
  /** Hears of every statement that has ended. */
  readonly ended?: (statement: StoredStatement) => void;
}

/** Runs a stored statement to its end in a session of its own; whatever happens is in its status. */
export async function runStatement(
  context: DataApiContext,
  statement: StoredStatement,
  mode: "transaction" | "auto-commit",
): Promise<void> {
  const { clock, database } = context;
  const { statements, controller, overall } = statement;
  pass(overall, "PICKED", clock);
  const session = database.openSession(statement.signIn);
  // The engine itself may fail: every statement hears why.
  const outcomes = await runAll(context, session, statement, mode).catch((error: unknown) =>
    statements.map(() => asSqlError(error)),
  );
  const checked = outcomes.map(checkRowSizes);
  for (const [index, part] of statements.entries()) conclude(part, checked[index], context, controller.signal.aborted);
  concludeAll(statement, clock);
  context.store.keepResult(overall.resultSize);
  context.ended?.(statement);
  await session.close();
}

/** Outcomes up to and including that of the statement that failed. In a transaction, a failure takes the ones before it back. */
async function runAll(
  { clock, databaseName }: DataApiContext,
  session: Session,
  statement: StoredStatement,
  mode: "transaction" | "auto-commit",
): Promise<readonly (Outcome | SqlError)[]> {
  if (statement.database !== databaseName) {
    return [new SqlError("3D000", `database "${statement.database}" does not exist`)];
  }
  const { parsed, failure } = parseAll(session, statement);
  if (failure !== undefined) return failure;
  const { overall, controller } = statement;
  const parameters = new Map(statement.parameters.map(({ name, value }) => [name, value]));
  const together = mode === "transaction" && statement.batch;
  const outcomes: (Outcome | SqlError)[] = [];
  for (const [index, item] of parsed.entries()) {
    if (together && session.transactionStatus === "idle") await session.begin(controller.signal);
    const started = () => {
      const part = statement.statements[index];
      if (part) pass(part, "STARTED", clock);
      if (overall.status === "PICKED") pass(overall, "STARTED", clock);
    };
    const outcome = await session.execute(item, { parameters, signal: controller.signal, started }).catch(asSqlError);
    outcomes.push(outcome);
    if (outcome instanceof SqlError) break;
  }
  if (together && session.transactionStatus === "open") await session.commit(controller.signal);
  return outcomes;
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
function parseAll(
  session: Session,
  { statements, parameters }: StoredStatement,
): {
  readonly parsed: readonly ParsedStatement[];
  readonly failure?: readonly (Outcome | SqlError)[];
} {
  const parsed: ParsedStatement[] = [];
  for (const [index, { sql }] of statements.entries()) {
    try {
      parsed.push(parseOne(session, sql, parameters));
    } catch (error) {
      const failure: (Outcome | SqlError)[] = [];
      failure[index] = asSqlError(error);
      return { parsed, failure: Array.from({ length: index + 1 }, (_, at) => failure[at] ?? { rowCount: 0 }) };
    }
  }
  return { parsed };
}

function parseOne(session: Session, sql: string, parameters: StoredStatement["parameters"]): ParsedStatement {
  const [first, second] = session.parse(sql);
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
    part.queryId = outcome.queryId ?? 0;
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
