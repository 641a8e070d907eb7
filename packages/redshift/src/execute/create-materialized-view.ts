import { BATCH_TABLE } from "../catalog/engine-catalog.ts";
import { quoteIdentifier } from "../engine/quote.ts";
import { columnType } from "../plan/plan-column-definition.ts";
import type { PlannedColumn } from "../plan/plan-query.ts";
import type { PlannedGroups } from "../plan/streaming-groups.ts";
import { type PlannedStreamingView, planStreamingView } from "../plan/streaming-view.ts";
import { planTableView } from "../plan/table-view.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { CreateMaterializedView } from "../sql/tree.ts";
import { StreamReadError } from "../stream-reader.ts";
import { columnList } from "./create-table.ts";
import { DONE, type Execution, type Executor } from "./execution.ts";
import { keepNames } from "./keep-names.ts";
import { checkDistribution, sortKeyColumns } from "./key-columns.ts";
import { newRelationName } from "./names.ts";
import { planContextOf } from "./query-executors.ts";

/** Found by, unless the view's sort key says otherwise. */
const ARRIVAL = "approximate_arrival_timestamp";

/** Table of the groups of a view while it is made. */
const NEW_GROUPS = "redshift_internal.groups_new";

/** What makes a view's rows, and of what. */
interface ViewPlan {
  readonly columns: readonly PlannedColumn[];
  readonly body: string;
  readonly groups?: PlannedGroups;
  readonly readsJson: boolean;
  readonly bases: readonly string[];
  readonly stream?: { readonly externalSchema: string; readonly name: string };
  /** Why Redshift would not refresh it incrementally. */
  readonly recomputed?: string;
}

/**
 * CREATE MATERIALIZED VIEW: https://docs.aws.amazon.com/redshift/latest/dg/materialized-view-create-sql-command.html.
 * A streaming view is empty until its first refresh; any other is filled at once.
 */
export const createMaterializedView: Executor<"create materialized view"> = async (statement, execution) => {
  const engineName = await newRelationName(statement.name, execution);
  const streaming = planStreamingView(statement, planContextOf(execution), BATCH_TABLE, NEW_GROUPS);
  const plan = streaming === undefined ? planOrdinary(statement, execution) : await planStream(streaming, execution);
  await keepNames(
    plan.columns.map(({ name }) => name),
    execution,
  );
  checkDistribution(statement.distribution, plan.columns);
  const sortKey = sortKeyColumns(statement.sortKey, plan.columns);
  if (plan.groups === undefined) await createRows(engineName, plan, sortKey, execution);
  else await createGroups(engineName, plan.columns, plan.groups, execution);
  if (plan.stream === undefined) await execution.connection.query(`INSERT INTO ${engineName} ${plan.body}`);
  await execution.asEngine(() => register(engineName, statement, plan, execution));
  const { recomputed } = plan;
  const warning = `WARNING:  An incrementally maintained materialized view could not be created, reason: ${recomputed}. The materialized view created, ${statement.name.name.text}, will be recomputed from scratch for every REFRESH.`;
  return { ...DONE, changed: ["catalog", "views"], ...(recomputed === undefined ? {} : { notices: [warning] }) };
};

async function createRows(
  engineName: string,
  { columns }: ViewPlan,
  sortKey: readonly string[],
  { connection }: Execution,
): Promise<void> {
  await connection.execute(`CREATE TABLE ${engineName} (${columnList(columns)})`);
  const arrival = columns.some(({ name }) => name === ARRIVAL) ? [ARRIVAL] : [];
  const keys = sortKey.length > 0 ? sortKey : arrival;
  // Readers look for the newest rows: without an index each query would read all of them.
  if (keys.length > 0)
    await connection.execute(`CREATE INDEX ON ${engineName} (${keys.map(quoteIdentifier).join(", ")})`);
}

/** A view that groups a stream is a view of the engine's over the groups, which it keeps with all they are made of. */
async function createGroups(
  engineName: string,
  columns: readonly PlannedColumn[],
  groups: PlannedGroups,
  { connection, user, asEngine }: Execution,
): Promise<void> {
  const kept = groups.columns.map(
    ({ name, type, combine }) =>
      `${quoteIdentifier(name)} ${combine === "group" ? "uuid PRIMARY KEY" : columnType(type)}`,
  );
  const computed = groups.computed.map(
    ({ name, type, sql }) => `${quoteIdentifier(name)} ${columnType(type)} GENERATED ALWAYS AS (${sql}) STORED`,
  );
  await asEngine(() =>
    connection.execute(
      `CREATE TABLE ${NEW_GROUPS} (${[...kept, ...computed].join(", ")});
       ALTER TABLE ${NEW_GROUPS} OWNER TO ${quoteIdentifier(user.engineName)}`,
    ),
  );
  const names = columns.map(({ name }) => quoteIdentifier(name)).join(", ");
  await connection.execute(`CREATE VIEW ${engineName} (${names}) AS ${groups.view}`);
}

async function register(
  engineName: string,
  statement: CreateMaterializedView,
  { body, groups, readsJson, bases, stream, recomputed }: ViewPlan,
  { connection, source }: Execution,
): Promise<void> {
  const columns = groups?.columns.map(({ name, combine }) => ({ name, combine }));
  await connection.query(
    `INSERT INTO redshift_internal.materialized_view
       (id, definition, body, row_table, groups, reads_json, incremental, auto_refresh, external_schema, stream, bases, refreshed_at)
     VALUES ($1::regclass, $2, $3, $4::regclass, $5::json, $6::boolean, $7::boolean, $8::boolean, $9::oid, $10, $11::oid[],
       CASE WHEN $10::text IS NULL THEN now()::timestamp END)`,
    [
      engineName,
      source,
      body,
      groups === undefined ? engineName : NEW_GROUPS,
      columns === undefined ? null : JSON.stringify(columns),
      String(readsJson),
      String(recomputed === undefined),
      String(statement.autoRefresh),
      stream?.externalSchema ?? null,
      stream?.name ?? null,
      `{${bases.join(",")}}`,
    ],
  );
  if (groups !== undefined) {
    const { rows } = await connection.query("SELECT $1::regclass::oid", [engineName]);
    await connection.execute(`ALTER TABLE ${NEW_GROUPS} RENAME TO groups_${rows[0]?.[0]}`);
  }
  for (const base of bases) await watch(base, { connection });
}

/** Lets a relation tell the views made of it that it has changed. */
async function watch(base: string, { connection }: Pick<Execution, "connection">): Promise<void> {
  const found = await connection.query(
    "SELECT coalesce((SELECT row_table FROM redshift_internal.materialized_view WHERE id = $1::oid), $1::oid)::regclass",
    [base],
  );
  await connection.execute(
    `CREATE OR REPLACE TRIGGER materialized_views AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON ${found.rows[0]?.[0]}
     FOR EACH STATEMENT EXECUTE FUNCTION redshift_internal.base_changed(${base})`,
  );
}

async function planStream(planned: PlannedStreamingView, execution: Execution): Promise<ViewPlan> {
  const { stream, columns, body, readsJson, groups } = planned;
  const external = execution.catalog.externalSchema(stream.schema);
  if (external === undefined) throw new SqlError("3F000", `schema "${stream.schema}" does not exist`);
  await requireUsage(external.name, execution);
  await requireStream(external, stream.name, execution);
  const source = { externalSchema: external.id, name: stream.name };
  return { columns, body, readsJson, bases: [], stream: source, ...(groups === undefined ? {} : { groups }) };
}

function planOrdinary(statement: CreateMaterializedView, execution: Execution): ViewPlan {
  const { relations, ...planned } = planTableView(statement, planContextOf(execution));
  return {
    ...planned,
    readsJson: false,
    bases: relations.flatMap(({ schema, name }) => execution.catalog.stored(schema, name)?.id ?? []),
  };
}

/** USAGE on an external schema covers what is in it: https://docs.aws.amazon.com/redshift/latest/dg/r_GRANT.html */
export async function requireUsage(schema: string, { connection }: Execution): Promise<void> {
  const found = await connection.query("SELECT has_schema_privilege($1, 'USAGE')", [schema]);
  if (found.rows[0]?.[0] !== "t") throw new SqlError("42501", `permission denied for schema ${schema}`);
}

/** Asks the stream service, as the schema's role. Redshift's words for a stream that is not there are not documented. */
async function requireStream(
  { iamRole, region }: { readonly iamRole: string; readonly region: string | undefined },
  stream: string,
  { streamReaderFor }: Execution,
): Promise<void> {
  try {
    await streamReaderFor(iamRole, region).listShards(stream);
  } catch (error) {
    if (!(error instanceof StreamReadError)) throw error;
    throw new SqlError(
      "XX000",
      `Materialized view over stream could not be created, reason: ${error.message}`,
      {},
      { cause: error },
    );
  }
}
