import type { Expression, Name } from "./expression-tree.ts";
import { parseExpression } from "./parse-expression.ts";
import { parseFromItems } from "./parse-from.ts";
import { parseGroupBy } from "./parse-group-by.ts";
import { parseHierarchy } from "./parse-hierarchy.ts";
import type { CommonTable, Query, QueryBody, Select, SelectItem, SortKey } from "./query-tree.ts";
import type { TokenReader } from "./token-reader.ts";

type Operator = "union" | "intersect" | "except";

/** [WITH ...] select [UNION ...] [ORDER BY ...] [LIMIT ...] [OFFSET ...] */
export function parseQuery(reader: TokenReader): Query {
  return reader.nested(() => {
    const start = reader.peek().start;
    const common = parseWith(reader);
    const body = parseSetOperations(reader);
    const orderBy = reader.acceptWords("order by") ? parseSortKeys(reader) : [];
    const { limit, offset } = parseLimit(reader);
    refuseTail(reader);
    return {
      kind: "query",
      ...common,
      body: asBody(body, reader),
      orderBy,
      ...(limit === undefined ? {} : { limit }),
      ...(offset === undefined ? {} : { offset }),
      span: reader.spanFrom(start),
    };
  });
}

/** WITH [RECURSIVE] name [(columns)] AS (query), ...; nothing where it does not stand. */
export function parseWith(reader: TokenReader): Pick<Query, "recursive" | "with"> {
  if (!reader.acceptWords("with")) return { recursive: false, with: [] };
  const recursive = reader.acceptWords("recursive");
  return { recursive, with: reader.commaSeparated(() => parseCommonTable(reader)) };
}

/** `a DESC NULLS LAST, b` */
export function parseSortKeys(reader: TokenReader): readonly SortKey[] {
  return reader.commaSeparated(() => {
    const expression = parseExpression(reader);
    const descending = reader.acceptOneOf(["asc", "desc"]) === "desc";
    const nulls = reader.acceptWords("nulls") ? reader.expectOneOf(["first", "last"]) : undefined;
    return { expression, descending, ...(nulls === undefined ? {} : { nulls }) };
  });
}

function parseCommonTable(reader: TokenReader): CommonTable {
  const start = reader.peek().start;
  const name = reader.expectName();
  const columns = reader.atOperator("(") ? reader.list(() => reader.expectName()) : undefined;
  reader.expectWords("as");
  if (reader.atWords("materialized") || reader.atWords("not materialized")) throw reader.syntaxError();
  reader.expectOperator("(");
  const query = parseQuery(reader);
  reader.expectOperator(")");
  return { name, query, ...(columns === undefined ? {} : { columns }), span: reader.spanFrom(start) };
}

/** UNION and EXCEPT (MINUS) at one level, INTERSECT tighter: https://docs.aws.amazon.com/redshift/latest/dg/r_UNION.html */
function parseSetOperations(reader: TokenReader): QueryBody | Query {
  const start = reader.peek().start;
  let left = parseIntersections(reader);
  for (;;) {
    const word = reader.acceptOneOf(["union", "except", "minus"]);
    if (word === undefined) return left;
    const operator: Operator = word === "union" ? "union" : "except";
    left = setOperation(reader, operator, left, parseAll(reader, operator), parseIntersections(reader), start);
  }
}

function parseIntersections(reader: TokenReader): QueryBody | Query {
  const start = reader.peek().start;
  let left = parseOperand(reader);
  while (reader.acceptWords("intersect")) {
    left = setOperation(reader, "intersect", left, parseAll(reader, "intersect"), parseOperand(reader), start);
  }
  return left;
}

function parseAll(reader: TokenReader, operator: Operator): boolean {
  const all = reader.atWords("all");
  if (all && operator !== "union") throw reader.notSupported(`${operator.toUpperCase()} ALL`);
  if (all) reader.next();
  else reader.acceptWords("distinct");
  return all;
}

function setOperation(
  reader: TokenReader,
  operator: Operator,
  left: QueryBody | Query,
  all: boolean,
  right: QueryBody | Query,
  start: number,
): QueryBody {
  return { kind: "set operation", operator, all, left, right, span: reader.spanFrom(start) };
}

function parseOperand(reader: TokenReader): QueryBody | Query {
  if (reader.acceptOperator("(")) {
    const query = parseQuery(reader);
    reader.expectOperator(")");
    return query;
  }
  // VALUES as a table is not Redshift's: https://docs.aws.amazon.com/redshift/latest/dg/c_unsupported-postgresql-features.html
  return parseSelect(reader);
}

/** `(select ...)` as a whole query stands for what is in it. */
function asBody(body: QueryBody | Query, reader: TokenReader): QueryBody {
  if (body.kind !== "query") return body;
  const plain =
    body.with.length === 0 && body.orderBy.length === 0 && body.limit === undefined && body.offset === undefined;
  if (plain) return body.body;
  const star = { kind: "star", qualifier: [], exclude: [], span: body.span } as const;
  const written = { text: "query", written: "query", quoted: false, span: reader.spanFrom(body.span.start) };
  return {
    kind: "select",
    distinct: false,
    items: [star],
    from: [{ kind: "subquery", query: body, alias: written, span: body.span }],
    span: body.span,
  };
}

function parseSelect(reader: TokenReader): Select {
  const start = reader.peek().start;
  reader.expectWords("select");
  const top = reader.atWords("top") ? parseTop(reader) : undefined;
  const distinct = reader.acceptWords("distinct");
  // DISTINCT ON has no page in the guide.
  if (distinct && reader.atWords("on")) throw reader.syntaxError();
  if (!distinct) reader.acceptWords("all");
  const items = reader.commaSeparated(() => parseSelectItem(reader));
  const into = parseInto(reader);
  const from = reader.acceptWords("from") ? parseFromItems(reader) : [];
  const where = reader.acceptWords("where") ? parseExpression(reader) : undefined;
  const hierarchy = parseHierarchy(reader);
  const groupBy = reader.acceptWords("group by") ? parseGroupBy(reader) : undefined;
  const having = reader.acceptWords("having") ? parseExpression(reader) : undefined;
  const qualify = reader.acceptWords("qualify") ? parseExpression(reader) : undefined;
  return {
    kind: "select",
    distinct,
    items,
    from,
    ...(top === undefined ? {} : { top }),
    ...(into === undefined ? {} : { into }),
    ...(where === undefined ? {} : { where }),
    ...(hierarchy === undefined ? {} : { hierarchy }),
    ...(groupBy === undefined ? {} : { groupBy }),
    ...(having === undefined ? {} : { having }),
    ...(qualify === undefined ? {} : { qualify }),
    span: reader.spanFrom(start),
  };
}

/** TOP n: https://docs.aws.amazon.com/redshift/latest/dg/r_SELECT_list.html */
function parseTop(reader: TokenReader): Expression {
  reader.expectWords("top");
  const token = reader.peek();
  const bracketed = reader.acceptOperator("(");
  const span = { start: token.start, end: token.end };
  const top = { kind: "number", text: String(reader.expectInteger()), span } as const;
  if (bracketed) reader.expectOperator(")");
  return top;
}

function parseSelectItem(reader: TokenReader): SelectItem {
  const start = reader.peek().start;
  const qualifier = starQualifier(reader);
  if (qualifier !== undefined) {
    const exclude = reader.acceptWords("exclude") ? parseExclude(reader) : [];
    return { kind: "star", qualifier, exclude, span: reader.spanFrom(start) };
  }
  const expression = parseExpression(reader);
  if (reader.acceptWords("as")) {
    return { kind: "item", expression, alias: reader.expectLabel(), span: reader.spanFrom(start) };
  }
  if (!reader.atName()) return { kind: "item", expression, span: reader.spanFrom(start) };
  return { kind: "item", expression, alias: reader.expectName(), span: reader.spanFrom(start) };
}

/** `*`, `t.*` or `s.t.*`; undefined when none stands next. */
function starQualifier(reader: TokenReader): readonly Name[] | undefined {
  if (reader.acceptOperator("*")) return [];
  const place = reader.place;
  const parts: Name[] = [];
  while (reader.atName() && reader.atOperator(".", 1)) {
    parts.push(reader.expectName());
    reader.next();
    if (reader.acceptOperator("*")) return parts;
  }
  reader.backTo(place);
  return undefined;
}

/** Without parentheses the list goes on as long as bare names follow: `* EXCLUDE a, b FROM t` leaves out both. */
function parseExclude(reader: TokenReader): readonly Name[] {
  if (reader.atOperator("(")) return reader.list(() => reader.expectName());
  const names = [reader.expectName()];
  while (reader.atOperator(",") && reader.atName(1) && EXCLUDE_ENDS.some((end) => end(reader))) {
    reader.next();
    names.push(reader.expectName());
  }
  return names;
}

/** What may stand two tokens ahead, after a comma and a name, when the name is still one of the list. */
const EXCLUDE_ENDS: readonly ((reader: TokenReader) => boolean)[] = [
  (reader) => reader.atOperator(",", 2),
  (reader) => reader.atOperator(")", 2),
  (reader) => reader.atWords("from", 2),
  (reader) => reader.atWords("into", 2),
];

function parseInto(reader: TokenReader): Select["into"] {
  if (!reader.acceptWords("into")) return undefined;
  const temporary = reader.acceptOneOf(["temporary", "temp"]) !== undefined;
  reader.acceptWords("table");
  const name = reader.expectQualifiedName();
  return { name, temporary: temporary || name.name.text.startsWith("#") };
}

function parseLimit(reader: TokenReader): Pick<Query, "limit" | "offset"> {
  let limit: Expression | undefined;
  let offset: Expression | undefined;
  for (;;) {
    if (limit === undefined && reader.acceptWords("limit")) {
      if (!reader.acceptWords("all")) limit = parseExpression(reader);
    } else if (offset === undefined && reader.acceptWords("offset")) offset = parseExpression(reader);
    else return { ...(limit === undefined ? {} : { limit }), ...(offset === undefined ? {} : { offset }) };
  }
}

/** What PostgreSQL allows after a query and Redshift does not. */
function refuseTail(reader: TokenReader): void {
  if (reader.atWords("for update") || reader.atWords("for share")) {
    throw reader.notSupported("SELECT ... FOR UPDATE / SHARE");
  }
  if (reader.atWords("fetch")) throw reader.syntaxError();
}
