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

/** A user, a role or everybody. */
export type Grantee = { readonly kind: "user" | "role" | "group"; readonly name: Name } | { readonly kind: "public" };

/** GRANT ROLE r, ... TO ..., and REVOKE ROLE. System roles are written `sys:monitor`. */
export type GrantRole = RoleChange<"grant role"> | RoleChange<"revoke role">;

export interface RoleChange<Kind extends "grant role" | "revoke role"> {
  readonly kind: Kind;
  readonly roles: readonly Name[];
  readonly grantees: readonly Grantee[];
  readonly adminOption: boolean;
  readonly span: Span;
}

export type PrivilegeTarget =
  | { readonly kind: "tables"; readonly names: readonly QualifiedName[] }
  | { readonly kind: "all tables in schema" | "all functions in schema"; readonly schemas: readonly Name[] }
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
  readonly rename?: Name;
  readonly span: Span;
}

export interface DropUser {
  readonly kind: "drop user";
  readonly names: readonly Name[];
  readonly ifExists: boolean;
  readonly span: Span;
}
