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
import type { Delete, Insert, Update } from "./change-tree.ts";
import type {
  AlterMaterializedView,
  AlterTable,
  AlterTableAppend,
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
import type { Query } from "./query-tree.ts";

/** One statement. What this union does not name, the parser refuses by name. */
export type Statement =
  | Query
  | Insert
  | Update
  | Delete
  | CreateTable
  | CreateTableAs
  | DropRelation
  | AlterTable
  | AlterTableAppend
  | Truncate
  | CreateView
  | CreateMaterializedView
  | RefreshMaterializedView
  | AlterMaterializedView
  | CreateExternalSchema
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
  | ShowParameter
  | ResetParameter
  | Transaction
  | Explain
  | Maintenance;

export interface Comment {
  readonly kind: "comment";
  readonly on: "table" | "view" | "column" | "schema" | "database";
  readonly parts: readonly Name[];
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

/** What Redshift accepts and our engine has no need of beyond checking the table. */
export type Maintenance = MaintenanceOf<"analyze"> | MaintenanceOf<"vacuum">;

export interface MaintenanceOf<Kind extends "analyze" | "vacuum"> {
  readonly kind: Kind;
  readonly table?: QualifiedName;
  readonly span: Span;
}
