import { SqlError } from "../sql/sql-error.ts";
import type { CreateMaterializedView } from "../sql/tree.ts";
import type { CatalogRelation } from "./catalog.ts";
import { whyNotIncremental } from "./incremental-refresh.ts";
import type { PlanContext, UsedFunction } from "./plan-context.ts";
import { type PlannedColumn, planQuery } from "./plan-query.ts";
import { refuseMutableFunctions } from "./streaming-view.ts";

/** Schemas of temporary tables. */
const TEMPORARY = /^(?:pg_temp|redshift_temp_\d+)/;

const LEADER_FUNCTIONS: ReadonlySet<string> = new Set([
  "current_schema",
  "current_schemas",
  "has_database_privilege",
  "has_schema_privilege",
  "has_table_privilege",
]);

/** A materialized view over tables and other materialized views. */
export interface PlannedTableView {
  readonly columns: readonly PlannedColumn[];
  /** The engine's SELECT of its rows. */
  readonly body: string;
  readonly relations: readonly CatalogRelation[];
  /** Why Redshift would not refresh it incrementally. */
  readonly recomputed?: string;
}

/**
 * Checks a materialized view that reads no stream against what Redshift takes, and plans it.
 * https://docs.aws.amazon.com/redshift/latest/dg/materialized-view-create-sql-command.html
 * @throws {SqlError} naming what it can't hold
 */
export function planTableView(
  { query, autoRefresh }: Pick<CreateMaterializedView, "query" | "autoRefresh">,
  context: PlanContext,
): PlannedTableView {
  const position = query.span.start + 1;
  if (query.orderBy.length > 0 || query.limit !== undefined || query.offset !== undefined) {
    throw new SqlError("0A000", "ORDER BY, LIMIT and OFFSET are not supported in a materialized view", { position });
  }
  const { columns, text, relations, functions } = planQuery(query, context);
  const names = columns.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new SqlError("42701", `column "${twice}" specified more than once`, { position });
  for (const relation of relations) {
    const refused = refusedKind(relation);
    if (refused === undefined) continue;
    throw new SqlError("0A000", `a materialized view can't read the ${refused} "${relation.name}"`, { position });
  }
  refuseLeaderFunctions(functions);
  if (autoRefresh) {
    refuseMutableFunctions(functions);
    refuseNested(relations.some(({ kind }) => kind === "materialized view"));
  }
  const recomputed = whyNotIncremental(query, functions);
  return { columns, body: text, relations, ...(recomputed === undefined ? {} : { recomputed }) };
}

/** The functions of the leader node that the guide names, whatever they read. */
function refuseLeaderFunctions(functions: readonly UsedFunction[]): void {
  const leader = functions.find(({ name }) => LEADER_FUNCTIONS.has(name));
  if (leader === undefined) return;
  throw new SqlError("0A000", "Specified types or functions (one per INFO message) not supported on Redshift tables.", {
    position: leader.span.start + 1,
    detail: `Function "${leader.name}" not supported.`,
  });
}

function refusedKind({ kind, schema }: CatalogRelation): string | undefined {
  if (TEMPORARY.test(schema)) return "temporary table";
  return kind === "view" || kind === "system" ? kind : undefined;
}

/** The rule is documented, its words are not: they are those for mutable functions. */
function refuseNested(onMaterializedView: boolean): void {
  if (!onMaterializedView) return;
  throw new SqlError(
    "0A000",
    "materialized view cannot be created, reason: auto refresh is not supported for materialized view defined on another materialized view.",
    { hint: "Refresh it with REFRESH MATERIALIZED VIEW ... CASCADE." },
  );
}
