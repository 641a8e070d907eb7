import type { Name, QualifiedName, Span } from "./expression-tree.ts";

export interface CreateRole {
  readonly kind: "create role";
  readonly name: Name;
  readonly span: Span;
}

export interface DropRole {
  readonly kind: "drop role";
  readonly name: Name;
  readonly force: boolean;
  readonly span: Span;
}

/** ALTER ROLE: https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_ROLE.html */
export interface AlterRole {
  readonly kind: "alter role";
  readonly name: Name;
  readonly rename?: Name;
  readonly owner?: Name;
  readonly span: Span;
}

/** A user, a role, a group or everybody. `withOption` is WITH GRANT OPTION or WITH ADMIN OPTION behind this one. */
export type Grantee = { readonly withOption?: true } & (
  | { readonly kind: "user" | "role" | "group"; readonly name: Name }
  | { readonly kind: "public" }
);

/** GRANT ROLE r, ... TO ..., and REVOKE ROLE. System roles are written `sys:monitor`. */
export type GrantRole = RoleChange<"grant role"> | RoleChange<"revoke role">;

export interface RoleChange<Kind extends "grant role" | "revoke role"> {
  readonly kind: Kind;
  readonly roles: readonly Name[];
  readonly grantees: readonly Grantee[];
  /** REVOKE ADMIN OPTION FOR. */
  readonly adminOption: boolean;
  readonly span: Span;
}

export type PrivilegeTarget =
  | { readonly kind: "tables"; readonly names: readonly QualifiedName[] }
  | { readonly kind: "all tables in schema"; readonly schemas: readonly Name[] }
  | { readonly kind: "schemas" | "databases"; readonly names: readonly Name[] }
  /** System permissions: `GRANT CREATE USER TO ROLE r`. */
  | { readonly kind: "system" };

export type PrivilegeChange = PrivilegeChangeOf<"grant privileges"> | PrivilegeChangeOf<"revoke privileges">;

export interface PrivilegeChangeOf<Kind extends "grant privileges" | "revoke privileges"> {
  readonly kind: Kind;
  /** Lower case, such as `select`, `usage`; `all` for ALL [PRIVILEGES]. */
  readonly privileges: readonly { readonly name: string; readonly columns?: readonly Name[] }[];
  readonly target: PrivilegeTarget;
  readonly grantees: readonly Grantee[];
  /** REVOKE GRANT OPTION FOR. */
  readonly grantOption: boolean;
  readonly cascade: boolean;
  readonly span: Span;
}

export interface AlterDefaultPrivileges {
  readonly kind: "alter default privileges";
  readonly forUsers: readonly Name[];
  readonly schemas: readonly Name[];
  readonly change: "grant" | "revoke";
  readonly privileges: readonly string[];
  readonly objects: "tables" | "functions" | "procedures";
  readonly grantees: readonly Grantee[];
  readonly grantOption: boolean;
  readonly span: Span;
}

export type CreateUser = UserChange<"create user"> | UserChange<"alter user">;

export interface UserChange<Kind extends "create user" | "alter user"> {
  readonly kind: Kind;
  readonly name: Name;
  /** `disable` is PASSWORD DISABLE; undefined leaves it. */
  readonly password?: { readonly kind: "disable" } | { readonly kind: "set"; readonly text: string };
  readonly createUser?: boolean;
  readonly createDatabase?: boolean;
  readonly syslogAccess?: "restricted" | "unrestricted";
  /** IN GROUP of CREATE USER. */
  readonly groups?: readonly Name[];
  /** A time as written. */
  readonly validUntil?: string;
  readonly connectionLimit?: number | "unlimited";
  /** Seconds; `reset` is RESET SESSION TIMEOUT. */
  readonly sessionTimeout?: number | "reset";
  readonly rename?: Name;
  /** What the user's next sessions begin with; without a value it is forgotten, all of them for `all`. */
  readonly parameter?: { readonly name: string; readonly value?: readonly string[] };
  readonly span: Span;
}

export interface DropUser {
  readonly kind: "drop user";
  readonly names: readonly Name[];
  readonly ifExists: boolean;
  readonly span: Span;
}

/** CREATE GROUP and ALTER GROUP. https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_GROUP.html */
export type GroupChange =
  | { readonly kind: "create group"; readonly name: Name; readonly users: readonly Name[]; readonly span: Span }
  | {
      readonly kind: "alter group";
      readonly name: Name;
      readonly action:
        | { readonly kind: "add" | "drop"; readonly users: readonly Name[] }
        | { readonly kind: "rename"; readonly to: Name };
      readonly span: Span;
    };

export interface DropGroup {
  readonly kind: "drop group";
  readonly name: Name;
  readonly span: Span;
}

/** SET [LOCAL] SESSION AUTHORIZATION; without a user, DEFAULT. */
export interface SetSessionAuthorization {
  readonly kind: "set session authorization";
  readonly scope: "session" | "local";
  readonly user?: Name;
  readonly span: Span;
}
