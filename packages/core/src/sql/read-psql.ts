import { PsqlError } from "./psql-error.ts";

/** How a variable is written: `:'x'` literal, `:"x"` identifier, `:x` raw. */
export type VariableForm = "literal" | "identifier" | "raw";

export type PsqlPart =
  | { readonly kind: "text"; readonly text: string; readonly offset: number }
  | { readonly kind: "variable"; readonly form: VariableForm; readonly name: string; readonly offset: number };

/** One statement of a file, without its semicolon, its comments and the blanks around it. Offsets are of the file. */
export interface PsqlStatement {
  readonly parts: readonly PsqlPart[];
}

interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly offset: number;
}

type TokenKind = "blank" | "comment" | "quoted" | "variable" | "semicolon" | "open" | "close" | "code";

/** What psql's own lexer tells apart, in the order in which it is tried (psqlscan.l). */
const TOKENS: readonly { readonly kind: TokenKind; readonly pattern: RegExp }[] = [
  { kind: "blank", pattern: /\s+/y },
  { kind: "comment", pattern: /--[^\n]*/y },
  { kind: "quoted", pattern: /[eE]'(?:[^'\\]|\\[\s\S]|'')*'/y },
  // A system role such as sys:monitor: psql leaves it too, unless somebody sets a variable of that name.
  { kind: "code", pattern: /\bsys:[a-z]+\b/y },
  { kind: "code", pattern: /[\p{L}_][\p{L}\p{N}_$]*/uy },
  { kind: "code", pattern: /[0-9][0-9A-Za-z_.]*/y },
  { kind: "quoted", pattern: /'(?:[^'\\]|'')*'/y },
  { kind: "quoted", pattern: /"(?:[^"]|"")*"/y },
  { kind: "quoted", pattern: /\$([\p{L}_][\p{L}\p{N}_]*)?\$[\s\S]*?\$\1\$/uy },
  { kind: "code", pattern: /::|:=/y },
  { kind: "variable", pattern: /:(?:'[A-Za-z0-9_]+'|"[A-Za-z0-9_]+"|[A-Za-z_][A-Za-z0-9_]*)/y },
  { kind: "semicolon", pattern: /;/y },
  { kind: "open", pattern: /\(/y },
  { kind: "close", pattern: /\)/y },
  { kind: "code", pattern: /[^\\'"$]/uy },
];

/** What is left when no token fits. A backslash outside quotes is a command of psql's, which no server knows. */
const MISFITS: Readonly<Record<string, string>> = {
  "'": "this string has no end, or holds a backslash, which psql and Redshift read differently in a plain string: write E'...'.",
  '"': "this quoted name has no end.",
  $: "this dollar-quoted string has no end.",
  "\\": "a psql command can't be sent to Redshift: keep the file to SQL and variables.",
  "/": "this comment has no end.",
};

/**
 * Splits the text of a psql file into statements and finds the variables in them, as psql does: not inside strings,
 * quoted names, dollar quotes and comments, and not in `::`. A semicolon inside parentheses ends nothing.
 * @throws {PsqlError} on a string, name or comment without an end, and on a psql command.
 */
export function readPsql(text: string, file: string): readonly PsqlStatement[] {
  const statements: PsqlStatement[] = [];
  let tokens: Token[] = [];
  let depth = 0;
  const finish = (): void => {
    const statement = toStatement(tokens);
    if (statement) statements.push(statement);
    tokens = [];
    depth = 0;
  };
  for (let offset = 0; offset < text.length; ) {
    const token = nextToken(text, offset, file);
    offset += token.text.length;
    if (token.kind === "open") depth += 1;
    if (token.kind === "close") depth -= 1;
    if (token.kind === "semicolon" && depth <= 0) finish();
    else tokens.push(token);
  }
  finish();
  return statements;
}

function nextToken(text: string, offset: number, file: string): Token {
  if (text.startsWith("/*", offset)) return blockComment(text, offset, file);
  for (const { kind, pattern } of TOKENS) {
    pattern.lastIndex = offset;
    const matched = pattern.exec(text)?.[0];
    if (matched) return { kind, text: matched, offset };
  }
  const character = text.charAt(offset);
  throw new PsqlError(MISFITS[character] ?? `"${character}" is not SQL.`, { file, text, offset });
}

/** Block comments nest, in PostgreSQL and in Redshift. */
function blockComment(text: string, offset: number, file: string): Token {
  const edge = /\/\*|\*\//g;
  edge.lastIndex = offset;
  let depth = 0;
  for (let match = edge.exec(text); match; match = edge.exec(text)) {
    depth += match[0] === "/*" ? 1 : -1;
    if (depth === 0) return { kind: "comment", text: text.slice(offset, edge.lastIndex), offset };
  }
  throw new PsqlError(MISFITS["/"] ?? "", { file, text, offset });
}

/** A comment becomes a line's end or a blank, so that it still separates what stands beside it. */
function toStatement(tokens: readonly Token[]): PsqlStatement | undefined {
  const first = tokens.findIndex(isCode);
  if (first === -1) return undefined;
  const kept = tokens.slice(first, tokens.findLastIndex(isCode) + 1);
  const parts: PsqlPart[] = [];
  for (const token of kept) {
    if (token.kind === "comment") {
      if (token.text.startsWith("/*")) parts.push({ kind: "text", text: " ", offset: token.offset });
    } else if (token.kind === "variable") parts.push(toVariable(token));
    else appendText(parts, token);
  }
  return { parts };
}

function isCode(token: Token): boolean {
  return token.kind !== "blank" && token.kind !== "comment";
}

function toVariable(token: Token): PsqlPart {
  const quote = token.text.charAt(1);
  if (quote !== "'" && quote !== '"')
    return { kind: "variable", form: "raw", name: token.text.slice(1), offset: token.offset };
  const form = quote === "'" ? "literal" : "identifier";
  return { kind: "variable", form, name: token.text.slice(2, -1), offset: token.offset };
}

/** Neighbours in the file become one part, so that one offset serves for all of it. */
function appendText(parts: PsqlPart[], token: Token): void {
  const last = parts.at(-1);
  if (last?.kind === "text" && last.offset + last.text.length === token.offset)
    parts[parts.length - 1] = { ...last, text: last.text + token.text };
  else parts.push({ kind: "text", text: token.text, offset: token.offset });
}
