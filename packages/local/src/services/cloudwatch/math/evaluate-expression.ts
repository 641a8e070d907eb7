import { NotSupportedError } from "../../../service.ts";
import type { BinaryOperator, Expression } from "./expression.ts";
import { expressionError } from "./expression-error.ts";
import { fillPoints, MATH_FUNCTIONS, OTHER_FUNCTIONS } from "./math-functions.ts";
import { combine, type MathValue, mapValue, mathTypeError, type Points } from "./math-value.ts";
import { parseExpression } from "./parse-expression.ts";

export interface ExpressionScope {
  /** The value of another query of the request; undefined when there is none of that id. */
  readonly valueOf: (id: string) => MathValue | undefined;
  readonly metrics: () => readonly Points[];
  readonly periodSeconds: number;
  readonly length: number;
}

/** Division by zero gives no datapoint; comparisons and AND, OR give 1 or 0. */
const OPERATIONS: Readonly<Record<BinaryOperator, (a: number, b: number) => number | undefined>> = {
  OR: (a, b) => bit(a !== 0 || b !== 0),
  AND: (a, b) => bit(a !== 0 && b !== 0),
  "==": (a, b) => bit(a === b),
  "!=": (a, b) => bit(a !== b),
  "<": (a, b) => bit(a < b),
  "<=": (a, b) => bit(a <= b),
  ">": (a, b) => bit(a > b),
  ">=": (a, b) => bit(a >= b),
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => (b === 0 ? undefined : a / b),
  "^": (a, b) => a ** b,
};

const FILL_WORDS = ["REPEAT", "LINEAR"] as const;

/**
 * The value of a metric-maths expression.
 * @throws {NotSupportedError} naming a function of AWS's that is not evaluated here.
 * @throws {AwsError} ValidationError for an expression CloudWatch refuses.
 */
export function evaluateExpression(text: string, scope: ExpressionScope): MathValue {
  return evaluate(parseExpression(text), text, scope);
}

function evaluate(node: Expression, text: string, scope: ExpressionScope): MathValue {
  switch (node.kind) {
    case "number":
      return { kind: "scalar", value: node.value };
    case "id": {
      const value = scope.valueOf(node.id);
      if (value === undefined)
        throw expressionError(text, node.position, `there is no metric or expression with the id "${node.id}"`);
      return value;
    }
    case "negate":
      return mapValue(evaluate(node.operand, text, scope), (point) => -point);
    case "binary":
      return combine(evaluate(node.left, text, scope), evaluate(node.right, text, scope), OPERATIONS[node.operator]);
    case "list":
      return { kind: "array", series: node.items.flatMap((item) => seriesOf(evaluate(item, text, scope))) };
    case "call":
      return call(node, text, scope);
  }
}

function call(node: Extract<Expression, { kind: "call" }>, text: string, scope: ExpressionScope): MathValue {
  const [first, second] = node.arguments;
  const word = second?.kind === "id" ? FILL_WORDS.find((name) => name === second.id) : undefined;
  if (node.name === "FILL" && first !== undefined && word !== undefined && node.arguments.length === 2) {
    const value = evaluate(first, text, scope);
    if (value.kind === "series") return { kind: "series", points: fillPoints(value.points, word) };
    return { kind: "array", series: seriesOf(value).map((points) => fillPoints(points, word)) };
  }
  const run = MATH_FUNCTIONS[node.name];
  if (run === undefined && OTHER_FUNCTIONS.has(node.name))
    throw new NotSupportedError(`Metric maths function ${node.name}`);
  if (run === undefined) throw expressionError(text, node.position, `"${node.name}" is not a function`);
  const { metrics, periodSeconds, length } = scope;
  return run({
    arguments: node.arguments.map((argument) => evaluate(argument, text, scope)),
    metrics,
    periodSeconds,
    length,
  });
}

function seriesOf(value: MathValue): readonly Points[] {
  if (value.kind === "scalar") throw mathTypeError("a number where time series are needed");
  return value.kind === "series" ? [value.points] : value.series;
}

function bit(value: boolean): number {
  return value ? 1 : 0;
}
