import { quoteIdentifier } from "../engine/quote.ts";
import { NotSupportedSql, SqlError } from "../sql/sql-error.ts";
import type { Expression, FromItem, JoinItem, SubqueryItem, TableItem } from "../sql/tree.ts";
import type { CatalogRelation } from "./catalog.ts";
import { distinctColumns } from "./distinct-columns.ts";
import { bindView } from "./late-binding-view.ts";
import { unify } from "./plan-case.ts";
import { asExpression, itemValue } from "./plan-column.ts";
import { planCondition, planExpression } from "./plan-expression.ts";
import { compare } from "./plan-operator.ts";
import { planPivot, planUnpivot } from "./plan-pivot.ts";
import { fence, planInnerQuery, renamed } from "./plan-query.ts";
import { planUnnest, planUnnestTable, planUnpivotObject } from "./plan-unnest.ts";
import { Scope, type ScopeColumn, type ScopeSource } from "./scope.ts";
import { someExpression } from "./walk-expression.ts";

/** FROM with its sources added to the scope; empty text for none. */
export function planFrom(scope: Scope, items: readonly FromItem[], word = "FROM"): string {
  return fromSql(planFromItems(scope, items), word);
}

/** An item of FROM, printed. */
export interface PlannedItem {
  readonly text: string;
  /** It reads columns of the items before it. */
  readonly lateral: boolean;
}

export function planFromItems(scope: Scope, items: readonly FromItem[]): readonly PlannedItem[] {
  const planned = items.map((item) => {
    const text = planFromItem(scope, item);
    const lateral = item.kind === "unnest" || item.kind === "unpivot object" || text.startsWith("LATERAL");
    return { text, lateral };
  });
  // https://docs.aws.amazon.com/redshift/latest/dg/limitations-super.html
  if (scope.outerItems !== undefined && scope.sources.some((source) => itemValue(source) === undefined)) {
    throw new NotSupportedSql("a table beside the items of an outer query's SUPER", scope.outerItems);
  }
  return planned;
}

export function fromSql(items: readonly PlannedItem[], word = "FROM"): string {
  if (items.length === 0) return "";
  const texts = items.map(({ text, lateral }, index) => {
    return index === 0 ? text : `${lateral ? " CROSS JOIN " : ", "}${text}`;
  });
  return ` ${word} ${texts.join("")}`;
}

/** One item, its sources added to the scope. */
export function planFromItem(scope: Scope, item: FromItem): string {
  switch (item.kind) {
    case "table":
      return planTable(scope, item);
    case "subquery":
      return planSubquery(scope, item);
    case "join":
      return planJoin(scope, item);
    case "unnest":
      return planUnnest(scope, item);
    case "unpivot object":
      return planUnpivotObject(scope, item);
    case "pivot":
      return planPivot(scope, item);
    case "unpivot":
      return planUnpivot(scope, item);
  }
}

function planTable(scope: Scope, item: TableItem): string {
  const [first, second, third] = item.parts;
  if (first === undefined) throw new RangeError("a table has a name");
  // `t.payload.tags`: an array of an item to the left.
  const unnested = planUnnestTable(scope, item);
  if (unnested !== undefined) return unnested;
  if (item.at !== undefined)
    throw new SqlError("42601", 'syntax error at or near "AT"', { position: item.at.span.start + 1 });
  refuseOtherDatabase(scope, item);
  const common = second === undefined ? scope.common(first.text) : undefined;
  if (common !== undefined) {
    const alias = item.alias?.text ?? first.text;
    const columns = common.columns.map(
      (column): ScopeColumn => ({ ...column, sql: columnSql(alias, column.sql === "" ? column.name : column.sql) }),
    );
    scope.add({ alias, columns: renameColumns(columns, alias, item) }, item.alias ?? first);
    return `${common.engineName} AS ${aliasSql(alias, item)}`;
  }
  const name = third ?? second ?? first;
  const schema = third === undefined ? (second === undefined ? undefined : first.text) : second?.text;
  const position = item.span.start + 1;
  const found = scope.state.context.catalog.relation(schema, name.text);
  if (found === undefined) {
    const written = schema === undefined ? name.text : `${schema}.${name.text}`;
    throw new SqlError("42P01", `relation "${written}" does not exist`, { position });
  }
  // What Redshift says of a stream read outside a materialized view is documented nowhere.
  if (found.kind === "stream") {
    throw new SqlError("0A000", `"${found.name}" is a stream: only a materialized view can read it`, { position });
  }
  const { lateBinding } = found;
  const relation = lateBinding === undefined ? found : bindView({ ...found, lateBinding }, scope.state.context);
  scope.state.relations.set(relation.engineName, relation);
  const alias = item.alias?.text ?? name.text;
  const columns = relation.columns.map(
    (column): ScopeColumn => ({
      name: column.name,
      type: column.type,
      sql: columnSql(alias, column.name),
      weight: 1,
      relation,
      ...knownJson(relation, alias, column.name),
    }),
  );
  const source: ScopeSource = { alias, columns: renameColumns(columns, alias, item) };
  scope.add(item.alias === undefined ? { ...source, schema: relation.schema } : source, item.alias ?? name);
  return `${relation.engineName} AS ${aliasSql(alias, item)}`;
}

/** A name of three parts begins with the database, and this Redshift has one. */
function refuseOtherDatabase(scope: Scope, { parts, span }: TableItem): void {
  const { databaseName } = scope.state.context;
  const [database] = parts;
  if (parts.length !== 3 || databaseName === undefined || database === undefined || database.text === databaseName) {
    return;
  }
  throw new SqlError("3D000", `database "${database.text}" does not exist`, { position: span.start + 1 });
}

function planSubquery(scope: Scope, item: SubqueryItem): string {
  const alias = item.alias?.text ?? scope.state.freshName("subquery");
  const inner = planInnerQuery(new Scope(scope.state, scope.withoutSources()), item.query);
  const names = item.columns?.map((name) => name.text);
  const { text, columns } = distinctColumns(fence(renamed(inner, names, item.span.start + 1)));
  const source: ScopeSource = {
    alias,
    columns: columns.map((column) => ({
      name: column.name,
      type: column.type.name === "unknown" ? { name: "varchar" } : column.type,
      sql: columnSql(alias, column.engineName),
      weight: column.weight,
    })),
  };
  scope.add(source, item.alias);
  return `(${text}) AS ${quoteIdentifier(alias)}`;
}

function planJoin(scope: Scope, join: JoinItem): string {
  const before = scope.sources.length;
  const left = planFromItem(scope, join.left);
  const middle = scope.sources.length;
  const right = planFromItem(scope, join.right);
  if (join.type === "cross") return `(${left} CROSS JOIN ${right})`;
  // https://docs.aws.amazon.com/redshift/latest/dg/limitations-super.html
  if (right.startsWith("LATERAL") && (join.type === "right" || join.type === "full")) {
    throw new NotSupportedSql(`a ${join.type.toUpperCase()} JOIN with the items of a SUPER`, {
      position: join.span.start + 1,
    });
  }
  if (join.type === "right" || join.type === "full") refuseSuper(scope, join);
  const sources = { left: scope.sources.slice(before, middle), right: scope.sources.slice(middle) };
  const on = join.natural || join.using !== undefined ? joinUsing(scope, join, sources) : conditionOf(scope, join);
  return `(${left} ${join.type.toUpperCase()} JOIN ${right} ON ${on})`;
}

/** A SUPER takes no part in the condition of a RIGHT or FULL JOIN: https://docs.aws.amazon.com/redshift/latest/dg/limitations-super.html */
function refuseSuper(scope: Scope, { type, on, span }: JoinItem): void {
  const isSuper = (part: Expression): boolean =>
    (part.kind === "column" || part.kind === "navigation") && planExpression(scope, part).type.name === "super";
  if (on === undefined || !someExpression(on, isSuper)) return;
  throw new NotSupportedSql(`a ${type.toUpperCase()} JOIN on a SUPER`, { position: span.start + 1 });
}

function conditionOf(scope: Scope, join: JoinItem): string {
  if (join.on === undefined) throw new SqlError("42601", "a join has a condition", { position: join.span.start + 1 });
  const outside = scope.inOuterJoin;
  scope.inOuterJoin = join.type !== "inner";
  const condition = planCondition(scope, join.on, "JOIN/ON");
  scope.inOuterJoin = outside;
  const position = { position: join.on.span.start + 1 };
  if (condition.aggregate) throw new SqlError("42803", "aggregates not allowed in JOIN conditions", position);
  if (condition.window) throw new SqlError("42P20", "window functions not allowed in JOIN conditions", position);
  return condition.filter ?? condition.sql;
}

/** USING and NATURAL: of each pair of equal columns one is shown, before all others. */
function joinUsing(
  scope: Scope,
  join: JoinItem,
  sources: { readonly left: readonly ScopeSource[]; readonly right: readonly ScopeSource[] },
): string {
  const position = join.span.start + 1;
  const [left = [], right = []] = [sources.left, sources.right].map((side) => side.flatMap(shownColumns));
  const shared = left.map((column) => column.name).filter((name) => right.some((other) => other.name === name));
  const names = join.natural ? shared : (join.using ?? []).map((name) => name.text);
  const merged: ScopeColumn[] = [];
  const tests = names.map((name) => {
    const one = onlyColumn(left, name, "left", position);
    const other = onlyColumn(right, name, "right", position);
    merged.push(mergedColumn(join.type, one, other, position));
    return compare("=", asExpression(one), asExpression(other), position).sql;
  });
  const first = scope.sources.indexOf(sources.left[0] ?? sources.right[0] ?? { alias: "", columns: [] });
  scope.merge([...sources.left, ...sources.right], names);
  if (merged.length > 0) scope.sources.splice(first, 0, { alias: "", columns: merged });
  return tests.length === 0 ? "true" : tests.join(" AND ");
}

function shownColumns(source: ScopeSource): readonly ScopeColumn[] {
  return source.columns.filter((column) => !source.merged?.has(column.name));
}

function onlyColumn(columns: readonly ScopeColumn[], name: string, side: string, position: number): ScopeColumn {
  const [found, twice] = columns.filter((column) => column.name === name);
  if (twice !== undefined) {
    throw new SqlError("42702", `common column name "${name}" appears more than once in ${side} table`, { position });
  }
  if (found !== undefined) return found;
  throw new SqlError("42703", `column "${name}" specified in USING clause does not exist in ${side} table`, {
    position,
  });
}

/** The column of the side that keeps all its rows; of a full join, of whichever side has the row. */
function mergedColumn(type: JoinItem["type"], one: ScopeColumn, other: ScopeColumn, position: number): ScopeColumn {
  if (type === "right") return { ...other };
  if (type !== "full") return { ...one };
  const { type: shared, values } = unify("JOIN/USING", [asExpression(one), asExpression(other)], position);
  return { name: one.name, type: shared, weight: 1, sql: `COALESCE(${values.map(({ sql }) => sql).join(", ")})` };
}

function knownJson(relation: CatalogRelation, alias: string, column: string): Pick<ScopeColumn, "knownJson"> {
  const known = relation.knownJson?.[column];
  return known === undefined ? {} : { knownJson: columnSql(alias, known) };
}

function columnSql(alias: string, column: string): string {
  return `${quoteIdentifier(alias)}.${quoteIdentifier(column)}`;
}

function renameColumns(columns: readonly ScopeColumn[], alias: string, item: TableItem): readonly ScopeColumn[] {
  const names = item.columns;
  if (names === undefined) return columns;
  return columns.map((column, index) => {
    const name = names[index]?.text;
    return name === undefined ? column : { ...column, name, sql: columnSql(alias, name) };
  });
}

function aliasSql(alias: string, item: TableItem): string {
  const columns = item.columns?.map((name) => quoteIdentifier(name.text)).join(", ");
  return columns === undefined ? quoteIdentifier(alias) : `${quoteIdentifier(alias)}(${columns})`;
}
