import { PGlite } from "@electric-sql/pglite";
import { INSTALL } from "../catalog/database-version.ts";
import { parse } from "../sql/parse.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { RedshiftType } from "../sql/tree.ts";
import type { Catalog, CatalogRelation } from "./catalog.ts";
import { planDelete, planInsert, planUpdate } from "./plan-change.ts";
import { planColumnDefinition } from "./plan-column-definition.ts";
import type { PlanContext } from "./plan-context.ts";
import { type PlannedColumn, planQuery } from "./plan-query.ts";

/** The statement and transaction time of every test. */
export const NOW = "2026-11-23 12:00:00";

/** A value as the engine writes it; NULL is null. */
export type Row = readonly (string | null)[];

/** For tests of the dialect: a catalog and an engine with the functions installed, and nothing of sessions or permissions. */
export interface Dialect {
  readonly catalog: Catalog;
  /** Runs CREATE TABLE, CREATE VIEW, INSERT, UPDATE, DELETE and queries; gives the rows of the last query. */
  run(sql: string, parameters?: PlanContext["parameters"]): Promise<readonly Row[]>;
  /** Columns of a query, planned only. */
  columns(sql: string): readonly PlannedColumn[];
  /** The SQLSTATE and message of what a text is refused with, by the planner or the engine; undefined when it runs. */
  refusal(sql: string): Promise<string | undefined>;
  /** Adds a relation that is there without being created: a stream, a system view. */
  declare(relation: CatalogRelation): void;
  /** The engine's SQL as it is. */
  engine(sql: string): Promise<readonly Row[]>;
  close(): Promise<void>;
}

/** Types whose values the driver would turn into JavaScript's; here all stay text. */
const AS_TEXT = Object.fromEntries(
  [16, 17, 20, 21, 23, 25, 700, 701, 1042, 1043, 1082, 1083, 1114, 1184, 1186, 1266, 1700, 114].map((oid) => [
    oid,
    (text: string) => text,
  ]),
);

export async function openDialect(): Promise<Dialect> {
  const engine = await PGlite.create();
  await engine.exec(INSTALL);
  await engine.exec("SET TIME ZONE 'UTC'");
  await engine.exec(`SET redshift.statement_time = '${NOW}'; SET redshift.transaction_time = '${NOW}'`);
  const relations = new Map<string, CatalogRelation>();
  const catalog: Catalog = { relation: (schema, name) => relations.get(`${schema ?? "public"}.${name}`) };
  const declare = (relation: CatalogRelation): void => {
    relations.set(`${relation.schema}.${relation.name}`, relation);
  };
  const rowsOf = async (text: string): Promise<readonly Row[]> => {
    const { rows } = await engine.query<(string | null)[]>(text, [], { rowMode: "array", parsers: AS_TEXT });
    return rows;
  };
  const define = (
    name: string,
    kind: CatalogRelation["kind"],
    columns: readonly { name: string; type: RedshiftType }[],
  ): void => declare({ schema: "public", name, kind, columns, engineName: `"public"."${name}"` });

  const dialect: Dialect = {
    catalog,
    declare,
    engine: rowsOf,
    async run(sql, parameters) {
      let rows: readonly Row[] = [];
      const context = parameters === undefined ? { catalog } : { catalog, parameters };
      for (const { statement } of parse(sql)) {
        if (statement.kind === "query") rows = await rowsOf(planQuery(statement, context).text);
        else if (statement.kind === "insert") await rowsOf(planInsert(statement, context).text);
        else if (statement.kind === "update") await rowsOf(planUpdate(statement, context).text);
        else if (statement.kind === "delete") await rowsOf(planDelete(statement, context).text);
        else if (statement.kind === "create table") {
          const name = statement.name.name.text;
          const columns = statement.columns.map((column) => planColumnDefinition(column, context));
          await engine.exec(`CREATE TABLE "public"."${name}" (${columns.join(", ")})`);
          define(
            name,
            "table",
            statement.columns.map((column) => ({ name: column.name.text, type: column.type })),
          );
        } else if (statement.kind === "create view") {
          const name = statement.name.name.text;
          const { text, columns } = planQuery(statement.query, context);
          await engine.exec(`CREATE VIEW "public"."${name}" AS ${text}`);
          define(name, "view", columns);
        } else throw new Error(`the fixture runs no ${statement.kind}`);
      }
      return rows;
    },
    columns(sql) {
      const [first] = parse(sql);
      if (first?.statement.kind !== "query") throw new Error(`not a query: ${sql}`);
      return planQuery(first.statement, { catalog }).columns;
    },
    async refusal(sql) {
      try {
        await dialect.run(sql);
        return undefined;
      } catch (error) {
        if (error instanceof SqlError) return `${error.sqlState} ${error.message}`;
        if (error instanceof Error && "code" in error) return `${String(error.code)} ${error.message}`;
        throw error;
      }
    },
    close: () => engine.close(),
  };
  return dialect;
}
