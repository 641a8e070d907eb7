import { quoteIdentifier } from "../engine/quote.ts";
import { parse } from "../sql/parse.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { Query, TableItem } from "../sql/tree.ts";
import type { CatalogRelation } from "./catalog.ts";
import { type PlanContext, PlanState } from "./plan-context.ts";
import { planInnerQuery } from "./plan-query.ts";
import { Scope } from "./scope.ts";

/**
 * A view WITH NO SCHEMA BINDING as it is now: its query is planned each time the view is read.
 * Who reads it needs the right to read the view, which its stub in the engine asks for.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_VIEW.html
 * @throws {SqlError} when what it names is not there
 */
export function bindView(
  view: CatalogRelation & { readonly lateBinding: string },
  context: PlanContext,
): CatalogRelation {
  const binding = context.binding ?? [];
  if (binding.includes(view.engineName)) {
    throw new SqlError("42P17", `infinite recursion detected in view "${view.name}"`);
  }
  const [parsed] = parse(view.lateBinding);
  if (parsed?.statement.kind !== "query") throw new RangeError("a view is made of a query");
  const state = new PlanState({ ...context, binding: [...binding, view.engineName] });
  const { text, columns } = withoutPosition(() => planInnerQuery(new Scope(state), parsed.statement as Query));
  const names = columns.map(({ name }) => quoteIdentifier(name));
  return {
    ...view,
    columns: columns.map(({ name, type }) => ({ name, type: type.name === "unknown" ? { name: "varchar" } : type })),
    engineName: `(SELECT "bound".* FROM (${text}) AS "bound"(${names.join(", ")}) CROSS JOIN ${view.engineName} AS "stub")`,
  };
}

/**
 * Every relation a late-binding view names must be qualified, by a schema that is there.
 * @throws {SqlError} 42P01 in Redshift's words
 */
export function checkLateBinding(query: Query, hasSchema: (name: string) => boolean): void {
  const common = new Set<string>();
  const aliases = new Set<string>();
  const tables: TableItem[] = [];
  walk(query, (node) => {
    if (node.kind === "table") tables.push(node as unknown as TableItem);
    if (isNamed(node.alias)) aliases.add(node.alias.text);
    if ("query" in node && isNamed(node.name)) common.add(node.name.text);
  });
  for (const { parts } of tables) {
    const [first, second, third] = parts;
    if (first === undefined) continue;
    const position = { position: first.span.start + 1 };
    if (second === undefined) {
      if (common.has(first.text)) continue;
      throw new SqlError(
        "42P01",
        "All the relation names inside should be qualified when creating VIEW WITH NO SCHEMA BINDING",
        position,
      );
    }
    const schema = third === undefined ? first : second;
    if (hasSchema(schema.text) || aliases.has(first.text) || common.has(first.text)) continue;
    throw new SqlError("3F000", `schema "${schema.text}" does not exist`, position);
  }
}

type Node = { readonly [key: string]: unknown };

/** The tree is plain data, so it can be walked without knowing its nodes. */
function walk(node: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(node)) for (const item of node) walk(item, visit);
  else if (typeof node === "object" && node !== null) {
    visit(node as Node);
    for (const value of Object.values(node)) walk(value, visit);
  }
}

function isNamed(value: unknown): value is { readonly text: string } {
  return typeof value === "object" && value !== null && "text" in value && typeof value.text === "string";
}

/** A place in the view's text means nothing in the statement that reads it. */
function withoutPosition<Result>(plan: () => Result): Result {
  try {
    return plan();
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    const { position: _, detail, hint, sqlState, message } = error;
    const details = { ...(detail === undefined ? {} : { detail }), ...(hint === undefined ? {} : { hint }) };
    throw new SqlError(sqlState, message, details, { cause: error });
  }
}
