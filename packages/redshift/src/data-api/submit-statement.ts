import type { SignIn } from "../sign-in.ts";
import { parse } from "../sql/parse.ts";
import { DataApiError } from "./data-api-error.ts";
import { type DataApiContext, runStatement } from "./run-statement.ts";
import type { KeptSession } from "./session-store.ts";
import type { Progress, SqlParameter, StoredStatement } from "./stored-statement.ts";

/** Characters of a statement's text: https://docs.aws.amazon.com/redshift/latest/mgmt/data-api.html */
const MAX_SQL_BYTES = 200 * 1024;

/** Requests that may wait for one statement. AWS has such a limit (ActiveWaitingRequestsExceededException) and does not say which. */
const MAX_WAITING = 50;

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
  /** Runs in this kept session, as its user and in its database. */
  readonly sessionId?: string;
  /** Keeps the session so many seconds after the statement has ended. */
  readonly sessionKeepAliveSeconds?: number;
}

interface Batch {
  readonly sqls: readonly string[];
  readonly mode: "transaction" | "auto-commit";
  readonly isBatch: boolean;
}

/**
 * Takes statements in and starts them, unless the same principal sent the same client token within 8 hours.
 * @throws {DataApiError} ValidationException, ActiveStatementsExceededException
 */
export async function submitStatement(
  context: DataApiContext,
  signIn: SignIn,
  request: SubmitRequest,
  batch: Batch,
): Promise<StoredStatement> {
  const { store, clock } = context;
  const replayed = request.clientToken === undefined ? undefined : store.ofToken(signIn, request.clientToken);
  const statement = replayed ?? start(context, signIn, request, batch);
  if (request.waitTimeSeconds !== undefined) await waitForEnd(statement, request.waitTimeSeconds, clock);
  return statement;
}

function start(
  context: DataApiContext,
  signIn: SignIn,
  request: SubmitRequest,
  { sqls, mode, isBatch }: Batch,
): StoredStatement {
  const { store, sessions, database, databaseName } = context;
  validate(sqls, request.parameters ?? []);
  store.checkRoom();
  const { sessionId, sessionKeepAliveSeconds: seconds, workgroupName } = request;
  const target = {
    database: request.database ?? databaseName,
    ...(workgroupName === undefined ? {} : { workgroupName }),
  };
  let kept = sessionId === undefined ? undefined : sessions.find(signIn, sessionId);
  if (kept === undefined && seconds !== undefined && seconds > 0) kept = sessions.open(signIn, seconds, target);
  else if (kept !== undefined && seconds !== undefined) kept.keepAliveSeconds = seconds;
  const id = context.newId();
  if (kept !== undefined) sessions.occupy(kept, id);
  const runsIn = kept === undefined ? { session: database.openSession(signIn) } : { session: kept.session, kept };
  const statement: StoredStatement = {
    ...newStatement(
      context,
      kept?.signIn ?? signIn,
      { ...request, ...target, ...sessionTarget(kept) },
      id,
      sqls,
      isBatch,
    ),
    ...runsIn,
    ...(isBatch ? { executionMode: mode } : {}),
  };
  store.add(statement);
  statement.ended = runStatement(context, statement, mode);
  return statement;
}

function sessionTarget(kept: KeptSession | undefined): Pick<SubmitRequest, "database" | "workgroupName"> {
  if (kept === undefined) return {};
  const { database, workgroupName } = kept;
  return { database, ...(workgroupName === undefined ? {} : { workgroupName }) };
}

/** Resolves when the statement has ended or the time is over. */
export async function waitForEnd(
  statement: StoredStatement,
  seconds: number,
  clock: DataApiContext["clock"],
): Promise<void> {
  if (statement.waiting >= MAX_WAITING) {
    throw new DataApiError(
      "ActiveWaitingRequestsExceededException",
      `${MAX_WAITING} requests wait for statement ${statement.id} already.`,
    );
  }
  statement.waiting += 1;
  const timeout = new AbortController();
  const tooLong = clock.sleep(seconds * 1000, timeout.signal).catch(() => undefined);
  await Promise.race([statement.ended, tooLong]);
  statement.waiting -= 1;
  timeout.abort();
}

function newStatement(
  { clock, databaseName }: DataApiContext,
  signIn: SignIn,
  request: SubmitRequest,
  id: string,
  sqls: readonly string[],
  batch: boolean,
): Omit<StoredStatement, "session"> {
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
    waiting: 0,
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
