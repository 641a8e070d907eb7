import { SqlError } from "../sql/sql-error.ts";
import type { ColumnReference, Name } from "../sql/tree.ts";
import type { PlannedExpression } from "./planned-expression.ts";
import type { Scope, ScopeColumn, ScopeSource } from "./scope.ts";
import { navigate } from "./super-navigation.ts";

interface Found {
  readonly value: PlannedExpression;
  /** Parts not used up by schema, table and column: SUPER navigation. */
  readonly rest: readonly Name[];
}

/** A dotted name: a column, qualified or not, and navigation into it where parts are left. */
export function planColumn(scope: Scope, reference: ColumnReference): PlannedExpression {
  if (reference.outerJoined && !scope.takesOuterJoinMarks) throw misplacedMark(reference);
  for (let place: Scope | undefined = scope; place !== undefined; place = place.parent) {
    const found = findIn(place, reference.parts);
    if (found === undefined) continue;
    if (place !== scope) scope.correlate(place, reference.span.start + 1);
    const grouped = place.groupedText.get(found.value.sql);
    if (grouped !== undefined && found.rest.length === 0) return { ...found.value, sql: grouped };
    const steps = found.rest.map((name) => ({ kind: "attribute", name }) as const);
    const value = scope.state.relations.size > 0 ? { ...found.value, stored: true } : found.value;
    return navigate(scope.state, value, steps, reference.span.start + 1);
  }
  throw unknownColumn(scope, reference);
}

function findIn(scope: Scope, parts: readonly Name[]): Found | undefined {
  const [first, second, third] = parts;
  if (first === undefined) return undefined;
  if (second !== undefined && third !== undefined) {
    const source = scope.sources.find((item) => item.alias === second.text && item.schema === first.text);
    const column = source === undefined ? undefined : columnOf(source, third);
    if (column !== undefined) return { value: asExpression(column), rest: parts.slice(3) };
  }
  if (second !== undefined) {
    const source = scope.sources.find((item) => item.alias === first.text);
    const column = source === undefined ? undefined : columnOf(source, second);
    if (column !== undefined) return { value: asExpression(column), rest: parts.slice(2) };
    // `FROM t, t.lines lines`: what is qualified by an item's name is of the item, not of the column.
    const item = source === undefined ? undefined : itemValue(source);
    if (item !== undefined) return { value: asExpression(item), rest: parts.slice(1) };
  }
  const own = scope.ownColumn(first);
  if (own !== undefined) return { value: asExpression(own), rest: parts.slice(1) };
  const alias = scope.aliases.get(first.text) ?? scope.pseudoColumns.get(first.text);
  return alias === undefined ? undefined : { value: { ...alias, label: first.text }, rest: parts.slice(1) };
}

/** The value of an item of FROM that goes through a SUPER. */
export function itemValue({ alias, columns }: ScopeSource): ScopeColumn | undefined {
  return columns.find(
    (column) => column.name === alias && column.relation === undefined && column.type.name === "super",
  );
}

export function asExpression(column: ScopeColumn): PlannedExpression {
  const { sql, type, name, weight, relation, knownJson } = column;
  const planned = { sql, type, label: name, weight, ...(knownJson === undefined ? {} : { knownJson }) };
  return relation === undefined ? planned : { ...planned, source: { relation, column: name } };
}

/** https://docs.aws.amazon.com/redshift/latest/dg/r_WHERE_oracle_outer.html */
function misplacedMark({ span }: ColumnReference): SqlError {
  return new SqlError("0A000", "Outer join operator (+) is only supported in join conditions of the WHERE clause", {
    position: span.start + 1,
  });
}

function columnOf(source: ScopeSource, name: Name): ScopeColumn | undefined {
  const found = source.columns.filter((column) => column.name === name.text);
  if (found.length > 1) {
    throw new SqlError("42702", `column reference "${name.text}" is ambiguous`, { position: name.span.start + 1 });
  }
  return found[0];
}

function unknownColumn(scope: Scope, reference: ColumnReference): SqlError {
  const [first, second] = reference.parts;
  const position = reference.span.start + 1;
  if (first !== undefined && second !== undefined) {
    const known = scope.source(first.text);
    if (known === undefined && reference.parts.length === 2) {
      return new SqlError("42P01", `missing FROM-clause entry for table "${first.text}"`, { position });
    }
    return new SqlError("42703", `column ${reference.parts.map((part) => part.text).join(".")} does not exist`, {
      position,
    });
  }
  const tables = scope.sources.map((source) => source.alias).filter((alias) => alias !== "");
  const where = tables.length === 0 ? "" : ` in ${tables.join(", ")}`;
  return new SqlError("42703", `column "${first?.text}" does not exist${where}`, { position });
}
