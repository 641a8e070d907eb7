import { SqlError } from "./sql-error.ts";
import type { Token, TokenKind } from "./token.ts";

/** Longest first: the first that fits is taken. Operators of PostgreSQL that Redshift lacks are known, to be refused by name. */
const OPERATORS = (
  "||/ ->> #>> !~~* !~~ ~~* ~~ !~* :: <= >= <> != || !~ ~* << >> |/ -> #> @> <@ ?| ?& @@ := => " +
  "+ - * / % ^ = < > ( ) [ ] , ; . : ~ & | # @ ? ! $"
).split(" ");

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f" };

const SPACE = /[\s\uFEFF]+/y;
/** A letter, an underscore or a character of several bytes; then digits and dollar signs too. https://docs.aws.amazon.com/redshift/latest/dg/r_names.html */
const WORD = /#?[A-Za-z_\u{80}-\u{10FFFF}][A-Za-z0-9_$\u{80}-\u{10FFFF}]*/uy;
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const PARAMETERS = { named: /:[A-Za-z_][A-Za-z0-9_]*/y, positional: /\$\d+/y } as const;
const LINE_COMMENT = /--[^\n]*/y;

/**
 * Cuts a text into tokens; the last is always `end`.
 *
 * In string literals a backslash escapes, as in the PostgreSQL 8 Redshift comes from: patterns of the guide are written `'\\.'`.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_patternmatching_condition_like.html
 * @throws SqlError on an unterminated string, identifier or comment.
 */
export function tokenize(text: string, parameters: keyof typeof PARAMETERS = "named"): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const push = (kind: TokenKind, value: string, end: number): void => {
    tokens.push({ kind, text: value, raw: text.slice(at, end), start: at, end });
    at = end;
  };
  while (at < text.length) {
    const skipped = match(SPACE, text, at) ?? match(LINE_COMMENT, text, at);
    if (skipped !== undefined) {
      at += skipped.length;
    } else if (text.startsWith("/*", at)) {
      at = endOfComment(text, at);
    } else if (text[at] === "'") {
      const literal = readString(text, at);
      push("string", upToNul(literal.value), literal.end);
    } else if ((text[at] === "E" || text[at] === "e") && text[at + 1] === "'") {
      const literal = readString(text, at + 1);
      push("string", upToNul(literal.value), literal.end);
    } else if (text[at] === '"') {
      const identifier = readQuoted(text, at);
      push("quoted", identifier.value, identifier.end);
    } else {
      const number = match(NUMBER, text, at);
      const word = match(WORD, text, at);
      const parameter = text[at - 1] === ":" ? undefined : match(PARAMETERS[parameters], text, at);
      if (number !== undefined) push("number", number, at + number.length);
      else if (word !== undefined) push("word", foldCase(word), at + word.length);
      else if (parameter !== undefined)
        push("parameter", parameter.slice(1).replace(/^0+(?=\d)/, ""), at + parameter.length);
      else {
        const operator = OPERATORS.find((candidate) => text.startsWith(candidate, at));
        if (operator === undefined) throw unexpected(text, at);
        push("operator", operator === "!=" ? "<>" : operator, at + operator.length);
      }
    }
  }
  tokens.push({ kind: "end", text: "", raw: "", start: text.length, end: text.length });
  return tokens;
}

/** ASCII letters become small ones; others stay. https://docs.aws.amazon.com/redshift/latest/dg/r_names.html */
function foldCase(word: string): string {
  return word.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function endOfComment(text: string, start: number): number {
  let depth = 0;
  let at = start;
  while (at < text.length) {
    if (text.startsWith("/*", at)) {
      depth += 1;
      at += 2;
    } else if (text.startsWith("*/", at)) {
      depth -= 1;
      at += 2;
      if (depth === 0) return at;
    } else at += 1;
  }
  throw new SqlError("42601", `unterminated /* comment at or near "${text.slice(start)}"`, { position: start + 1 });
}

function readString(text: string, start: number): { readonly value: string; readonly end: number } {
  let value = "";
  let at = start + 1;
  while (at < text.length) {
    const character = text[at] ?? "";
    if (character === "'" && text[at + 1] === "'") {
      value += "'";
      at += 2;
    } else if (character === "'") {
      return { value, end: at + 1 };
    } else if (character === "\\" && at + 1 < text.length) {
      const octal = /^[0-7]{1,3}/.exec(text.slice(at + 1, at + 4))?.[0];
      const next = text[at + 1] ?? "";
      value += octal === undefined ? (ESCAPES[next] ?? next) : String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
      at += 1 + (octal?.length ?? 1);
    } else {
      value += character;
      at += 1;
    }
  }
  throw new SqlError("42601", `unterminated quoted string at or near "${text.slice(start)}"`, { position: start + 1 });
}

/** A string ends at its first NUL, as the C string it becomes: `strtol('\\0', 2)` is `strtol('', 2)`. https://docs.aws.amazon.com/redshift/latest/dg/r_STRTOL.html */
function upToNul(value: string): string {
  const end = value.indexOf("\0");
  return end < 0 ? value : value.slice(0, end);
}

function readQuoted(text: string, start: number): { readonly value: string; readonly end: number } {
  let value = "";
  let at = start + 1;
  while (at < text.length) {
    if (text[at] === '"' && text[at + 1] === '"') {
      value += '"';
      at += 2;
    } else if (text[at] === '"') {
      if (value === "") {
        throw new SqlError("42601", 'zero-length delimited identifier at or near """"', { position: start + 1 });
      }
      return { value, end: at + 1 };
    } else {
      value += text[at];
      at += 1;
    }
  }
  throw new SqlError("42601", `unterminated quoted identifier at or near "${text.slice(start)}"`, {
    position: start + 1,
  });
}

function unexpected(text: string, at: number): SqlError {
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  return new SqlError("42601", `syntax error at or near "${character}"`, { position: at + 1 });
}
