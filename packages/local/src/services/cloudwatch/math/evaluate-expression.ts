import { NotSupportedError } from "../../../service.ts";
import type { BinaryOperator, Expression } from "./expression.ts";
import { expressionError } from "./expression-error.ts";
import { FUNCTIONS_PAGE, fillPoints, MATH_FUNCTIONS, OTHER_FUNCTIONS } from "./math-functions.ts";
import { combine, type MathValue, mapValue, mathTypeError, type Points } from "./math-value.ts";
import { parseExpression } from "./parse-expression.ts";

export interface ExpressionScope {
  /** The value of another query of the request; undefined when there is none of that id. */
  readonly valueOf: (id: string) => MathValue | undefined;
  /** Every metric of the request whose id contains the text. */
  readonly metrics: (containing: string) => readonly Points[];
  readonly isMetric: (id: string) => boolean;
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

/** Operators that AWS's page has for a pair of time series or of numbers, and not for arrays: .../monitoring/using-metric-math.html#metric-math-syntax-operators */
const WITHOUT_ARRAYS: ReadonlySet<BinaryOperator> = new Set(["OR", "AND", "==", "!=", "<", "<=", ">", ">="]);

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
    case "text":
      throw expressionError(text, node.position, "text is for METRICS alone");
    case "binary":
      return binary(node, text, scope);
    case "list":
      return { kind: "array", series: node.items.flatMap((item) => seriesOf(evaluate(item, text, scope))) };
    case "call":
      return call(node, text, scope);
  }
}

function binary(node: Extract<Expression, { kind: "binary" }>, text: string, scope: ExpressionScope): MathValue {
  const [left, right] = [evaluate(node.left, text, scope), evaluate(node.right, text, scope)];
  if (WITHOUT_ARRAYS.has(node.operator) && (left.kind === "array" || right.kind === "array"))
    throw mathTypeError(`${node.operator} with an array of time series`);
  return combine(left, right, OPERATIONS[node.operator]);
}

function call(node: Extract<Expression, { kind: "call" }>, text: string, scope: ExpressionScope): MathValue {
  const [first, second] = node.arguments;
  const word = second?.kind === "id" ? FILL_WORDS.find((name) => name === second.id) : undefined;
  if (node.name === "FILL" && first !== undefined && word !== undefined && node.arguments.length === 2) {
    const value = evaluate(first, text, scope);
    if (value.kind === "series") return { kind: "series", points: fillPoints(value.points, word) };
    return { kind: "array", series: seriesOf(value).map((points) => fillPoints(points, word)) };
  }
  if (node.name === "METRICS") return metricsOf(node, text, scope);
  if (node.name === "PERIOD" && !(first?.kind === "id" && scope.isMetric(first.id)))
    throw expressionError(text, node.position, "PERIOD is of a metric, not of an expression's result");
  const run = MATH_FUNCTIONS[node.name];
  if (run === undefined && OTHER_FUNCTIONS.has(node.name))
    throw new NotSupportedError(`Metric maths function ${node.name} (${FUNCTIONS_PAGE})`);
  if (run === undefined) throw expressionError(text, node.position, `"${node.name}" is not a function`);
  const { periodSeconds, length } = scope;
  return run({ arguments: node.arguments.map((argument) => evaluate(argument, text, scope)), periodSeconds, length });
}

/** `METRICS()`, and `METRICS("errors")` of the metrics that have `errors` in their id. */
function metricsOf(node: Extract<Expression, { kind: "call" }>, text: string, scope: ExpressionScope): MathValue {
  const [containing] = node.arguments;
  if (node.arguments.length > 1 || (containing !== undefined && containing.kind !== "text"))
    throw expressionError(text, node.position, "METRICS takes nothing, or one text in quotation marks");
  return { kind: "array", series: scope.metrics(containing?.text ?? "") };
}

function seriesOf(value: MathValue): readonly Points[] {
  if (value.kind === "scalar") throw mathTypeError("a number where time series are needed");
  return value.kind === "series" ? [value.points] : value.series;
}

function bit(value: boolean): number {
  return value ? 1 : 0;
}
