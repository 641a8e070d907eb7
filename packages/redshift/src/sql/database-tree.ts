import type { Name, Span } from "./expression-tree.ts";

export interface CreateDatabase {
  readonly kind: "create database";
  readonly name: Name;
  readonly span: Span;
}

export interface AlterDatabase {
  readonly kind: "alter database";
  readonly name: Name;
  readonly action: "rename to" | "owner to" | "connection limit" | "collate" | "isolation level";
  readonly span: Span;
}

export interface DropDatabase {
  readonly kind: "drop database";
  readonly name: Name;
  readonly span: Span;
}
