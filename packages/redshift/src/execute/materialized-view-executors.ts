import { BATCH_TABLE, type EngineRelation } from "../catalog/engine-catalog.ts";
import { quoteIdentifier } from "../engine/quote.ts";
import { planStreamingView } from "../plan/streaming-view.ts";
import { parse } from "../sql/parse.ts";
import { NotSupportedSql, SqlError } from "../sql/sql-error.ts";
import type { AlterMaterializedView } from "../sql/tree.ts";
import { recordRefresh } from "../stream/refresh-history.ts";
import { requireUsage } from "./create-materialized-view.ts";
import { DONE, type Execution, type Executor, type Outcome } from "./execution.ts";
import { existingMaterializedView, findRelation, positionOf, requireOwner } from "./names.ts";
import { existingPrincipal } from "./principals.ts";
import { planContextOf } from "./query-executors.ts";

const CHANGED: Outcome = { ...DONE, changed: ["catalog", "views"] };

interface ViewRow {
  readonly definition: string;
  readonly load: string;
  readonly externalSchema: string | undefined;
  readonly hasMaterializedBase: boolean;
}

/**
 * REFRESH MATERIALIZED VIEW, by its owner: https://docs.aws.amazon.com/redshift/latest/dg/materialized-view-refresh-sql-command.html.
 * A streaming view's records are read after this transaction, in their own; any other view is computed again here.
 */
export const refreshMaterializedView: Executor<"refresh materialized view"> = async ({ name, cascade }, execution) => {
  const view = existingMaterializedView(name, execution);
  await requireOwner(view, execution);
  const row = await viewRow(view, execution);
  if (row.externalSchema !== undefined) {
    await requireUsage(row.externalSchema, execution);
    return { ...DONE, refresh: view.id };
  }
  if (cascade && row.hasMaterializedBase) {
    throw new NotSupportedSql("REFRESH ... CASCADE of a view over other materialized views", {
      ...positionOf(name),
      hint: "Refresh the views it reads first, then this one.",
    });
  }
  await execution.connection.execute(`DELETE FROM ${view.engineName}`);
  const { rowCount } = await execution.connection.query(row.load);
  await execution.asEngine(() =>
    recordRefresh(execution.connection, {
      view,
      userId: execution.user.id,
      refreshType: "Manual",
      status: "Refresh successfully recomputed MV from scratch",
      start: execution.statementTime,
      end: execution.statementTime,
    }),
  );
  return { rowCount };
};

/** ALTER MATERIALIZED VIEW: https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_MATERIALIZED_VIEW.html */
export const alterMaterializedView: Executor<"alter materialized view"> = async ({ name, action }, execution) => {
  const view = existingMaterializedView(name, execution);
  await requireOwner(view, execution);
  await alter(view, action, execution);
  return CHANGED;
};

/** DROP MATERIALIZED VIEW, by its owner, while nothing depends on it. */
export const dropMaterializedView: Executor<"drop materialized view"> = async (
  { names, ifExists, cascade },
  execution,
) => {
  for (const name of names) {
    const found = findRelation(name, execution);
    if (found === undefined && ifExists) continue;
    const view = existingMaterializedView(name, execution);
    await requireOwner(view, execution);
    await dropDependents(view, cascade, execution);
    await execution.connection.execute(`DROP TABLE ${view.engineName}${cascade ? " CASCADE" : ""}`);
  }
  await execution.asEngine(() =>
    execution.connection.execute(
      "DELETE FROM redshift_internal.materialized_view m WHERE NOT EXISTS (SELECT 1 FROM pg_class c WHERE c.oid = m.id)",
    ),
  );
  return CHANGED;
};

/** Materialized views made of a relation hold it; the engine, which sees tables only, does not know. */
export async function dropDependents(relation: EngineRelation, cascade: boolean, execution: Execution): Promise<void> {
  const { connection } = execution;
  const found = await execution.asEngine(() =>
    connection.query(
      `SELECT n.nspname, c.relname FROM redshift_internal.materialized_view m JOIN pg_class c ON c.oid = m.id
       JOIN pg_namespace n ON n.oid = c.relnamespace WHERE $1::oid = ANY (m.bases)`,
      [relation.id],
    ),
  );
  const dependents = found.rows.map(([schema = "", view = ""]) => ({ schema: schema ?? "", view: view ?? "" }));
  if (dependents.length > 0 && !cascade) {
    throw new SqlError("2BP01", `cannot drop ${relation.kind} ${relation.name} because other objects depend on it`, {
      detail: dependents
        .map(({ view }) => `materialized view ${view} depends on ${relation.kind} ${relation.name}`)
        .join("\n"),
      hint: "Use DROP ... CASCADE to drop the dependent objects too.",
    });
  }
  for (const { schema, view } of dependents) {
    await connection.execute(`DROP TABLE ${quoteIdentifier(schema)}.${quoteIdentifier(view)} CASCADE`);
  }
}

async function alter(
  view: EngineRelation,
  action: AlterMaterializedView["action"],
  execution: Execution,
): Promise<void> {
  const { connection } = execution;
  switch (action.kind) {
    case "auto refresh":
      if (action.enabled) await requireRefreshable(view, execution);
      await execution.asEngine(() =>
        connection.query(
          "UPDATE redshift_internal.materialized_view SET auto_refresh = $2::boolean WHERE id = $1::oid",
          [view.id, String(action.enabled)],
        ),
      );
      return;
    case "owner":
      await connection.execute(
        `ALTER TABLE ${view.engineName} OWNER TO ${await existingPrincipal(execution, "user", action.to)}`,
      );
      return;
    // How rows are spread changes no result. A sort key here is an index the view has got already.
    case "distribution":
    case "sort key":
      return;
  }
}

/** What AUTO REFRESH YES asks of a view's definition: https://docs.aws.amazon.com/redshift/latest/dg/materialized-view-create-sql-command.html */
async function requireRefreshable(view: EngineRelation, execution: Execution): Promise<void> {
  const { definition, externalSchema } = await viewRow(view, execution);
  const statement = parse(definition)[0]?.statement;
  if (externalSchema === undefined || statement?.kind !== "create materialized view") {
    throw new NotSupportedSql("AUTO REFRESH YES of a view that reads no stream");
  }
  planStreamingView({ query: statement.query, autoRefresh: true }, planContextOf(execution), BATCH_TABLE);
}

async function viewRow(view: EngineRelation, execution: Execution): Promise<ViewRow> {
  const found = await execution.asEngine(() =>
    execution.connection.query(
      `SELECT m.definition, m.load, n.nspname,
         EXISTS (SELECT 1 FROM redshift_internal.materialized_view b WHERE b.id = ANY (m.bases))
       FROM redshift_internal.materialized_view m LEFT JOIN pg_namespace n ON n.oid = m.external_schema WHERE m.id = $1::oid`,
      [view.id],
    ),
  );
  const [definition, load, externalSchema, hasMaterializedBase] = found.rows[0] ?? [];
  return {
    definition: definition ?? "",
    load: load ?? "",
    externalSchema: externalSchema ?? undefined,
    hasMaterializedBase: hasMaterializedBase === "t",
  };
}
