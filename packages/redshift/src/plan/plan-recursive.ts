import { quoteIdentifier } from "../engine/quote.ts";
import type { RedshiftType } from "../sql/redshift-type.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { CommonTable, QueryBody, SetOperation } from "../sql/tree.ts";
import { countReferences } from "./count-references.ts";
import { toShared } from "./plan-case.ts";
import { type PlannedColumn, type PlannedPart, planInnerQuery } from "./plan-query.ts";
import type { Scope } from "./scope.ts";
import { commonType, engineType, familyOf } from "./type-rules.ts";

/** Rows a recursion may make. Redshift documents that there is a limit, and not which. */
const MOST_ROWS = 1_000_000;

/**
 * A table of WITH RECURSIVE that names itself: a seed, UNION ALL, and a member that reads what was found before.
 * Gives what the engine's WITH needs for it.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_WITH_clause.html#r_WITH_clause-recursive-cte
 */
export function planRecursive(scope: Scope, table: CommonTable): readonly string[] {
  const names = table.columns?.map((name) => name.text);
  if (names === undefined) throw refused(table, "needs a list of its columns");
  const { left, right } = membersOf(table);
  const seed = planInnerQuery(scope.withoutSources(), queryOf(table, left));
  if (seed.columns.length !== names.length) {
    throw new SqlError(
      "42P10",
      `query has ${seed.columns.length} columns available but ${names.length} columns specified`,
      { position: table.span.start + 1 },
    );
  }
  const rows = quoteIdentifier(scope.state.freshName(table.name.text));
  let types = seed.columns.map(({ type }) => stored(type));
  let member = planMember(types);
  const shared = types.map((type, index) => sharedType(table, type, member.columns[index]?.type ?? type));
  if (JSON.stringify(shared) !== JSON.stringify(types)) {
    types = shared;
    member = planMember(types);
  }
  const arms = [seed, member].map((arm) => brought(arm, types));
  const limited = quoteIdentifier(scope.state.freshName(table.name.text));
  define(limited, types);
  return [
    `${rows}(${names.map(quoteIdentifier).join(", ")}) AS (${arms.join(" UNION ALL ")})`,
    `${limited} AS (${withinLimit(rows, names)})`,
  ];

  function define(engineName: string, known: readonly RedshiftType[]): void {
    const columns = (names ?? []).map((name, index) => ({
      name,
      type: known[index] ?? { name: "varchar" as const },
      weight: 1,
      sql: "",
    }));
    scope.defineCommon(table.name.text, { engineName, columns, recursive: true });
  }

  function planMember(known: readonly RedshiftType[]): PlannedPart {
    define(rows, known);
    const planned = planInnerQuery(scope.withoutSources(), queryOf(table, right));
    if (planned.columns.length === known.length) return planned;
    throw new SqlError("42601", "each UNION query must have the same number of columns", {
      position: table.span.start + 1,
    });
  }
}

/** All rows of a recursion, each of them counted: too many are an error, even where the query would read a few only. */
export function withinLimit(rows: string, names: readonly string[]): string {
  const list = names.map(quoteIdentifier).join(", ");
  return (
    `SELECT ${list} FROM (SELECT *, count(*) OVER () AS "rows of recursion" FROM (` +
    `SELECT *, row_number() OVER () AS "row of recursion" FROM ${rows}) AS "numbered" ` +
    `WHERE CASE WHEN "row of recursion" > ${MOST_ROWS} THEN redshift_internal.recursion_limit() ELSE true END` +
    `) AS "counted" WHERE "rows of recursion" > 0`
  );
}

function membersOf(table: CommonTable): Pick<SetOperation, "left" | "right"> {
  const { query, name } = table;
  const { body } = query;
  if (query.orderBy.length > 0) throw refused(table, "can't have an ORDER BY clause");
  if (query.limit !== undefined || query.offset !== undefined) throw refused(table, "can't have a LIMIT clause");
  if (body.kind !== "set operation" || body.operator !== "union" || !body.all) {
    throw refused(table, "must be two queries with UNION ALL between them");
  }
  if (countIn(body.left, name.text) > 0) throw refused(table, "must name itself after UNION ALL only");
  return body;
}

function countIn(arm: SetOperation["left"], name: string): number {
  return arm.kind === "query"
    ? countReferences(arm, name)
    : countReferences({ kind: "query", recursive: false, with: [], body: arm, orderBy: [], span: arm.span }, name);
}

function queryOf(table: CommonTable, arm: SetOperation["left"]): CommonTable["query"] {
  if (arm.kind !== "query") return { ...table.query, with: [], body: arm satisfies QueryBody };
  if (arm.orderBy.length > 0) throw refused(table, "can't have an ORDER BY clause");
  if (arm.limit !== undefined || arm.offset !== undefined) throw refused(table, "can't have a LIMIT clause");
  return arm;
}

/** Literals are text, and a DECIMAL grows as it is computed with. */
function stored(type: RedshiftType): RedshiftType {
  if (type.name === "unknown") return { name: "varchar" };
  return familyOf(type) === "string" ? { name: "varchar" } : type;
}

function sharedType(table: CommonTable, seed: RedshiftType, member: RedshiftType): RedshiftType {
  const type = commonType(seed, stored(member));
  if (type !== undefined) return type;
  throw new SqlError("42804", `UNION types ${seed.name} and ${member.name} cannot be matched`, {
    position: table.span.start + 1,
  });
}

/** An arm whose columns have the engine's types without modifiers, as the engine's recursion compares them. */
function brought(arm: PlannedPart, types: readonly RedshiftType[]): string {
  const names = arm.columns.map((_, index) => `"c${index + 1}"`);
  const items = arm.columns.map(
    (column, index) => `${bringTo(column, names[index] ?? "", types[index] ?? column.type)} AS ${names[index]}`,
  );
  return `SELECT ${items.join(", ")} FROM (${arm.text}) AS "arm"(${names.join(", ")})`;
}

function bringTo({ type }: PlannedColumn, name: string, to: RedshiftType): string {
  const value = { sql: `"arm".${name}`, type, label: "", weight: 1 };
  if (type.name === "unknown") return `(${value.sql})::${engineType({ name: to.name })}`;
  const { sql } = toShared(value, to);
  if (to.name === "decimal") return `(+ ${sql})`;
  return familyOf(to) === "string" ? `(${sql})::text` : sql;
}

function refused(table: CommonTable, reason: string): SqlError {
  return new SqlError("0A000", `The recursive query "${table.name.text}" ${reason}`, {
    position: table.span.start + 1,
  });
}
