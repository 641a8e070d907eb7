import { loadTable, saveLayout } from "../catalog/table-layouts.ts";
import type { PlannedColumn } from "../plan/plan-query.ts";
import { planQuery } from "../plan/plan-query.ts";
import { planTableLayout, type TableLayout } from "../plan/table-layout.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { CreateTableAs, Expression, Query } from "../sql/tree.ts";
import { columnList, relationId } from "./create-table.ts";
import { DONE, type Execution, type Executor } from "./execution.ts";
import { keepNames } from "./keep-names.ts";
import { newRelationName, placeOf, positionOf } from "./names.ts";
import { planContextOf } from "./query-executors.ts";

const LONGEST_VARCHAR = 65_535;

/** CREATE TABLE AS, and SELECT INTO, which comes to the same: https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_TABLE_AS.html , r_SELECT_INTO.html */
export const createTableAs: Executor<"create table as"> = async (statement, execution) => {
  const { name, temporary, query } = statement;
  const table = name.name.text;
  if (placeOf(name, execution, temporary) !== undefined) {
    throw new SqlError("42P07", `Relation "${table}" already exists`, positionOf(name));
  }
  const planned = planQuery(query, planContextOf(execution));
  const written = statement.columns ?? [];
  if (written.length > planned.columns.length) {
    throw new SqlError("42601", "CREATE TABLE AS specifies too many column names", positionOf(name));
  }
  const columns = planned.columns.map((column, index) => ({
    ...column,
    type: storedType(column),
    name: written[index]?.text ?? column.name,
  }));
  const layout = await planLayout(statement, columns, execution);
  const engineName = await newRelationName(name, execution, { temporary });
  await keepNames(
    columns.map((column) => column.name),
    execution,
  );
  await execution.connection.execute(`CREATE TABLE ${engineName} (${columnList(columns)})`);
  const { rowCount } = await execution.connection.query(`INSERT INTO ${engineName} ${planned.text}`);
  const id = await relationId(engineName, execution);
  await execution.asEngine(() => saveLayout(execution.connection, id, layout));
  return { ...DONE, changed: ["catalog"], rowCount };
};

/** Text of a function that says nothing of its length may be as long as text can be. */
function storedType({ type }: PlannedColumn): PlannedColumn["type"] {
  if (type.name === "unknown") return { name: "varchar", length: 1 };
  return type.name === "varchar" && type.length === undefined ? { ...type, length: LONGEST_VARCHAR } : type;
}

/** The keys written, or those of the query's plan: https://docs.aws.amazon.com/redshift/latest/dg/r_CTAS_usage_notes.html */
async function planLayout(
  statement: CreateTableAs,
  columns: readonly PlannedColumn[],
  execution: Execution,
): Promise<TableLayout> {
  const { name, temporary, attributes, query } = statement;
  const position = statement.span.start + 1;
  const planned = planTableLayout({ table: name.name.text, columns, attributes, temporary, position });
  if (attributes.distribution !== undefined) return attributes.sortKey === undefined ? unsorted(planned) : planned;
  const source = await sourceLayout(query, columns, execution);
  if (source === undefined) return planned;
  const keyed = attributes.sortKey === undefined ? source : { ...source, sort: planned.sort };
  const { sort: _, ...rest } = planned;
  return {
    ...rest,
    distribution: keyed.distribution,
    ...(keyed.sort === undefined ? {} : { sort: keyed.sort }),
    columns: planned.columns.map((column, index) => {
      const sortPosition =
        attributes.sortKey === undefined ? (source.columns[index]?.sortPosition ?? 0) : column.sortPosition;
      const encoding = sortPosition === 0 ? column.encoding : "none";
      return { ...column, encoding, sortPosition, distributionKey: source.columns[index]?.distributionKey ?? false };
    }),
  };
}

function unsorted(planned: TableLayout): TableLayout {
  const { sort: _, ...rest } = planned;
  return rest;
}

interface SourceLayout {
  readonly distribution: TableLayout["distribution"];
  readonly sort: TableLayout["sort"];
  readonly columns: readonly { readonly distributionKey: boolean; readonly sortPosition: number }[];
}

/**
 * The keys that a query of one table gives its result: the table's own, or those of its ORDER BY.
 * Undefined for what is grouped, limited or joined.
 */
async function sourceLayout(
  query: Query,
  columns: readonly PlannedColumn[],
  execution: Execution,
): Promise<SourceLayout | undefined> {
  const { body, orderBy } = query;
  if (body.kind !== "select" || query.limit !== undefined || query.offset !== undefined || query.with.length > 0) {
    return undefined;
  }
  const [only, ...more] = body.from;
  const plain = body.top === undefined && body.groupBy === undefined && !body.distinct && body.qualify === undefined;
  if (!plain || only?.kind !== "table" || more.length > 0) return undefined;
  const relation = columns.find(({ source }) => source !== undefined)?.source?.relation;
  const stored = relation === undefined ? undefined : execution.catalog.stored(relation.schema, relation.name);
  if (stored?.kind !== "table") return undefined;
  const table = await execution.asEngine(() => loadTable(execution.connection, stored.id));
  const keys = columns.map(({ source }) => {
    const column = table.columns.find((candidate) => candidate.name === source?.column);
    return { distributionKey: column?.distributionKey ?? false, sortPosition: column?.sortPosition ?? 0 };
  });
  const lostKey = table.distribution === "key" && !keys.some(({ distributionKey }) => distributionKey);
  const distribution = lostKey ? "auto" : table.distribution;
  if (orderBy.length === 0) {
    const sorted = keys.some(({ sortPosition }) => Math.abs(sortPosition) === 1);
    const bare = keys.map((key) => (sorted ? key : { ...key, sortPosition: 0 }));
    return { distribution, sort: sorted || table.sort === "auto" ? table.sort : undefined, columns: bare };
  }
  const order = orderBy.map(({ expression }) => ordinalOf(expression, columns));
  return {
    distribution,
    sort: "compound",
    columns: keys.map((key, index) => ({ ...key, sortPosition: order.indexOf(index) + 1 })),
  };
}

function ordinalOf(expression: Expression, columns: readonly PlannedColumn[]): number {
  if (expression.kind === "number") return Number(expression.text) - 1;
  const name = expression.kind === "column" ? expression.parts.at(-1)?.text : undefined;
  return columns.findIndex((column) => column.name === name);
}
