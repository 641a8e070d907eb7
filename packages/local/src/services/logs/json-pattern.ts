import { AwsError, NotSupportedError } from "../../service.ts";

/**
 * Filter patterns of JSON events: `{ $.level = "ERROR" && ($.latency >= 500 || $.user NOT EXISTS) }`.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html#matching-terms-json-log-events
 */

type Test = (event: unknown) => boolean;

const TOKEN =
  /\s*(?:(?<selector>\$(?:\.[A-Za-z_][\w-]*|\[\d+\])+)|(?<text>"[^"]*")|(?<operator>&&|\|\||[()]|[<>!]=|[=<>])|(?<word>[^\s()=<>!&|]+))/y;

const NUMBER = /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/;

const ORDERINGS: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  "<": (value, bound) => value < bound,
  "<=": (value, bound) => value <= bound,
  ">": (value, bound) => value > bound,
  ">=": (value, bound) => value >= bound,
};

const CONSTANTS: Readonly<Record<string, unknown>> = { TRUE: true, FALSE: false, NULL: null };

interface Token {
  readonly kind: string;
  readonly text: string;
}

/** @throws {AwsError} InvalidParameterException when the pattern can't be read. */
export function parseJsonPattern(pattern: string): (message: string) => boolean {
  if (!pattern.endsWith("}")) throw invalid(pattern, 'it must end with "}"');
  const tokens = lex(pattern);
  let index = 0;
  const accept = (text: string): boolean => {
    if (tokens[index]?.text !== text || tokens[index]?.kind === "text") return false;
    index += 1;
    return true;
  };
  const take = (): Token => {
    const token = tokens[index];
    if (token === undefined) throw invalid(pattern, "it ends too early");
    index += 1;
    return token;
  };
  const parseOr = (): Test => {
    const tests = [parseAnd()];
    while (accept("||")) tests.push(parseAnd());
    return (event) => tests.some((test) => test(event));
  };
  const parseAnd = (): Test => {
    const tests = [parseTerm()];
    while (accept("&&")) tests.push(parseTerm());
    return (event) => tests.every((test) => test(event));
  };
  const parseTerm = (): Test => {
    if (accept("(")) {
      const inner = parseOr();
      if (!accept(")")) throw invalid(pattern, '")" is expected');
      return inner;
    }
    const selector = take();
    if (selector.kind !== "selector") throw invalid(pattern, `"${selector.text}" is no selector such as $.level`);
    const path = pathOf(selector.text);
    const operator = take();
    if (operator.text === "NOT" && accept("EXISTS")) return (event) => valueAt(event, path) === undefined;
    if (operator.text === "EXISTS") return (event) => valueAt(event, path) !== undefined;
    const operand = take();
    if (operator.text === "IS") return isConstant(path, operand, pattern);
    return compare(path, operator, operand, pattern);
  };

  const test = parseOr();
  if (index < tokens.length) throw invalid(pattern, `"${tokens[index]?.text}" is not expected here`);
  return (message) => {
    const event = parseObject(message);
    return event !== undefined && test(event);
  };
}

function lex(pattern: string): readonly Token[] {
  const inner = pattern.slice(1, -1);
  const tokens: Token[] = [];
  let position = 0;
  while (inner.slice(position).trim() !== "") {
    TOKEN.lastIndex = position;
    const groups = TOKEN.exec(inner)?.groups;
    if (groups === undefined) throw invalid(pattern, `it can't be read from "${inner.slice(position).trim()}" on`);
    position = TOKEN.lastIndex;
    const [kind = "", text = ""] = Object.entries(groups).find(([, value]) => value !== undefined) ?? [];
    tokens.push({ kind, text });
  }
  return tokens;
}

function isConstant(path: readonly string[], operand: Token, pattern: string): Test {
  if (!(operand.text in CONSTANTS)) throw invalid(pattern, `IS takes TRUE, FALSE or NULL, not ${operand.text}`);
  return (event) => valueAt(event, path) === CONSTANTS[operand.text];
}

function compare(path: readonly string[], operator: Token, operand: Token, pattern: string): Test {
  const text = operand.kind === "text" ? operand.text.slice(1, -1) : operand.text;
  if (operand.kind !== "text" && /^%.*%$/.test(text))
    throw new NotSupportedError(`The regular expression ${text} in a filter pattern`);
  const isNumber = operand.kind !== "text" && NUMBER.test(text);
  const ordering = ORDERINGS[operator.text];
  if (ordering !== undefined) {
    if (!isNumber) throw invalid(pattern, `${operator.text} takes a number, not ${operand.text}`);
    return (event) => {
      const value = valueAt(event, path);
      return typeof value === "number" && ordering(value, Number(text));
    };
  }
  if (operator.text !== "=" && operator.text !== "!=") throw invalid(pattern, `"${operator.text}" is no comparison`);
  const equals = isNumber ? (value: unknown) => value === Number(text) : wildcard(text);
  if (operator.text === "=") return (event) => equals(valueAt(event, path));
  return (event) => {
    const value = valueAt(event, path);
    return value !== undefined && !equals(value);
  };
}

/** `*` stands for any characters. */
function wildcard(text: string): (value: unknown) => boolean {
  const parts = text.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const pattern = new RegExp(`^${parts.join(".*")}$`, "s");
  return (value) => typeof value === "string" && pattern.test(value);
}

function pathOf(selector: string): readonly string[] {
  return [...selector.matchAll(/\.([\w-]+)|\[(\d+)\]/g)].map(([, field, index]) => field ?? index ?? "");
}

function valueAt(event: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, field) => {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, field)) return undefined;
    return (value as Readonly<Record<string, unknown>>)[field];
  }, event);
}

function parseObject(message: string): object | undefined {
  if (!message.trimStart().startsWith("{")) return undefined;
  try {
    const value: unknown = JSON.parse(message);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function invalid(pattern: string, what: string): AwsError {
  return new AwsError("InvalidParameterException", `Invalid filter pattern ${pattern}: ${what}.`);
}
