import type { CreateView } from "./definition-tree.ts";
import { parseQuery } from "./parse-query.ts";
import type { TokenReader } from "./token-reader.ts";

/** CREATE [OR REPLACE] VIEW name [(columns)] AS query [WITH NO SCHEMA BINDING] */
export function parseCreateView(reader: TokenReader): CreateView {
  const start = reader.peek().start;
  reader.expectWords("create");
  const orReplace = reader.acceptWords("or replace");
  reader.expectWords("view");
  const name = reader.expectQualifiedName();
  const columns = reader.atOperator("(") ? reader.list(() => reader.expectName()) : undefined;
  reader.expectWords("as");
  const query = parseQuery(reader);
  const noSchemaBinding = reader.acceptWords("with no schema binding");
  const view = { kind: "create view", name, orReplace, query, noSchemaBinding } as const;
  return { ...view, ...(columns === undefined ? {} : { columns }), span: reader.spanFrom(start) };
}
