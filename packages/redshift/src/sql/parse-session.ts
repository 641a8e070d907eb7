import type { SetSessionAuthorization } from "./access-tree.ts";
import type { Name } from "./expression-tree.ts";
import { parseStatement } from "./parse-statement.ts";
import type {
  Cancel,
  Comment,
  Explain,
  ResetParameter,
  SessionCharacteristics,
  SetParameter,
  ShowParameter,
  Transaction,
} from "./statement-tree.ts";
import type { TokenReader } from "./token-reader.ts";

/** SET [SESSION | LOCAL] name { TO | = } value, ... and SET TIME ZONE. https://docs.aws.amazon.com/redshift/latest/dg/r_SET.html */
export function parseSet(reader: TokenReader): SetParameter {
  const start = reader.peek().start;
  reader.expectWords("set");
  const scope = reader.acceptOneOf(["session", "local"]) ?? "session";
  const zone = reader.acceptWords("time zone");
  const name = zone ? "timezone" : parseParameterName(reader);
  // An offset may be an interval, and then even without TO: https://docs.aws.amazon.com/redshift/latest/dg/r_timezone_config.html
  if (name === "timezone" && reader.acceptWords("interval")) {
    return { kind: "set", scope, name, value: [reader.expectString()], span: reader.spanFrom(start) };
  }
  if (!zone && !reader.acceptWords("to")) reader.expectOperator("=");
  const value = reader.acceptWords("default") ? "default" : reader.commaSeparated(() => parseValue(reader));
  return { kind: "set", scope, name, value, span: reader.spanFrom(start) };
}

/** SET [LOCAL] SESSION AUTHORIZATION { user | 'user' | DEFAULT } and RESET SESSION AUTHORIZATION: https://docs.aws.amazon.com/redshift/latest/dg/r_SET_SESSION_AUTHORIZATION.html */
export function parseSessionAuthorization(reader: TokenReader): SetSessionAuthorization {
  const start = reader.peek().start;
  const kind = "set session authorization";
  if (reader.acceptWords("reset session authorization")) {
    return { kind, scope: "session", span: reader.spanFrom(start) };
  }
  reader.expectWords("set");
  const scope = reader.acceptWords("local") ? "local" : "session";
  reader.expectWords("session authorization");
  if (reader.acceptWords("default")) return { kind, scope, span: reader.spanFrom(start) };
  const token = reader.peek();
  if (token.kind !== "string") {
    const user = reader.expectName();
    return { kind, scope, user, span: reader.spanFrom(start) };
  }
  const text = reader.expectString();
  const user: Name = { text, written: text, quoted: true, span: { start: token.start, end: token.end } };
  return { kind, scope, user, span: reader.spanFrom(start) };
}

const OTHER_LISTS = [
  ...["column grants", "databases", "datashares", "external table", "functions", "grants", "model"],
  ...["parameters", "policies", "procedure", "procedures", "template"],
];

/** SHOW name; the others of SHOW list what a catalog holds and are not done. */
export function parseShow(reader: TokenReader): ShowParameter {
  const start = reader.peek().start;
  reader.expectWords("show");
  for (const other of OTHER_LISTS) {
    if (reader.atWords(other)) throw reader.notSupported(`SHOW ${other.toUpperCase()}`);
  }
  if (reader.acceptWords("all")) return { kind: "show", name: "all", span: reader.spanFrom(start) };
  return { kind: "show", name: parseParameterName(reader), span: reader.spanFrom(start) };
}

/** RESET { name | ALL } */
export function parseReset(reader: TokenReader): ResetParameter {
  const start = reader.peek().start;
  reader.expectWords("reset");
  if (reader.acceptWords("all")) return { kind: "reset", name: "all", span: reader.spanFrom(start) };
  return { kind: "reset", name: parseParameterName(reader), span: reader.spanFrom(start) };
}

/** BEGIN or START TRANSACTION, with an isolation level and READ ONLY. */
export function parseBegin(reader: TokenReader): Transaction {
  const start = reader.peek().start;
  if (!reader.acceptWords("start transaction")) {
    reader.expectWords("begin");
    reader.acceptOneOf(["transaction", "work"]);
  }
  const readOnly = parseModes(reader);
  return { kind: "begin", ...(readOnly === undefined ? {} : { readOnly }), span: reader.spanFrom(start) };
}

/** SET SESSION CHARACTERISTICS AS TRANSACTION modes, which the guide calls deprecated: https://docs.aws.amazon.com/redshift/latest/dg/r_SET_SESSION_CHARACTERISTICS.html */
export function parseSessionCharacteristics(reader: TokenReader): SessionCharacteristics {
  const start = reader.peek().start;
  reader.expectWords("set session characteristics as transaction");
  const readOnly = parseModes(reader) === true;
  return { kind: "set session characteristics", readOnly, span: reader.spanFrom(start) };
}

/** CANCEL pid ['message']: https://docs.aws.amazon.com/redshift/latest/dg/r_CANCEL.html */
export function parseCancel(reader: TokenReader): Cancel {
  const start = reader.peek().start;
  reader.expectWords("cancel");
  const pid = reader.expectInteger();
  const message = reader.peek().kind === "string" ? { message: reader.expectString() } : {};
  return { kind: "cancel", pid, ...message, span: reader.spanFrom(start) };
}

/** ISOLATION LEVEL, READ ONLY and READ WRITE. There is one isolation level. @returns whether nothing may be written; undefined where it says not */
function parseModes(reader: TokenReader): boolean | undefined {
  let readOnly: boolean | undefined;
  for (;;) {
    if (reader.acceptWords("isolation level")) {
      reader.expectOneOf(["serializable", "read uncommitted", "read committed", "repeatable read", "snapshot"]);
    } else if (reader.acceptWords("read only")) readOnly = true;
    else if (reader.acceptWords("read write")) readOnly = false;
    else break;
    reader.acceptOperator(",");
  }
  return readOnly;
}

/** COMMIT, END, ROLLBACK, ABORT. There are no savepoints. */
export function parseEnd(reader: TokenReader): Transaction {
  const start = reader.peek().start;
  const word = reader.expectOneOf(["commit", "end", "rollback", "abort"]);
  reader.acceptOneOf(["transaction", "work"]);
  const kind = word === "commit" || word === "end" ? "commit" : "rollback";
  return { kind, span: reader.spanFrom(start) };
}

/** COMMENT ON object IS { 'text' | NULL } */
export function parseComment(reader: TokenReader): Comment {
  const start = reader.peek().start;
  reader.expectWords("comment on");
  // A schema takes none: https://docs.aws.amazon.com/redshift/latest/dg/r_COMMENT.html
  const on = reader.expectOneOf(["table", "view", "column", "constraint", "database"] as const);
  const parts: Name[] = [reader.expectName()];
  while (reader.acceptOperator(".")) parts.push(reader.expectLabel());
  if (on === "constraint") reader.expectWords("on");
  const table = on === "constraint" ? { table: reader.expectQualifiedName() } : {};
  reader.expectWords("is");
  const text = reader.acceptWords("null") ? undefined : reader.expectString();
  return {
    kind: "comment",
    on,
    parts,
    ...table,
    ...(text === undefined ? {} : { text }),
    span: reader.spanFrom(start),
  };
}

/** EXPLAIN [VERBOSE] statement */
export function parseExplain(reader: TokenReader): Explain {
  const start = reader.peek().start;
  reader.expectWords("explain");
  if (reader.atWords("analyze") || reader.atOperator("(")) throw reader.syntaxError();
  const verbose = reader.acceptWords("verbose");
  const statement = parseStatement(reader);
  return { kind: "explain", verbose, statement, span: reader.spanFrom(start) };
}

/** `search_path`, or with a class: `myvars.name`. */
function parseParameterName(reader: TokenReader): string {
  const first = reader.expectLabel().text;
  return reader.acceptOperator(".") ? `${first}.${reader.expectLabel().text}` : first;
}

function parseValue(reader: TokenReader): string {
  const token = reader.peek();
  if (token.kind === "operator" && token.text === "-") return String(reader.expectInteger());
  if (token.kind === "operator" || token.kind === "end" || token.kind === "parameter") throw reader.syntaxError();
  reader.next();
  return token.text;
}
