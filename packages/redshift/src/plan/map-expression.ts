import type { Expression } from "../sql/tree.ts";

/**
 * An expression with parts put in place of others: `replace` sees each part before those inside it, and gives undefined
 * for what stays. Queries inside are not entered.
 */
export function mapExpression(
  expression: Expression,
  replace: (part: Expression) => Expression | undefined,
): Expression {
  return replace(expression) ?? (mapParts(expression, replace) as Expression);
}

/** Every node is data: objects, lists and texts. What is an expression has a kind that `replace` may know. */
function mapParts(node: object, replace: (part: Expression) => Expression | undefined): object {
  const mapped = Object.entries(node).map(([key, value]: [string, unknown]) => [key, mapValue(value, replace)]);
  return Object.fromEntries(mapped) as object;
}

function mapValue(value: unknown, replace: (part: Expression) => Expression | undefined): unknown {
  if (Array.isArray(value)) return value.map((item) => mapValue(item, replace));
  if (typeof value !== "object" || value === null) return value;
  if (isExpression(value)) return mapExpression(value, replace);
  return mapParts(value, replace);
}

/** Kinds of what stands within expressions and is none. */
const OTHER_KINDS: ReadonlySet<unknown> = new Set(["query", "attribute", "index"]);

function isExpression(value: object): value is Expression {
  return "kind" in value && "span" in value && !OTHER_KINDS.has(value.kind);
}
