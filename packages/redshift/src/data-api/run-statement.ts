import type { Clock } from "../clock.ts";
import type { Outcome } from "../execute/execution.ts";
import { asSqlError } from "../execute/redshift-error.ts";
import type { Database } from "../session/database.ts";
import type { Session } from "../session/session.ts";
import type { ParsedStatement } from "../sql/parse.ts";
import { NotSupportedSql, SqlError } from "../sql/sql-error.ts";
import { rowSize, sizeOf } from "./field.ts";
import type { SessionStore } from "./session-store.ts";
import type { StatementStore } from "./statement-store.ts";
import type { Progress, StatementStatus, StoredStatement, SubStatement } from "./stored-statement.ts";

/** Bytes of one row of a result: https://docs.aws.amazon.com/redshift/latest/mgmt/data-api-troubleshooting.html */
const MAX_ROW_BYTES = 64 * 1024;

/** Bytes of a whole result (AWS counts it compressed). */
const MAX_RESULT_BYTES = 500 * 1024 * 1024;

export interface DataApiContext {
  readonly clock: Clock;
  readonly store: StatementStore;
  readonly sessions: SessionStore;
  readonly database: Database;
  readonly databaseName: string;
  /** A new statement's id: a UUID. */
  readonly newId: () => string;
  /** Hears of every statement that has ended. */
  readonly ended?: (statement: StoredStatement) => void;
}

/** Runs a stored statement to its end in its session; whatever happens is in its status. */
export async function runStatement(
  context: DataApiContext,
  statement: StoredStatement,
  mode: "transaction" | "auto-commit",
): Promise<void> {
  const { clock, sessions, store } = context;
  const { statements, controller, overall, session, kept } = statement;
  pass(overall, "PICKED", clock);
  // The engine itself may fail: every statement hears why.
  const outcomes = await runAll(context, statement, mode).catch((error: unknown) =>
    statements.map(() => asSqlError(error)),
  );
  const checked = outcomes.map(checkSize);
  for (const [index, part] of statements.entries()) conclude(part, checked[index], context, controller.signal.aborted);
  if (kept !== undefined) sessions.leave(kept);
  concludeAll(statement, clock);
  store.keepResult(overall.resultSize);
  context.ended?.(statement);
  if (kept === undefined) await session.close();
}

/**
 * Outcomes of the statements in their order. In a transaction, one that fails takes the ones before it back and is the last;
 * when each commits on its own, the others go on. https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_BatchExecuteStatement.html
 */
async function runAll(
  { clock, databaseName }: DataApiContext,
  statement: StoredStatement,
  mode: "transaction" | "auto-commit",
): Promise<readonly (Outcome | SqlError)[]> {
  const { overall, controller, session, batch, statements } = statement;
  if (statement.database !== databaseName) {
    return [new SqlError("3D000", `database "${statement.database}" does not exist`)];
  }
  const { signal } = controller;
  const together = mode === "transaction" && batch;
  const outcomes: (Outcome | SqlError)[] = [];
  for (const part of statements) {
    if (signal.aborted) break;
    if (together && session.transactionStatus === "idle") await session.begin(signal);
    const started = () => {
      pass(part, "STARTED", clock);
      if (overall.status === "PICKED") pass(overall, "STARTED", clock);
    };
    const outcome = await runOne(statement, part, started).catch(asSqlError);
    outcomes.push(outcome);
    if (together && outcome instanceof SqlError) break;
  }
  if (together && session.transactionStatus === "open") await session.commit(signal);
  if (together && session.transactionStatus === "failed") await session.rollback();
  return outcomes;
}

async function runOne(
  { session, parameters, controller }: StoredStatement,
  { sql }: SubStatement,
  started: () => void,
): Promise<Outcome> {
  const parsed = parseOne(session, sql, parameters);
  const values = new Map(parameters.map(({ name, value }) => [name, { text: value }]));
  return session.execute(parsed, { parameters: values, signal: controller.signal, started });
}

/** The text of an error as `DescribeStatement` gives it. */
function errorText({ message, detail, hint, position }: SqlError): string {
  return [
    `ERROR: ${message}`,
    ...(detail === undefined ? [] : [`  Detail: ${detail}`]),
    ...(hint === undefined ? [] : [`  Hint: ${hint}`]),
    ...(position === undefined ? [] : [`  Position: ${position}`]),
  ].join("\n");
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

function checkSize(outcome: Outcome | SqlError): Outcome | SqlError {
  if (outcome instanceof SqlError || outcome.resultSet === undefined) return outcome;
  const sizes = outcome.resultSet.rows.map(rowSize);
  const largest = sizes.reduce((most, size) => Math.max(most, size), 0);
  if (largest > MAX_ROW_BYTES) {
    return new SqlError(
      "54000",
      `packet for query is too large (${largest} > ${MAX_ROW_BYTES}): a row of the result exceeds 64 KB`,
    );
  }
  const whole = sizes.reduce((sum, size) => sum + size, 0);
  if (whole <= MAX_RESULT_BYTES) return outcome;
  return new SqlError("54000", `the result has ${whole} bytes; at most ${MAX_RESULT_BYTES} can be returned`);
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
