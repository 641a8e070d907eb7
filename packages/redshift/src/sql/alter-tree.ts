import type { ColumnDefinition, TableAttributes, TableConstraint } from "./definition-tree.ts";
import type { Name, QualifiedName, Span } from "./expression-tree.ts";
import type { RedshiftType } from "./redshift-type.ts";

export interface AlterTable {
  readonly kind: "alter table";
  readonly table: QualifiedName;
  readonly action: AlterTableAction;
  readonly span: Span;
}

export type AlterTableAction =
  | { readonly kind: "add column"; readonly column: ColumnDefinition }
  | { readonly kind: "drop column"; readonly column: Name; readonly cascade: boolean }
  | { readonly kind: "add constraint"; readonly constraint: TableConstraint }
  | { readonly kind: "drop constraint"; readonly name: Name; readonly cascade: boolean }
  | { readonly kind: "rename"; readonly to: Name }
  | { readonly kind: "rename column"; readonly column: Name; readonly to: Name }
  | { readonly kind: "owner"; readonly to: Name }
  | { readonly kind: "column type"; readonly column: Name; readonly type: RedshiftType }
  | {
      readonly kind: "column encodings";
      readonly encodings: readonly { readonly column: Name; readonly encoding: string }[];
    }
  | { readonly kind: "encode auto" }
  /** ALTER DISTSTYLE, DISTKEY and SORTKEY, of which one statement may have one each. */
  | {
      readonly kind: "keys";
      readonly distribution?: NonNullable<TableAttributes["distribution"]>;
      readonly sortKey?: NonNullable<TableAttributes["sortKey"]> | "none";
    };

/** ALTER TABLE ... APPEND FROM; IGNOREEXTRA or FILLTARGET, not both. */
export interface AlterTableAppend {
  readonly kind: "alter table append";
  readonly table: QualifiedName;
  readonly from: QualifiedName;
  readonly ignoreExtra: boolean;
  readonly fillTarget: boolean;
  readonly span: Span;
}

export interface AlterSchema {
  readonly kind: "alter schema";
  readonly name: Name;
  readonly action:
    | { readonly kind: "rename"; readonly to: Name }
    | { readonly kind: "owner"; readonly to: Name }
    /** Megabytes. */
    | { readonly kind: "quota"; readonly megabytes: number | "unlimited" };
  readonly span: Span;
}
