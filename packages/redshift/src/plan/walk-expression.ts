import type { Expression } from "../sql/tree.ts";

/** True when the test holds for the expression or one inside it; queries inside are not entered. */
export function someExpression(expression: Expression, test: (part: Expression) => boolean): boolean {
  return test(expression) || childrenOf(expression).some((child) => someExpression(child, test));
}

type Children<Kind extends Expression["kind"]> = (
  expression: Extract<Expression, { kind: Kind }>,
) => readonly (Expression | undefined)[];

const none = (): readonly Expression[] => [];

const CHILDREN: { readonly [Kind in Expression["kind"]]: Children<Kind> } = {
  string: none,
  number: none,
  boolean: none,
  null: none,
  interval: none,
  parameter: none,
  column: none,
  navigation: ({ base, steps }) => [base, ...steps.map((step) => (step.kind === "index" ? step.index : undefined))],
  unary: ({ operand }) => [operand],
  binary: ({ left, right }) => [left, right],
  is: ({ operand }) => [operand],
  between: ({ operand, low, high }) => [operand, low, high],
  "in list": ({ operand, items }) => [operand, ...items],
  "in query": ({ operand }) => [operand],
  like: ({ operand, pattern, escape: escaped }) => [operand, pattern, escaped],
  exists: none,
  quantified: ({ operand }) => [operand],
  "scalar query": none,
  case: ({ operand, branches, otherwise }) => [
    operand,
    ...branches.flatMap(({ when, result }) => [when, result]),
    otherwise,
  ],
  cast: ({ operand }) => [operand],
  function: ({ arguments: values, withinGroup, over }) => [
    ...values,
    ...(withinGroup ?? []).map((key) => key.expression),
    ...(over?.partitionBy ?? []),
    ...(over?.orderBy ?? []).map((key) => key.expression),
  ],
  "at time zone": ({ operand, zone }) => [operand, zone],
  row: ({ items }) => items,
};

function childrenOf(expression: Expression): readonly Expression[] {
  // The table is complete by its type; TypeScript can't tie the kind of a union to the entry it picks.
  const children = CHILDREN[expression.kind] as Children<Expression["kind"]>;
  return children(expression).filter((child) => child !== undefined);
}
