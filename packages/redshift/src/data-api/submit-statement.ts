import type { SignIn } from "../sign-in.ts";
import { parse } from "../sql/parse.ts";
import { DataApiError } from "./data-api-error.ts";
import { type DataApiContext, runStatement } from "./run-statement.ts";
import type { Progress, SqlParameter, StoredStatement } from "./stored-statement.ts";

/** Characters of a statement's text: https://docs.aws.amazon.com/redshift/latest/mgmt/data-api.html */
const MAX_SQL_BYTES = 200 * 1024;

export interface SubmitRequest {
  readonly parameters?: readonly SqlParameter[];
  readonly statementName?: string;
  readonly clientToken?: string;
  readonly withEvent?: boolean;
  readonly resultFormat?: "JSON" | "CSV";
  /** Waits up to so many seconds for the end. */
  readonly waitTimeSeconds?: number;
  /** @default the only one there is */
  readonly database?: string;
  /** Told again by DescribeStatement. */
  readonly secretArn?: string;
  readonly workgroupName?: string;
}

/**
 * Takes statements in and starts them, unless the same principal sent the same client token within 8 hours.
 * @throws {DataApiError} ValidationException, ActiveStatementsExceededException
 */
export async function submitStatement(
  context: DataApiContext,
  signIn: SignIn,
  request: SubmitRequest,
  batch: { readonly sqls: readonly string[]; readonly mode: "transaction" | "auto-commit"; readonly isBatch: boolean },
): Promise<StoredStatement> {
  const { store, clock } = context;
  const { sqls, mode, isBatch } = batch;
  const replayed = request.clientToken === undefined ? undefined : store.ofToken(signIn, request.clientToken);
  const statement = replayed ?? newStatement(context, signIn, request, sqls, isBatch);
  if (replayed === undefined) {
    validate(sqls, request.parameters ?? []);
    store.add(statement);
    statement.ended = runStatement(context, statement, mode);
  }
  if (request.waitTimeSeconds !== undefined) await waitForEnd(statement, request.waitTimeSeconds, clock);
  return statement;
}

/** Resolves when the statement has ended or the time is over. */
export async function waitForEnd(
  statement: StoredStatement,
  seconds: number,
  clock: DataApiContext["clock"],
): Promise<void> {
  const timeout = new AbortController();
  const tooLong = clock.sleep(seconds * 1000, timeout.signal).catch(() => undefined);
  await Promise.race([statement.ended, tooLong]);
  timeout.abort();
}

function newStatement(
  { clock, newId, databaseName }: DataApiContext,
  signIn: SignIn,
  request: SubmitRequest,
  sqls: readonly string[],
  batch: boolean,
): StoredStatement {
  const id = newId();
  const now = clock.now();
  const progress = (): Progress => ({
    status: "SUBMITTED",
    createdAt: now,
    updatedAt: now,
    resultRows: -1,
    resultSize: 0,
    queryId: 0,
  });
  const { statementName, clientToken, secretArn, workgroupName } = request;
  return {
    id,
    signIn,
    database: request.database ?? databaseName,
    batch,
    statements: sqls.map((sql, index) => ({ ...progress(), id: batch ? `${id}:${index + 1}` : id, sql })),
    parameters: request.parameters ?? [],
    withEvent: request.withEvent ?? false,
    resultFormat: request.resultFormat ?? "JSON",
    overall: progress(),
    controller: new AbortController(),
    ended: Promise.resolve(),
    ...(statementName === undefined ? {} : { statementName }),
    ...(clientToken === undefined ? {} : { clientToken }),
    ...(secretArn === undefined ? {} : { secretArn }),
    ...(workgroupName === undefined ? {} : { workgroupName }),
  };
}

/** @throws {DataApiError} ValidationException */
function validate(sqls: readonly string[], parameters: readonly SqlParameter[]): void {
  for (const sql of sqls) {
    if (Buffer.byteLength(sql) > MAX_SQL_BYTES) {
      throw new DataApiError(
        "ValidationException",
        `The SQL statement has ${Buffer.byteLength(sql)} bytes; at most ${MAX_SQL_BYTES} are allowed.`,
      );
    }
  }
  const used = usedParameters(sqls);
  if (used === undefined) return;
  const unused = parameters.filter(({ name }) => !used.has(name)).map(({ name }) => name);
  if (unused.length > 0) {
    throw new DataApiError(
      "ValidationException",
      `Parameters list contains unused parameters. Unused parameters: [${unused.join(", ")}]`,
    );
  }
}

/** Undefined when a text can't be parsed, which its status will tell. */
function usedParameters(sqls: readonly string[]): ReadonlySet<string> | undefined {
  try {
    return new Set(sqls.flatMap((sql) => parse(sql).flatMap((statement) => statement.parameters)));
  } catch {
    return undefined;
  }
}
