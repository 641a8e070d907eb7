import type { Expression, Name, NavigationStep } from "./expression-tree.ts";
import { parseExpression } from "./parse-expression.ts";
import { parseFunctionCall, parseWordCall } from "./parse-function-call.ts";
import { parseIntervalLiteral } from "./parse-interval.ts";
import { parseQuery } from "./parse-query.ts";
import { parseType, wordsOfType } from "./parse-type.ts";
import { RESERVED_CALLS } from "./reserved-words.ts";
import type { TokenReader } from "./token-reader.ts";

/** Reserved calls that need parentheses; the others must have none: SYSDATE, CURRENT_USER. */
const CALLED_WITH_PARENTHESES = ["array", "collate", "left", "right"];

/** A value, name, call or parenthesised expression, with the navigation and casts that cling to it. */
export function parsePrimary(reader: TokenReader): Expression {
  const start = reader.peek().start;
  const base = parseBase(reader);
  const steps: NavigationStep[] = [];
  for (;;) {
    if (reader.acceptOperator("[")) {
      const index = parseExpression(reader);
      reader.expectOperator("]");
      steps.push({ kind: "index", index });
    } else if (
      (steps.length > 0 || base.kind !== "column") &&
      reader.atOperator(".") &&
      reader.peek(1).kind !== "operator"
    ) {
      reader.next();
      steps.push({ kind: "attribute", name: reader.expectLabel() });
    } else break;
  }
  return steps.length === 0 ? base : { kind: "navigation", base, steps, span: reader.spanFrom(start) };
}

function parseBase(reader: TokenReader): Expression {
  const token = reader.peek();
  const span = { start: token.start, end: token.end };
  switch (token.kind) {
    case "string":
      reader.next();
      return { kind: "string", value: token.text, span };
    case "number":
      reader.next();
      return { kind: "number", text: token.text, span };
    case "parameter":
      reader.next();
      reader.noteParameter(token.text);
      return { kind: "parameter", name: token.text, span };
    case "operator":
      if (token.text === "(") return parseParenthesis(reader);
      if (token.text === "$") throw reader.notSupported("a positional parameter such as $1");
      throw reader.syntaxError();
    case "quoted":
      return parseNameOrCall(reader);
    case "word":
      return parseWord(reader);
    case "end":
      throw reader.syntaxError();
  }
}

function parseWord(reader: TokenReader): Expression {
  const token = reader.peek();
  const span = { start: token.start, end: token.end };
  const start = token.start;
  if (reader.acceptWords("null")) return { kind: "null", span };
  if (token.text === "true" || token.text === "false") {
    reader.next();
    return { kind: "boolean", value: token.text === "true", span };
  }
  if (reader.acceptWords("case")) return parseCase(reader, start);
  if (token.text === "interval" && reader.peek(1).kind === "string") return parseIntervalLiteral(reader);
  if (token.text === "exists" && reader.atOperator("(", 1)) {
    reader.next();
    reader.expectOperator("(");
    const query = parseQuery(reader);
    reader.expectOperator(")");
    return { kind: "exists", query, span: reader.spanFrom(start) };
  }
  if (["cast", "try_cast", "convert"].includes(token.text) && reader.atOperator("(", 1)) return parseCast(reader);
  if (atTypedLiteral(reader)) {
    const type = parseType(reader);
    const literal = reader.peek();
    const operand = {
      kind: "string",
      value: reader.expectString(),
      span: { start: literal.start, end: literal.end },
    } as const;
    return { kind: "cast", form: "literal", operand, type, span: reader.spanFrom(start) };
  }
  const special = parseWordCall(reader);
  if (special !== undefined) return special;
  if (token.text === "oid" && !reader.atOperator("(", 1) && !reader.atOperator(".", 1)) {
    // Reserved, yet a column of the catalog tables: https://docs.aws.amazon.com/redshift/latest/dg/r_COMMENT.html
    return { kind: "column", parts: [reader.expectLabel()], span };
  }
  // An item of FROM may be called so: https://docs.aws.amazon.com/redshift/latest/dg/query-super.html#unnest
  const named = token.text === "array" && !["(", "["].some((operator) => reader.atOperator(operator, 1));
  if (!named && RESERVED_CALLS.has(token.text)) {
    if (!CALLED_WITH_PARENTHESES.includes(token.text)) return bareCall(reader);
    if (reader.atOperator("[", 1)) {
      // https://docs.aws.amazon.com/redshift/latest/dg/c_unsupported-postgresql-datatypes.html
      throw reader.notSupported("an ARRAY[...] constructor (use the function ARRAY(...), which makes a SUPER)");
    }
    if (!reader.atOperator("(", 1)) throw reader.syntaxError();
    if (token.text === "array" && (reader.atWords("select", 2) || reader.atWords("with", 2))) {
      reader.next();
      reader.next();
      const query = parseQuery(reader);
      reader.expectOperator(")");
      return { kind: "scalar query", query, array: true, span: reader.spanFrom(start) };
    }
    return parseFunctionCall(reader, [reader.expectLabel()]);
  }
  return parseNameOrCall(reader);
}

/** `DATE '2026-01-01'`, `TIMESTAMP '...'`: a type's name with a string after it. */
function atTypedLiteral(reader: TokenReader): boolean {
  // `name LIKE 'a%'` is none, though NAME is a type.
  const words = wordsOfType(reader);
  return words !== undefined && reader.peek(words).kind === "string";
}

function bareCall(reader: TokenReader): Expression {
  const name = reader.expectLabel();
  return {
    kind: "function",
    name: { name, span: name.span },
    arguments: [],
    star: false,
    distinct: false,
    approximate: false,
    span: name.span,
  };
}

function parseNameOrCall(reader: TokenReader): Expression {
  const start = reader.peek().start;
  const parts: Name[] = [reader.atWords("array") ? reader.expectLabel() : reader.expectName()];
  while (reader.atOperator(".") && (reader.peek(1).kind === "word" || reader.peek(1).kind === "quoted")) {
    reader.next();
    parts.push(reader.expectLabel());
  }
  // https://docs.aws.amazon.com/redshift/latest/dg/r_WHERE_oracle_outer.html
  if (["(", "+", ")"].every((operator, ahead) => reader.atOperator(operator, ahead))) {
    for (let taken = 0; taken < 3; taken++) reader.next();
    return { kind: "column", parts, outerJoined: true, span: reader.spanFrom(start) };
  }
  if (reader.atOperator("(") && parts.length <= 3) return parseFunctionCall(reader, parts);
  return { kind: "column", parts, span: reader.spanFrom(start) };
}

function parseParenthesis(reader: TokenReader): Expression {
  const start = reader.peek().start;
  reader.expectOperator("(");
  if (reader.atWords("select") || reader.atWords("with")) {
    const query = parseQuery(reader);
    reader.expectOperator(")");
    return { kind: "scalar query", query, span: reader.spanFrom(start) };
  }
  const items = reader.commaSeparated(() => parseExpression(reader));
  reader.expectOperator(")");
  const [first] = items;
  if (items.length === 1 && first !== undefined) return first;
  return { kind: "row", items, span: reader.spanFrom(start) };
}

function parseCase(reader: TokenReader, start: number): Expression {
  const operand = reader.atWords("when") ? undefined : parseExpression(reader);
  const branches: { when: Expression; result: Expression }[] = [];
  do {
    reader.expectWords("when");
    const when = parseExpression(reader);
    reader.expectWords("then");
    branches.push({ when, result: parseExpression(reader) });
  } while (reader.atWords("when"));
  const otherwise = reader.acceptWords("else") ? parseExpression(reader) : undefined;
  reader.expectWords("end");
  return {
    kind: "case",
    branches,
    ...(operand === undefined ? {} : { operand }),
    ...(otherwise === undefined ? {} : { otherwise }),
    span: reader.spanFrom(start),
  };
}

/** CAST(x AS type), TRY_CAST(x AS type), CONVERT(type, x). */
function parseCast(reader: TokenReader): Expression {
  const start = reader.peek().start;
  const form = reader.expectOneOf(["cast", "try_cast", "convert"]);
  reader.expectOperator("(");
  if (form === "convert") {
    const type = parseType(reader);
    reader.expectOperator(",");
    const operand = parseExpression(reader);
    reader.expectOperator(")");
    return { kind: "cast", form, operand, type, span: reader.spanFrom(start) };
  }
  const operand = parseExpression(reader);
  reader.expectWords("as");
  const type = parseType(reader);
  reader.expectOperator(")");
  return { kind: "cast", form, operand, type, span: reader.spanFrom(start) };
}
