import type { EngineCatalog } from "../catalog/engine-catalog.ts";
import type { EngineConnection } from "../engine/engine.ts";
import type { BoundParameter, PlanContext, SessionFunctions } from "../plan/plan-context.ts";
import type { SessionSettings } from "../session/session-settings.ts";
import type { ParsedStatement } from "../sql/parse.ts";
import type { RedshiftType, Statement } from "../sql/tree.ts";
import type { RefreshRequest } from "../stream/refresh-member.ts";
import type { StreamReaderFor } from "../stream-reader.ts";

/** A user signed in, as the engine knows it. */
export interface SessionUser {
  readonly name: string;
  readonly engineName: string;
  /** OID. */
  readonly id: string;
  readonly superuser: boolean;
}

/** IAM roles the namespace may use: external schemas name one of them. */
export interface AssociatedRoles {
  readonly arns: readonly string[];
  /** What `IAM_ROLE default` means. */
  readonly defaultArn?: string;
}

/** What a statement knows of where it runs. It is within a transaction, as its user. */
export interface Execution {
  readonly connection: EngineConnection;
  readonly user: SessionUser;
  /** Who signed in: another than `user` after SET SESSION AUTHORIZATION. */
  readonly signedIn: SessionUser;
  readonly catalog: EngineCatalog;
  /** What the functions of a query may do to the session. */
  readonly session: SessionFunctions;
  /** The AWS account and the namespace's UUID, where they are known. */
  readonly identity: PlanContext["identity"];
  /** The session's prepared statements, by name. */
  readonly prepared: Map<string, PreparedStatement>;
  /** The open transaction's cursors, by name; undefined outside a transaction. */
  readonly cursors: Map<string, Cursor> | undefined;
  /** The session's configuration parameters. */
  readonly settings: SessionSettings;
  /** Values of the statement's parameters. */
  readonly parameters: ReadonlyMap<string, BoundParameter>;
  readonly databaseName: string;
  readonly associatedRoles: AssociatedRoles;
  readonly streamReaderFor: StreamReaderFor;
  /** Whether a streaming view's rows can only be deleted all together. */
  readonly refuseConditionalDelete: boolean;
  /** The statement's text as written. */
  readonly source: string;
  /** Milliseconds since the epoch: GETDATE() of this statement. */
  readonly statementTime: number;
  /** Runs `work` as the engine's own superuser: the internal tables are nobody else's. */
  asEngine<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Goes on as another user, or as who signed in where none is given. */
  authorize(user: SessionUser | undefined, scope: "session" | "local"): Promise<void>;
  /** The engine's schema for this session's temporary tables, made when it is not there yet. */
  temporarySchema(): Promise<string>;
}

/** A statement with `$1`, `$2` ... for values to come. */
export interface PreparedStatement {
  readonly parsed: ParsedStatement;
  readonly types: readonly RedshiftType[];
}

/** A query's whole result, and how many of its rows have been fetched. */
export interface Cursor {
  readonly resultSet: ResultSet;
  fetched: number;
}

export interface ResultColumn {
  readonly name: string;
  readonly type: RedshiftType;
  readonly schema?: string;
  readonly table?: string;
}

export interface ResultSet {
  readonly columns: readonly ResultColumn[];
  /** Values in PostgreSQL's text form. */
  readonly rows: readonly (readonly (string | null)[])[];
}

export interface Outcome {
  readonly resultSet?: ResultSet;
  /** Rows returned or touched. */
  readonly rowCount: number;
  /** What others have cached is old now: relations, users and roles, streaming views. */
  readonly changed?: readonly ("catalog" | "system relations" | "principals" | "views")[];
  /** Views to refresh, in a transaction of their own, once this statement's is committed. */
  readonly refresh?: RefreshRequest;
  /** What the client is told besides: `INFO:  ...`, `WARNING:  ...`. */
  readonly notices?: readonly string[];
  /** A COMMIT that found its transaction failed has rolled it back. */
  readonly rolledBack?: true;
  /** Number of the statement in this database. */
  readonly queryId?: number;
}

/** The statement of a kind; several kinds may share one shape. */
export type StatementOf<Kind extends Statement["kind"], Member = Statement> = Member extends { readonly kind: infer K }
  ? Kind extends K
    ? Member
    : never
  : never;

export type Executor<Kind extends Statement["kind"]> = (
  statement: StatementOf<Kind>,
  execution: Execution,
) => Promise<Outcome>;

export const DONE: Outcome = { rowCount: 0 };
