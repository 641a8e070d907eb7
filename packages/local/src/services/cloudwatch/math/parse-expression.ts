import { NotSupportedError } from "../../../service.ts";
import type { BinaryOperator, Expression } from "./expression.ts";
import { expressionError } from "./expression-error.ts";
import { lexExpression, type Token, type TokenKind } from "./lex-expression.ts";

/**
 * Operators from the weakest binding to the strongest, as written -> as meant.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html#metric-math-syntax
 */
const LEVELS: readonly Readonly<Record<string, BinaryOperator>>[] = [
  { OR: "OR", "||": "OR" },
  { AND: "AND", "&&": "AND" },
  { "==": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">=" },
  { "+": "+", "-": "-" },
  { "*": "*", "/": "/" },
  { "^": "^" },
];

/** AND and OR are written as names are. */
const OPERATOR_TOKENS: ReadonlySet<TokenKind> = new Set(["operator", "name"]);

/** Metric Insights queries and searches look like expressions and are languages of their own. */
const OTHER_LANGUAGES = /^\s*(SELECT\b|SEARCH\s*\()/i;

/**
 * The tree of a metric-maths expression.
 * @throws {NotSupportedError} for Metrics Insights queries and SEARCH.
 * @throws {AwsError} ValidationError when the text is no expression.
 */
export function parseExpression(expression: string): Expression {
  if (OTHER_LANGUAGES.test(expression))
    throw new NotSupportedError(`A search or Metrics Insights query (CloudWatch expression "${expression}")`);
  const cursor = new TokenCursor(expression);
  const tree = parseLevel(cursor, 0);
  if (cursor.next.kind !== "end") throw cursor.error(`"${cursor.next.text}" is not expected here`);
  return tree;
}

class TokenCursor {
  readonly #expression: string;
  readonly #tokens: readonly Token[];
  #index = 0;

  constructor(expression: string) {
    this.#expression = expression;
    this.#tokens = lexExpression(expression);
  }

  get next(): Token {
    return this.#tokens[this.#index] ?? { kind: "end", text: "", position: this.#expression.length };
  }

  take(): Token {
    const token = this.next;
    this.#index += 1;
    return token;
  }

  accept(text: string): boolean {
    if (this.next.kind !== "operator" || this.next.text !== text) return false;
    this.#index += 1;
    return true;
  }

  expect(text: string): void {
    if (!this.accept(text)) throw this.error(`"${text}" is expected`);
  }

  error(what: string): Error {
    return expressionError(this.#expression, this.next.position, what);
  }
}

function parseLevel(cursor: TokenCursor, level: number): Expression {
  const operators = LEVELS[level];
  if (operators === undefined) return parseUnary(cursor);
  let left = parseLevel(cursor, level + 1);
  for (;;) {
    const operator = OPERATOR_TOKENS.has(cursor.next.kind) ? operators[cursor.next.text] : undefined;
    if (operator === undefined) return left;
    cursor.take();
    left = { kind: "binary", operator, left, right: parseLevel(cursor, level + 1) };
  }
}

function parseUnary(cursor: TokenCursor): Expression {
  if (cursor.accept("-")) return { kind: "negate", operand: parseUnary(cursor) };
  return parsePrimary(cursor);
}

function parsePrimary(cursor: TokenCursor): Expression {
  if (cursor.accept("(")) {
    const inner = parseLevel(cursor, 0);
    cursor.expect(")");
    return inner;
  }
  if (cursor.accept("[")) return { kind: "list", items: parseItems(cursor, "]") };
  if (cursor.next.kind === "number") return { kind: "number", value: Number(cursor.take().text) };
  if (cursor.next.kind === "text") {
    const { text, position } = cursor.take();
    return { kind: "text", text: text.slice(1, -1), position };
  }
  if (cursor.next.kind !== "name") throw cursor.error("a number, an id, a function or a bracket is expected");
  const { text, position } = cursor.take();
  if (cursor.accept("(")) return { kind: "call", name: text, arguments: parseItems(cursor, ")"), position };
  return { kind: "id", id: text, position };
}

function parseItems(cursor: TokenCursor, close: string): readonly Expression[] {
  const items: Expression[] = [];
  if (cursor.accept(close)) return items;
  do items.push(parseLevel(cursor, 0));
  while (cursor.accept(","));
  cursor.expect(close);
  return items;
}
