import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { bringUpToDate, INSTALL } from "./catalog/database-version.ts";
import { CREATE_BATCH_TABLE, dropTemporarySchemas } from "./catalog/engine-catalog.ts";
import type { Profile } from "./catalog/refused-views.ts";
import type { Clock } from "./clock.ts";
import { type BatchExecuteStatementRequest, batchExecuteStatement } from "./data-api/batch-execute-statement.ts";
import { cancelStatement } from "./data-api/cancel-statement.ts";
import { describeStatement } from "./data-api/describe-statement.ts";
import { describeTable } from "./data-api/describe-table.ts";
import { type ExecuteStatementRequest, executeStatement } from "./data-api/execute-statement.ts";
import {
  type GetStatementResultRequest,
  getStatementResult,
  getStatementResultV2,
} from "./data-api/get-statement-result.ts";
import { listSchemas } from "./data-api/list-schemas.ts";
import { type ListSessionsRequest, listSessions } from "./data-api/list-sessions.ts";
import { type ListStatementsRequest, listStatements } from "./data-api/list-statements.ts";
import { listTables } from "./data-api/list-tables.ts";
import type { DataApiContext } from "./data-api/run-statement.ts";
import { SessionStore } from "./data-api/session-store.ts";
import { StatementStore } from "./data-api/statement-store.ts";
import type { StoredStatement } from "./data-api/stored-statement.ts";
import { DatabaseImage, isFolder } from "./engine/database-image.ts";
import { Engine } from "./engine/engine.ts";
import { lockFolder } from "./engine/folder-lock.ts";
import { quoteLiteral } from "./engine/quote.ts";
import type { AssociatedRoles } from "./execute/execution.ts";
import { signInUser } from "./execute/sign-in-user.ts";
import { Database } from "./session/database.ts";
import type { SignIn } from "./sign-in.ts";
import { StreamingViews } from "./stream/streaming-views.ts";
import type { StreamReaderFor } from "./stream-reader.ts";

/** VARBYTE's largest, which is what a streaming view's column holds since patch 203 (10 MiB is Kinesis' own limit). */
const MAX_RECORD_BYTES = 16_777_216;

/** About a second and a half of the engine, which others wait for. */
const RECORDS_PER_TRANSACTION = 100_000;

export interface RedshiftOptions {
  /** Where the data lives. One process at a time has it open. */
  readonly folder: string;
  /** Where a prepared database is kept for the next new folder; shared by all. */
  readonly cacheFolder: string;
  /** Name of the one database. */
  readonly databaseName: string;
  /** Name of the superuser that comes with it. */
  readonly adminUser: string;
  readonly clock: Clock;
  readonly streamReaderFor: StreamReaderFor;
  /** IAM roles that external schemas may name, asked each time. */
  readonly associatedRoles: () => AssociatedRoles;
  /** Records above are skipped and logged. @default 16777216 bytes */
  readonly maxRecordBytes?: number;
  /** Records of a refresh that are committed in one go; more are computed in between what others ask. @default 100000 */
  readonly recordsPerTransaction?: number;
  /** What CURRENT_AWS_ACCOUNT and CURRENT_NAMESPACE say. @default they are refused */
  readonly identity?: { readonly account: string; readonly namespace: string };
  /** A workgroup denies the STL_, STV_, SVL_ and SVCS_ views, which are a cluster's. @default serverless */
  readonly profile?: Profile;
  /**
   * Refuses DELETE with a condition on a streaming view: the grammar has it and no example of the guide does, so what
   * depends on it can be tried without. @default false
   */
  readonly refuseConditionalDelete?: boolean;
  /**
   * From the start of one automatic refresh to the next. Redshift decides on it by its load, and promises nothing:
   * https://docs.aws.amazon.com/redshift/latest/dg/materialized-view-refresh.html. @default as soon as records can be read
   */
  readonly autoRefreshMs?: number;
  /** Ids of statements. @default UUIDs */
  readonly newId?: () => string;
  /** Hears of every statement that has ended. */
  readonly statementEnded?: (statement: StoredStatement) => void;
}

/** A Redshift of one database: the operations of its Data API, each for whoever signs in. */
export type Redshift = Awaited<ReturnType<typeof openRedshift>>;

/**
 * Opens the Redshift whose data is in `folder`, making it when there is none.
 * Automatic refreshes go on where they were.
 * @throws {FolderLockedError} when another process has the folder; {DatabaseVersionError}; {EngineError}
 */
export async function openRedshift(options: RedshiftOptions) {
  const { folder, clock, databaseName, streamReaderFor, associatedRoles, newId = randomUUID, statementEnded } = options;
  const release = await lockFolder(folder);
  const engine = await openEngine(options).catch(async (error: unknown) => {
    await release();
    throw error;
  });
  const {
    maxRecordBytes = MAX_RECORD_BYTES,
    recordsPerTransaction = RECORDS_PER_TRANSACTION,
    profile = "serverless",
    refuseConditionalDelete = false,
  } = options;
  const limits = { maxRecordBytes, recordsPerTransaction };
  const views = new StreamingViews({
    ...{ engine, clock, streamReaderFor, limits },
    ...(options.autoRefreshMs === undefined ? {} : { autoRefreshMs: options.autoRefreshMs }),
  });
  await views.open();
  const database = new Database({
    ...{ engine, clock, databaseName, streamReaderFor, associatedRoles, views, profile, refuseConditionalDelete },
    ...(options.identity === undefined ? {} : { identity: options.identity }),
  });
  await database.loadLogins();
  const sessions = new SessionStore(clock, database, newId);
  const context: DataApiContext = {
    clock,
    store: new StatementStore(clock),
    sessions,
    database,
    databaseName,
    newId,
    ...(statementEnded === undefined ? {} : { ended: statementEnded }),
  };
  return {
    databaseName,
    /** Whether the engine is at work at this moment. */
    isBusy: () => engine.isBusy,
    executeStatement: (signIn: SignIn, request: ExecuteStatementRequest) => executeStatement(context, signIn, request),
    batchExecuteStatement: (signIn: SignIn, request: BatchExecuteStatementRequest) =>
      batchExecuteStatement(context, signIn, request),
    describeStatement: (signIn: SignIn, request: Parameters<typeof describeStatement>[2]) =>
      describeStatement(context, signIn, request),
    getStatementResult: (signIn: SignIn, request: GetStatementResultRequest) =>
      getStatementResult(context, signIn, request),
    getStatementResultV2: (signIn: SignIn, request: GetStatementResultRequest) =>
      getStatementResultV2(context, signIn, request),
    cancelStatement: (signIn: SignIn, request: { readonly id: string }) => cancelStatement(context, signIn, request),
    /** ARN of the session that sent a statement; undefined when there is none of that id. */
    senderOf: (id: string) => context.store.senderOf(id),
    listStatements: (signIn: SignIn, request: ListStatementsRequest) => listStatements(context, signIn, request),
    listSessions: (signIn: SignIn, request: ListSessionsRequest) => listSessions(context, signIn, request),
    listSchemas: (signIn: SignIn, request: Parameters<typeof listSchemas>[2]) => listSchemas(context, signIn, request),
    listTables: (signIn: SignIn, request: Parameters<typeof listTables>[2]) => listTables(context, signIn, request),
    describeTable: (signIn: SignIn, request: Parameters<typeof describeTable>[2]) =>
      describeTable(context, signIn, request),
    /** What a user signs in with; undefined when there is none of that name. */
    login: (user: string) => database.login(user),
    /** A session of its own, for whoever speaks statement by statement; closed by who opened it. */
    openSession: (signIn: SignIn) => database.openSession(signIn),
    /** Ends what runs, closes the database and gives the folder back. */
    async close(): Promise<void> {
      sessions.close();
      await database.close();
      await views.close();
      await engine.close();
      await release();
    },
  };
}

async function openEngine({ folder, cacheFolder, databaseName, adminUser }: RedshiftOptions): Promise<Engine> {
  const database = join(folder, "database");
  const image = new DatabaseImage(cacheFolder, INSTALL);
  const filled = (await isFolder(database)) ? undefined : image.copyTo(database);
  const startUp = `SET redshift.database_name = ${quoteLiteral(databaseName)}; ${CREATE_BATCH_TABLE}`;
  const engine = await Engine.open(database, startUp, filled);
  try {
    await engine.exclusive(async (connection) => {
      await bringUpToDate(connection, folder);
      await dropTemporarySchemas(connection);
      await signInUser(connection, { databaseUser: adminUser, superuser: true, roles: [], principal: adminUser });
    });
    return engine;
  } catch (error) {
    await engine.close();
    throw error;
  }
}
