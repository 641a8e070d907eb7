import type { CreateTableAs } from "./definition-tree.ts";
import { parseQuery } from "./parse-query.ts";
import type { Query, QueryBody, Select } from "./query-tree.ts";
import type { TokenReader } from "./token-reader.ts";

/**
 * A query as a statement of its own. With INTO, which stands in its first SELECT, it makes a table as CREATE TABLE AS does.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_SELECT_INTO.html
 */
export function parseQueryStatement(reader: TokenReader): Query | CreateTableAs {
  const query = parseQuery(reader);
  const into = firstSelect(query.body)?.into;
  if (into === undefined) return query;
  const stored = { ...query, body: withoutInto(query.body) };
  return { kind: "create table as", ...into, attributes: {}, query: stored, span: query.span };
}

function firstSelect(body: QueryBody | Query): Select | undefined {
  if (body.kind === "select") return body;
  return body.kind === "set operation" ? firstSelect(body.left) : undefined;
}

function withoutInto(body: QueryBody): QueryBody {
  if (body.kind === "set operation") {
    return body.left.kind === "query" ? body : { ...body, left: withoutInto(body.left) };
  }
  const { into: _into, ...select } = body;
  return select;
}
