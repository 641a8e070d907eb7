import type {
  AlterDefaultPrivileges,
  AlterRole,
  CreateRole,
  CreateUser,
  DropGroup,
  DropRole,
  DropUser,
  GrantRole,
  GroupChange,
  PrivilegeChange,
  SetSessionAuthorization,
} from "./access-tree.ts";
import type { AlterSchema, AlterTable, AlterTableAppend } from "./alter-tree.ts";
import type { Delete, Insert, Merge, Update } from "./change-tree.ts";
import type { AlterDatabase, CreateDatabase, DropDatabase } from "./database-tree.ts";
import type {
  AlterMaterializedView,
  CreateExternalSchema,
  CreateMaterializedView,
  CreateSchema,
  CreateTable,
  CreateTableAs,
  CreateView,
  DropRelation,
  DropSchema,
  RefreshMaterializedView,
  Truncate,
} from "./definition-tree.ts";
import type { Name, QualifiedName, Span } from "./expression-tree.ts";
import type { CloseCursor, Deallocate, DeclareCursor, ExecutePrepared, Fetch, Prepare } from "./prepared-tree.ts";
import type { Query } from "./query-tree.ts";

/** One statement. What this union does not name, the parser refuses by name. */
export type Statement =
  | Prepare
  | ExecutePrepared
  | Deallocate
  | DeclareCursor
  | Fetch
  | CloseCursor
  | Query
  | Insert
  | Update
  | Delete
  | Merge
  | CreateTable
  | CreateTableAs
  | DropRelation
  | AlterTable
  | AlterTableAppend
  | AlterSchema
  | Truncate
  | CreateView
  | CreateMaterializedView
  | RefreshMaterializedView
  | AlterMaterializedView
  | CreateExternalSchema
  | CreateDatabase
  | AlterDatabase
  | DropDatabase
  | CreateSchema
  | DropSchema
  | CreateRole
  | AlterRole
  | DropRole
  | GrantRole
  | PrivilegeChange
  | AlterDefaultPrivileges
  | CreateUser
  | DropUser
  | GroupChange
  | DropGroup
  | SetSessionAuthorization
  | Comment
  | SetParameter
  | SessionCharacteristics
  | Cancel
  | ShowParameter
  | ResetParameter
  | Transaction
  | Explain
  | Analyze
  | Vacuum
  | Lock
  | ShowDefinition
  | ShowList;

export interface Comment {
  readonly kind: "comment";
  readonly on: "table" | "view" | "column" | "constraint" | "database";
  readonly parts: readonly Name[];
  /** The table whose constraint it is. */
  readonly table?: QualifiedName;
  /** Undefined for IS NULL. */
  readonly text?: string;
  readonly span: Span;
}

export interface SetParameter {
  readonly kind: "set";
  readonly scope: "session" | "local";
  /** Lower case; `search_path`, `timezone`, `enable_case_sensitive_identifier` ... */
  readonly name: string;
  /** `default` for TO DEFAULT. */
  readonly value: "default" | readonly string[];
  readonly span: Span;
}

/** SET SESSION CHARACTERISTICS AS TRANSACTION */
export interface SessionCharacteristics {
  readonly kind: "set session characteristics";
  readonly readOnly: boolean;
  readonly span: Span;
}

/** CANCEL pid ['message'] */
export interface Cancel {
  readonly kind: "cancel";
  readonly pid: number;
  /** What the cancelled statement fails with. */
  readonly message?: string;
  readonly span: Span;
}

export interface ShowParameter {
  readonly kind: "show";
  readonly name: string;
  readonly span: Span;
}

export interface ResetParameter {
  readonly kind: "reset";
  /** `all` for RESET ALL. */
  readonly name: string;
  readonly span: Span;
}

export type Transaction = TransactionOf<"begin"> | TransactionOf<"commit"> | TransactionOf<"rollback">;

export interface TransactionOf<Kind extends "begin" | "commit" | "rollback"> {
  readonly kind: Kind;
  readonly readOnly?: boolean;
  readonly span: Span;
}

export interface Explain {
  readonly kind: "explain";
  readonly verbose: boolean;
  readonly statement: Statement;
  readonly span: Span;
}

/** ANALYZE, whose statistics the engine keeps by itself. */
export interface Analyze {
  readonly kind: "analyze";
  readonly table?: QualifiedName;
  readonly columns: readonly Name[];
  readonly span: Span;
}

/** VACUUM; the threshold and BOOST change nothing here. */
export interface Vacuum {
  readonly kind: "vacuum";
  readonly mode: "full" | "sort only" | "delete only" | "reindex" | "recluster";
  readonly table?: QualifiedName;
  readonly span: Span;
}

export interface Lock {
  readonly kind: "lock";
  readonly tables: readonly QualifiedName[];
  readonly span: Span;
}

/** SHOW TABLE and SHOW VIEW: the statement that makes one. */
export interface ShowDefinition {
  readonly kind: "show definition";
  readonly of: "table" | "view";
  readonly name: QualifiedName;
  readonly span: Span;
}

/** SHOW SCHEMAS, TABLES, COLUMNS of what `parts` names. */
export interface ShowList {
  readonly kind: "show list";
  readonly of: "schemas" | "tables" | "columns" | "primary keys";
  readonly parts: readonly Name[];
  /** LIKE, case-sensitive. */
  readonly pattern?: string;
  readonly limit?: number;
  readonly span: Span;
}
