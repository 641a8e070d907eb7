import type { Expression, Name } from "./expression-tree.ts";
import { parseExpression } from "./parse-expression.ts";
import { parseQuery } from "./parse-query.ts";
import type { FromItem, JoinItem } from "./query-tree.ts";
import type { TokenReader } from "./token-reader.ts";

const JOINS: readonly (readonly [string, JoinItem["type"]])[] = [
  ["inner join", "inner"],
  ["join", "inner"],
  ["left outer join", "left"],
  ["left join", "left"],
  ["right outer join", "right"],
  ["right join", "right"],
  ["full outer join", "full"],
  ["full join", "full"],
  ["cross join", "cross"],
];

/** What stands after FROM or USING. */
export function parseFromItems(reader: TokenReader): readonly FromItem[] {
  return reader.commaSeparated(() => reader.nested(() => parseJoins(reader)));
}

function parseJoins(reader: TokenReader): FromItem {
  const start = reader.peek().start;
  let left = parseItem(reader);
  for (;;) {
    const natural = reader.acceptWords("natural");
    const type = JOINS.find(([words]) => reader.acceptWords(words))?.[1];
    if (type === undefined) {
      if (natural) throw reader.syntaxError();
      return left;
    }
    const right = parseItem(reader);
    const join = { kind: "join", type, natural, left, right } as const;
    if (natural || type === "cross") left = { ...join, span: reader.spanFrom(start) };
    else if (reader.acceptWords("using")) {
      const using = reader.list(() => reader.expectName());
      left = { ...join, using, span: reader.spanFrom(start) };
    } else {
      reader.expectWords("on");
      const on = parseExpression(reader);
      left = { ...join, on, span: reader.spanFrom(start) };
    }
  }
}

function parseItem(reader: TokenReader): FromItem {
  let item = parseSource(reader);
  for (;;) {
    const next = reader.acceptWords("pivot")
      ? parsePivot(reader, item)
      : reader.atWords("unpivot")
        ? parseUnpivot(reader, item)
        : undefined;
    if (next === undefined) return item;
    item = next;
  }
}

function parseSource(reader: TokenReader): FromItem {
  const start = reader.peek().start;
  if (reader.atWords("lateral")) throw reader.notSupported("LATERAL");
  if (reader.acceptWords("unpivot")) {
    const expression = parseExpression(reader);
    reader.expectWords("as");
    const value = reader.expectName();
    const key = reader.acceptWords("at") ? reader.expectName() : undefined;
    return {
      kind: "unpivot object",
      expression,
      value,
      ...(key === undefined ? {} : { key }),
      span: reader.spanFrom(start),
    };
  }
  if (reader.atOperator("(")) {
    if (reader.atWords("select", 1) || reader.atWords("with", 1) || reader.atOperator("(", 1))
      return parseSubquery(reader);
    reader.next();
    if (reader.atWords("values")) throw reader.syntaxError();
    const item = parseJoins(reader);
    reader.expectOperator(")");
    return item;
  }
  const parts: Name[] = [itemName(reader)];
  while (reader.acceptOperator(".")) parts.push(reader.expectLabel());
  if (reader.atOperator("(")) throw reader.notSupported(`a function (${parts.at(-1)?.text}) as a table`);
  if (reader.atOperator("[")) return parseUnnest(reader, parts, start);
  // `sales *`: the table and what inherits from it, which on Redshift is the table.
  reader.acceptOperator("*");
  if (reader.atWords("tablesample")) throw reader.syntaxError(reader.peek());
  const alias = parseAlias(reader);
  // Directly after FROM, QUALIFY is taken for an alias unless the table has one: https://docs.aws.amazon.com/redshift/latest/dg/r_QUALIFY_clause.html
  if (alias === undefined && reader.atWords("qualify")) throw reader.syntaxError(reader.peek(1));
  const columns = alias !== undefined && reader.atOperator("(") ? reader.list(() => reader.expectName()) : undefined;
  const at = reader.acceptWords("at") ? reader.expectName() : undefined;
  return {
    kind: "table",
    parts,
    ...(alias === undefined ? {} : { alias }),
    ...(columns === undefined ? {} : { columns }),
    ...(at === undefined ? {} : { at }),
    span: reader.spanFrom(start),
  };
}

function parseSubquery(reader: TokenReader): FromItem {
  const start = reader.peek().start;
  reader.expectOperator("(");
  const query = parseQuery(reader);
  reader.expectOperator(")");
  const alias = parseAlias(reader);
  const columns = alias !== undefined && reader.atOperator("(") ? reader.list(() => reader.expectName()) : undefined;
  return {
    kind: "subquery",
    query,
    ...(alias === undefined ? {} : { alias }),
    ...(columns === undefined ? {} : { columns }),
    span: reader.spanFrom(start),
  };
}

/** `t.a[0].b AS x AT i`: https://docs.aws.amazon.com/redshift/latest/dg/query-super.html#unnest */
function parseUnnest(reader: TokenReader, parts: readonly Name[], start: number): FromItem {
  const base: Expression = { kind: "column", parts, span: reader.spanFrom(start) };
  const steps: ({ kind: "index"; index: Expression } | { kind: "attribute"; name: Name })[] = [];
  for (;;) {
    if (reader.acceptOperator("[")) {
      steps.push({ kind: "index", index: parseExpression(reader) });
      reader.expectOperator("]");
    } else if (reader.acceptOperator(".")) steps.push({ kind: "attribute", name: reader.expectLabel() });
    else break;
  }
  const expression: Expression = { kind: "navigation", base, steps, span: reader.spanFrom(start) };
  const alias = parseAlias(reader);
  const at = reader.acceptWords("at") ? reader.expectName() : undefined;
  return {
    kind: "unnest",
    expression,
    ...(alias === undefined ? {} : { alias }),
    ...(at === undefined ? {} : { at }),
    span: reader.spanFrom(start),
  };
}

/** AT, START WITH and CONNECT BY go on with the query. PIVOT's and a join's words are reserved. */
function parseAlias(reader: TokenReader): Name | undefined {
  if (reader.acceptWords("as")) return itemName(reader);
  const goesOn = ["at", "start with", "connect by"].some((words) => reader.atWords(words));
  return reader.atName() && !goesOn ? reader.expectName() : undefined;
}

/** The page on unnesting calls an item `array`, though the word is reserved. */
function itemName(reader: TokenReader): Name {
  return reader.atWords("array") ? reader.expectLabel() : reader.expectName();
}

/** https://docs.aws.amazon.com/redshift/latest/dg/r_FROM_clause-pivot-unpivot-examples.html */
function parsePivot(reader: TokenReader, source: FromItem): FromItem {
  const start = source.span.start;
  reader.expectOperator("(");
  const aggregates = reader.commaSeparated(() => aliased(reader, parseExpression(reader)));
  reader.expectWords("for");
  const column = reader.expectName();
  reader.expectWords("in");
  const values = reader.list(() => {
    const { expression, ...rest } = aliased(reader, parseExpression(reader));
    return { value: expression, ...rest };
  });
  reader.expectOperator(")");
  const alias = parseAlias(reader);
  return {
    kind: "pivot",
    source,
    aggregates,
    column,
    values,
    ...(alias === undefined ? {} : { alias }),
    span: reader.spanFrom(start),
  };
}

function aliased(
  reader: TokenReader,
  expression: Expression,
): { readonly expression: Expression; readonly alias?: Name } {
  const alias = reader.acceptWords("as") || reader.atName() ? reader.expectName() : undefined;
  return alias === undefined ? { expression } : { expression, alias };
}

/** What a row of UNPIVOT is called: a name, or a string. */
function parseLabel(reader: TokenReader): string {
  return reader.peek().kind === "string" ? reader.expectString() : reader.expectName().text;
}

function parseUnpivot(reader: TokenReader, source: FromItem): FromItem {
  const start = source.span.start;
  reader.expectWords("unpivot");
  const includeNulls = reader.acceptWords("include nulls");
  if (!includeNulls) reader.acceptWords("exclude nulls");
  reader.expectOperator("(");
  const value = reader.expectName();
  reader.expectWords("for");
  const name = reader.expectName();
  reader.expectWords("in");
  const columns = reader.list(() => {
    const column = reader.expectName();
    const label = reader.acceptWords("as") || reader.atName() ? parseLabel(reader) : undefined;
    return label === undefined ? { column } : { column, label };
  });
  reader.expectOperator(")");
  const alias = parseAlias(reader);
  return {
    kind: "unpivot",
    source,
    includeNulls,
    value,
    name,
    columns,
    ...(alias === undefined ? {} : { alias }),
    span: reader.spanFrom(start),
  };
}
