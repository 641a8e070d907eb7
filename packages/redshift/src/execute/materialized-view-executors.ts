import { BATCH_TABLE, type EngineRelation } from "../catalog/engine-catalog.ts";
import { planStreamingView } from "../plan/streaming-view.ts";
import { planTableView } from "../plan/table-view.ts";
import { parse } from "../sql/parse.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { AlterMaterializedView } from "../sql/tree.ts";
import type { RefreshMember } from "../stream/refresh-member.ts";
import { requireUsage } from "./create-materialized-view.ts";
import { DONE, type Execution, type Executor, type Outcome } from "./execution.ts";
import { forgetDropped } from "./forget-dropped.ts";
import { checkDistribution, sortKeyColumns } from "./key-columns.ts";
import { dropMaterialized } from "./materialized-dependents.ts";
import { existingMaterializedView, findRelation, requireOwner, written } from "./names.ts";
import { existingPrincipal } from "./principals.ts";
import { planContextOf } from "./query-executors.ts";

const CHANGED: Outcome = { ...DONE, changed: ["catalog", "views"] };

/** A view, and with CASCADE the materialized views below it, each after those it reads. */
const MEMBERS = `
WITH RECURSIVE member AS (
  SELECT m.id, m.bases, 0 AS depth FROM redshift_internal.materialized_view m WHERE m.id = $1::oid
  UNION ALL
  SELECT b.id, b.bases, depth + 1 FROM member JOIN redshift_internal.materialized_view b ON b.id = ANY (member.bases) WHERE $2::boolean)
SELECT c.oid, n.nspname, c.relname, m.stream IS NOT NULL, s.nspname
FROM (SELECT id, max(depth) AS depth FROM member GROUP BY id) d JOIN redshift_internal.materialized_view m ON m.id = d.id
  JOIN pg_class c ON c.oid = m.id JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_namespace s ON s.oid = m.external_schema
ORDER BY d.depth DESC, c.oid`;

/**
 * REFRESH MATERIALIZED VIEW, by the owner of every view it refreshes, or a superuser; CASCADE refreshes those it reads first:
 * https://docs.aws.amazon.com/redshift/latest/dg/materialized-view-refresh-sql-command.html.
 * It is done after this transaction, in its own.
 */
export const refreshMaterializedView: Executor<"refresh materialized view"> = async ({ name, cascade }, execution) => {
  const view = existingMaterializedView(name, execution);
  const { rows } = await execution.asEngine(() => execution.connection.query(MEMBERS, [view.id, String(cascade)]));
  const members: RefreshMember[] = [];
  for (const [id, schema, relation, streaming, externalSchema] of rows) {
    const member = { id: id ?? "", schema: schema ?? "", name: relation ?? "", streaming: streaming === "t" };
    await requireOwner(member, execution);
    if (externalSchema !== null && externalSchema !== undefined) await requireUsage(externalSchema, execution);
    members.push(member);
  }
  return { ...DONE, refresh: { members } };
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
  const notices: string[] = [];
  for (const name of names) {
    const found = findRelation(name, execution);
    if (found === undefined && ifExists) {
      notices.push(`INFO:  Materialized View "${written(name)}" does not exist and will be skipped`);
      continue;
    }
    const view = existingMaterializedView(name, execution);
    await requireOwner(view, execution);
    await dropMaterialized(view, cascade, execution);
  }
  return { ...DONE, changed: await forgetDropped(execution), notices };
};

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
      await changeOwner(view, await existingPrincipal(execution, "user", action.to), execution);
      return;
    // How rows are spread changes no result. A sort key here is an index the view has got already.
    case "distribution":
      checkDistribution(action.distribution, view.columns);
      return;
    case "sort key":
      sortKeyColumns(action.sortKey, view.columns);
      return;
  }
}

async function changeOwner(view: EngineRelation, owner: string, { connection, asEngine }: Execution): Promise<void> {
  await connection.execute(`ALTER TABLE ${view.engineName} OWNER TO ${owner}`);
  await asEngine(async () => {
    const found = await connection.query(
      "SELECT row_table::regclass FROM redshift_internal.materialized_view WHERE id = $1::oid AND row_table <> id",
      [view.id],
    );
    for (const [groups] of found.rows) await connection.execute(`ALTER TABLE ${groups} OWNER TO ${owner}`);
  });
}

/** What AUTO REFRESH YES asks of a view's definition: https://docs.aws.amazon.com/redshift/latest/dg/materialized-view-create-sql-command.html */
async function requireRefreshable(view: EngineRelation, execution: Execution): Promise<void> {
  const found = await execution.asEngine(() =>
    execution.connection.query("SELECT definition FROM redshift_internal.materialized_view WHERE id = $1::oid", [
      view.id,
    ]),
  );
  const statement = parse(found.rows[0]?.[0] ?? "")[0]?.statement;
  if (statement?.kind !== "create materialized view")
    throw new SqlError("XX000", `the definition of ${view.name} is lost`);
  const context = planContextOf(execution);
  if (planStreamingView({ query: statement.query, autoRefresh: true }, context, BATCH_TABLE) !== undefined) return;
  planTableView({ query: statement.query, autoRefresh: true }, context);
}
