import { parseExpression } from "./parse-expression.ts";
import { parseQuery } from "./parse-query.ts";
import { parseType } from "./parse-type.ts";
import type { CloseCursor, Deallocate, DeclareCursor, ExecutePrepared, Fetch, Prepare } from "./prepared-tree.ts";
import type { TokenReader } from "./token-reader.ts";

/** PREPARE name [(type, ...)] AS statement. https://docs.aws.amazon.com/redshift/latest/dg/r_PREPARE.html */
export function parsePrepare(reader: TokenReader): Prepare {
  const { start } = reader.peek();
  reader.expectWords("prepare");
  const name = reader.expectName();
  const types = reader.atOperator("(") ? reader.list(() => parseType(reader)) : [];
  reader.expectWords("as");
  const statement = reader.peek();
  if (!["select", "with", "insert", "update", "delete"].some((word) => reader.atWords(word)))
    throw reader.syntaxError();
  // It is parsed when it is prepared, with `$1` for parameters.
  while (!reader.atOperator(";") && reader.peek().kind !== "end") reader.next();
  return { kind: "prepare", name, types, statement: reader.spanFrom(statement.start), span: reader.spanFrom(start) };
}

/** EXECUTE name [(value, ...)]. https://docs.aws.amazon.com/redshift/latest/dg/r_EXECUTE.html */
export function parseExecute(reader: TokenReader): ExecutePrepared {
  const { start } = reader.peek();
  reader.expectWords("execute");
  const name = reader.expectName();
  const values = reader.atOperator("(") ? reader.list(() => parseExpression(reader)) : [];
  return { kind: "execute", name, values, span: reader.spanFrom(start) };
}

/** DEALLOCATE [PREPARE] { name | ALL }. https://docs.aws.amazon.com/redshift/latest/dg/r_DEALLOCATE.html */
export function parseDeallocate(reader: TokenReader): Deallocate {
  const { start } = reader.peek();
  reader.expectWords("deallocate");
  reader.acceptWords("prepare");
  if (reader.acceptWords("all")) return { kind: "deallocate", span: reader.spanFrom(start) };
  return { kind: "deallocate", name: reader.expectName(), span: reader.spanFrom(start) };
}

/** DECLARE name CURSOR FOR query. https://docs.aws.amazon.com/redshift/latest/dg/declare.html */
export function parseDeclare(reader: TokenReader): DeclareCursor {
  const { start } = reader.peek();
  reader.expectWords("declare");
  const name = reader.expectName();
  reader.expectWords("cursor for");
  return { kind: "declare cursor", name, query: parseQuery(reader), span: reader.spanFrom(start) };
}

/** FETCH [NEXT | ALL | FORWARD [count | ALL]] FROM cursor. https://docs.aws.amazon.com/redshift/latest/dg/fetch.html */
export function parseFetch(reader: TokenReader): Fetch {
  const { start } = reader.peek();
  reader.expectWords("fetch");
  const count = parseCount(reader);
  if (!reader.acceptWords("from")) reader.expectWords("in");
  return { kind: "fetch", count, cursor: reader.expectName(), span: reader.spanFrom(start) };
}

/** CLOSE cursor. https://docs.aws.amazon.com/redshift/latest/dg/close.html */
export function parseClose(reader: TokenReader): CloseCursor {
  const { start } = reader.peek();
  reader.expectWords("close");
  return { kind: "close cursor", cursor: reader.expectName(), span: reader.spanFrom(start) };
}

function parseCount(reader: TokenReader): Fetch["count"] {
  if (reader.acceptWords("all")) return "all";
  if (reader.acceptWords("next")) return 1;
  if (!reader.acceptWords("forward")) return 1;
  if (reader.acceptWords("all")) return "all";
  return reader.peek().kind === "number" ? reader.expectInteger() : 1;
}
