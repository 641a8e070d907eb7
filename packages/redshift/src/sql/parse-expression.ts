import type { Binary, Expression } from "./expression-tree.ts";
import { parsePrimary } from "./parse-primary.ts";
import { parseQuery } from "./parse-query.ts";
import { parseType } from "./parse-type.ts";
import type { TokenReader } from "./token-reader.ts";

/**
 * How tightly operators bind, loosest first: https://docs.aws.amazon.com/redshift/latest/dg/r_logical_condition.html , r_compound_expressions.html
 * and PostgreSQL 8's table.
 */
const OR = 1;
const AND = 2;
const NOT = 3;
const COMPARISON = 4;
const MATCHING = 5;
const IS = 6;
const OTHER = 7;
const BITS = 8;
const SUM = 9;
const PRODUCT = 10;
const POWER = 11;
const ZONE = 12;
const SIGN = 13;

const BINARY: Readonly<Record<string, number>> = {
  ...Object.fromEntries(["=", "<>", "<", ">", "<=", ">="].map((operator) => [operator, COMPARISON])),
  ...Object.fromEntries(
    ["||", "~", "!~", "~*", "!~*", "->", "->>", "#>", "#>>", "@>", "<@", "?", "?|", "?&", "@@"].map((operator) => [
      operator,
      OTHER,
    ]),
  ),
  ...Object.fromEntries(["&", "|", "#", "<<", ">>"].map((operator) => [operator, BITS])),
  "+": SUM,
  "-": SUM,
  "*": PRODUCT,
  "/": PRODUCT,
  "%": PRODUCT,
  "^": POWER,
};

/** An operand of `@` holds products, one of `~` sums; a root's holds neither. */
const PREFIX: readonly (readonly [string, number])[] = [
  ["-", SIGN],
  ["+", SIGN],
  ["~", SUM],
  ["@", PRODUCT],
  ["|/", SIGN],
  ["||/", SIGN],
];

/** Synonyms of LIKE. https://docs.aws.amazon.com/redshift/latest/dg/pattern-matching-conditions-posix.html */
const LIKE_OPERATORS = ["~~", "!~~"];

const QUERY_STARTS = ["select", "with"];

/** An expression, up to the first token that can't belong to it. */
export function parseExpression(reader: TokenReader): Expression {
  return reader.nested(() => parseOperators(reader, OR));
}

/** An expression that holds no AND, OR or NOT outside parentheses: the bounds of BETWEEN. */
export function parseOperand(reader: TokenReader): Expression {
  return reader.nested(() => parseOperators(reader, OTHER));
}

function parseOperators(reader: TokenReader, loosest: number): Expression {
  const start = reader.peek().start;
  let left = parsePrefix(reader);
  for (;;) {
    const next = parseInfix(reader, left, start, loosest);
    if (next === undefined) return left;
    left = next;
  }
}

function parsePrefix(reader: TokenReader): Expression {
  const start = reader.peek().start;
  if (reader.acceptWords("not")) {
    const operand = reader.nested(() => parseOperators(reader, NOT));
    return { kind: "unary", operator: "not", operand, span: reader.spanFrom(start) };
  }
  for (const [operator, tightness] of PREFIX) {
    if (reader.acceptOperator(operator)) {
      const operand = reader.nested(() => parseOperators(reader, tightness));
      return { kind: "unary", operator, operand, span: reader.spanFrom(start) };
    }
  }
  if (reader.atWords("prior") && (reader.atName(1) || reader.atOperator("(", 1))) {
    reader.next();
    const operand = reader.nested(() => parseOperators(reader, SIGN));
    return { kind: "unary", operator: "prior", operand, span: reader.spanFrom(start) };
  }
  return parsePrimary(reader);
}

function parseInfix(reader: TokenReader, left: Expression, start: number, loosest: number): Expression | undefined {
  const token = reader.peek();
  if (token.kind === "operator") {
    if (reader.acceptOperator("::")) {
      const type = parseType(reader);
      return { kind: "cast", form: "::", operand: left, type, span: reader.spanFrom(start) };
    }
    if (LIKE_OPERATORS.includes(token.text)) {
      if (loosest > MATCHING) return undefined;
      reader.next();
      const pattern = parseOperators(reader, OTHER);
      const negated = token.text.startsWith("!");
      return { kind: "like", operator: "like", operand: left, pattern, negated, span: reader.spanFrom(start) };
    }
    const tightness = BINARY[token.text];
    if (tightness === undefined || tightness < loosest) return undefined;
    reader.next();
    const quantifier = tightness === COMPARISON ? reader.acceptOneOf(["any", "some", "all"]) : undefined;
    if (quantifier !== undefined) {
      const query = parenthesised(reader, () => parseQuery(reader));
      const kind = quantifier === "all" ? "all" : "any";
      return {
        kind: "quantified",
        operator: token.text,
        quantifier: kind,
        operand: left,
        query,
        span: reader.spanFrom(start),
      };
    }
    return binary(reader, token.text, left, start, tightness + 1);
  }
  if (token.kind !== "word") return undefined;
  if (loosest <= OTHER && reader.atWords("operator") && reader.atOperator("(", 1)) {
    return binary(reader, parseNamedOperator(reader), left, start, OTHER + 1);
  }
  if (loosest <= OR && reader.acceptWords("or")) return binary(reader, "or", left, start, AND);
  if (loosest <= AND && reader.acceptWords("and")) return binary(reader, "and", left, start, NOT);
  if (loosest <= IS) {
    const test = parseIs(reader, left, start);
    if (test !== undefined) return test;
  }
  if (loosest <= ZONE && reader.acceptWords("at time zone")) {
    const zone = parseOperators(reader, SIGN);
    return { kind: "at time zone", operand: left, zone, span: reader.spanFrom(start) };
  }
  return loosest <= MATCHING ? parseMatching(reader, left, start) : undefined;
}

/** `OPERATOR(pg_catalog.~)`: an operator of PostgreSQL's catalog by its full name. */
function parseNamedOperator(reader: TokenReader): string {
  reader.expectWords("operator");
  reader.expectOperator("(");
  if (reader.acceptWords("pg_catalog")) reader.expectOperator(".");
  const token = reader.next();
  if (token.kind !== "operator" || BINARY[token.text] === undefined) throw reader.syntaxError(token);
  reader.expectOperator(")");
  return token.text;
}

function binary(reader: TokenReader, operator: string, left: Expression, start: number, tighter: number): Binary {
  const right = reader.nested(() => parseOperators(reader, tighter));
  return { kind: "binary", operator, left, right, span: reader.spanFrom(start) };
}

function parseIs(reader: TokenReader, operand: Expression, start: number): Expression | undefined {
  if (reader.acceptWords("isnull"))
    return { kind: "is", operand, test: "null", negated: false, span: reader.spanFrom(start) };
  if (reader.acceptWords("notnull"))
    return { kind: "is", operand, test: "null", negated: true, span: reader.spanFrom(start) };
  if (!reader.acceptWords("is")) return undefined;
  const negated = reader.acceptWords("not");
  // IS [NOT] DISTINCT FROM is not Redshift's: https://docs.aws.amazon.com/redshift/latest/dg/c_unsupported-postgresql-features.html
  const test = reader.expectOneOf(["null", "true", "false", "unknown"]);
  return { kind: "is", operand, test, negated, span: reader.spanFrom(start) };
}

/** LIKE, ILIKE, SIMILAR TO, BETWEEN, IN, each with NOT. */
function parseMatching(reader: TokenReader, operand: Expression, start: number): Expression | undefined {
  const place = reader.place;
  const negated = reader.acceptWords("not");
  const operator = reader.acceptOneOf(["like", "ilike", "similar to"]);
  if (operator !== undefined) {
    const pattern = parseOperators(reader, OTHER);
    const escapedBy = reader.acceptWords("escape") ? parseOperators(reader, OTHER) : undefined;
    const like = { kind: "like", operator, operand, pattern, negated, span: reader.spanFrom(start) } as const;
    return escapedBy === undefined ? like : { ...like, escape: escapedBy };
  }
  if (reader.acceptWords("between")) {
    if (reader.atWords("symmetric")) throw reader.syntaxError();
    const low = parseOperand(reader);
    reader.expectWords("and");
    const high = parseOperand(reader);
    return { kind: "between", operand, low, high, negated, span: reader.spanFrom(start) };
  }
  if (reader.acceptWords("in")) {
    if (QUERY_STARTS.some((word) => reader.atOperator("(") && reader.atWords(word, 1))) {
      const query = parenthesised(reader, () => parseQuery(reader));
      return { kind: "in query", operand, query, negated, span: reader.spanFrom(start) };
    }
    const items = reader.list(() => parseExpression(reader));
    return { kind: "in list", operand, items, negated, span: reader.spanFrom(start) };
  }
  reader.backTo(place);
  return undefined;
}

function parenthesised<Result>(reader: TokenReader, parse: () => Result): Result {
  reader.expectOperator("(");
  const result = parse();
  reader.expectOperator(")");
  return result;
}
