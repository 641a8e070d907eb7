import { BATCH_TABLE } from "../catalog/engine-catalog.ts";
import { quoteIdentifier } from "../engine/quote.ts";
import { type PlannedColumn, planQuery } from "../plan/plan-query.ts";
import { type PlannedStreamingView, planStreamingView } from "../plan/streaming-view.ts";
import { NotSupportedSql, SqlError } from "../sql/sql-error.ts";
import type { CreateMaterializedView } from "../sql/tree.ts";
import { StreamReadError } from "../stream-reader.ts";
import { DONE, type Execution, type Executor } from "./execution.ts";
import { mergeStatement } from "./merge-statement.ts";
import { newRelationName, positionOf } from "./names.ts";
import { planContextOf } from "./query-executors.ts";
import { columnList } from "./table-executors.ts";

/** Found by, unless the view's sort key says otherwise. */
const ARRIVAL = "approximate_arrival_timestamp";

/** What makes a view's rows, and of what. */
interface ViewPlan {
  readonly columns: readonly PlannedColumn[];
  readonly load: string;
  readonly bases: readonly string[];
  readonly stream?: { readonly externalSchema: string; readonly name: string };
}

/**
 * CREATE MATERIALIZED VIEW: https://docs.aws.amazon.com/redshift/latest/dg/materialized-view-create-sql-command.html.
 * A streaming view is empty until its first refresh; any other is filled at once.
 */
export const createMaterializedView: Executor<"create materialized view"> = async (statement, execution) => {
  const { connection } = execution;
  const engineName = await newRelationName(statement.name, execution);
  const streaming = planStreamingView(statement, planContextOf(execution), BATCH_TABLE);
  const plan =
    streaming === undefined
      ? planOrdinary(statement, engineName, execution)
      : await planStream(streaming, engineName, execution);
  const sortKeys = sortKeysOf(statement, plan.columns);
  await connection.execute(`CREATE TABLE ${engineName} (${columnList(plan.columns)})`);
  // Readers look for the newest rows: without an index each query would read all of them.
  if (sortKeys.length > 0)
    await connection.execute(`CREATE INDEX ON ${engineName} (${sortKeys.map(quoteIdentifier).join(", ")})`);
  if (plan.stream === undefined) await connection.query(plan.load);
  await execution.asEngine(() =>
    connection.query(
      `INSERT INTO redshift_internal.materialized_view (id, definition, load, auto_refresh, external_schema, stream, bases, refreshed_at)
       VALUES ($1::regclass, $2, $3, $4::boolean, $5::oid, $6, $7::oid[], CASE WHEN $6::text IS NULL THEN now()::timestamp END)`,
      [
        engineName,
        execution.source,
        plan.load,
        String(statement.autoRefresh),
        plan.stream?.externalSchema ?? null,
        plan.stream?.name ?? null,
        `{${plan.bases.join(",")}}`,
      ],
    ),
  );
  return { ...DONE, changed: ["catalog", "views"] };
};

async function planStream(planned: PlannedStreamingView, engineName: string, execution: Execution): Promise<ViewPlan> {
  const { stream } = planned;
  const external = execution.catalog.externalSchema(stream.schema);
  if (external === undefined) throw new SqlError("3F000", `schema "${stream.schema}" does not exist`);
  await requireUsage(external.name, execution);
  await requireStream(external, stream.name, execution);
  return {
    columns: planned.columns,
    load:
      planned.groups === undefined ? `INSERT INTO ${engineName} ${planned.body}` : mergeStatement(engineName, planned),
    bases: [],
    stream: { externalSchema: external.id, name: stream.name },
  };
}

function planOrdinary(statement: CreateMaterializedView, engineName: string, execution: Execution): ViewPlan {
  const { query } = statement;
  if (statement.autoRefresh)
    throw new NotSupportedSql("AUTO REFRESH YES of a view that reads no stream", positionOf(statement));
  if (query.orderBy.length > 0 || query.limit !== undefined || query.offset !== undefined) {
    throw new SqlError(
      "0A000",
      "ORDER BY, LIMIT and OFFSET are not supported in a materialized view",
      positionOf(query),
    );
  }
  const planned = planQuery(query, planContextOf(execution));
  const refused = planned.relations.find(({ kind }) => kind === "view" || kind === "system");
  if (refused !== undefined) {
    throw new SqlError(
      "0A000",
      `a materialized view can't read the ${refused.kind} "${refused.name}"`,
      positionOf(query),
    );
  }
  return {
    columns: planned.columns,
    load: `INSERT INTO ${engineName} ${planned.text}`,
    bases: planned.relations.flatMap(({ schema, name }) => execution.catalog.stored(schema, name)?.id ?? []),
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

function sortKeysOf({ sortKey }: CreateMaterializedView, columns: readonly PlannedColumn[]): readonly string[] {
  if (sortKey === undefined || sortKey.columns.length === 0) {
    return columns.some((column) => column.name === ARRIVAL) ? [ARRIVAL] : [];
  }
  return sortKey.columns.map((key) => {
    const column = typeof key === "number" ? columns[key - 1] : columns.find(({ name }) => name === key.text);
    const written = typeof key === "number" ? String(key) : key.text;
    const position = typeof key === "number" ? {} : positionOf(key);
    if (column === undefined) throw new SqlError("42703", `sort key column "${written}" does not exist`, position);
    // https://docs.aws.amazon.com/redshift/latest/dg/limitations-super.html
    if (column.type.name === "super")
      throw new SqlError("42P16", `SUPER column "${column.name}" can't be a sort key`, position);
    return column.name;
  });
}
