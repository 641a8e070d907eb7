import type { RedshiftType } from "../sql/redshift-type.ts";

export interface CatalogColumn {
  readonly name: string;
  readonly type: RedshiftType;
  /** IDENTITY: its values are made, never given. */
  readonly identity?: true;
  /** Found by its name only, not by `*`: a catalog table's OID. */
  readonly hidden?: true;
}

export interface CatalogRelation {
  /** For a temporary table, Redshift's own `pg_temp_<n>`. */
  readonly schema: string;
  readonly name: string;
  readonly kind: "table" | "view" | "materialized view" | "stream" | "system";
  readonly columns: readonly CatalogColumn[];
  /** The query of a view WITH NO SCHEMA BINDING, whose columns are known when it is planned. */
  readonly lateBinding?: string;
  /** What the engine calls it, qualified and quoted: `"public"."sensor_records"`. */
  readonly engineName: string;
  /** A catalog of the leader node's that can't be read together with tables of the compute nodes. */
  readonly leaderOnly?: true;
  /** Columns of bytes that have been looked at, each with the engine's boolean column that is true where they surely are JSON. */
  readonly knownJson?: Readonly<Record<string, string>>;
}

/** What a statement's names can mean, for the user and the search path it runs under. */
export interface Catalog {
  /** Undefined when there is none. May throw an `SqlError` of its own (permission denied, schema does not exist). */
  relation(schema: string | undefined, name: string): CatalogRelation | undefined;
}
