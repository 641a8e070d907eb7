import type { Expression, Frame, FrameBound, FunctionCall, Name, Window } from "./expression-tree.ts";
import { parseExpression, parseOperand } from "./parse-expression.ts";
import { parseSortKeys } from "./parse-query.ts";
import { qualify, type TokenReader } from "./token-reader.ts";

type CallStart = Pick<FunctionCall, "distinct" | "approximate" | "star">;

const PLAIN: CallStart = { distinct: false, approximate: false, star: false };

/** A call whose name has been read: arguments, WITHIN GROUP, IGNORE NULLS, OVER. */
export function parseFunctionCall(reader: TokenReader, parts: readonly Name[], approximate = false): FunctionCall {
  const name = qualify(parts);
  const start = name.span.start;
  reader.expectOperator("(");
  const star = reader.acceptOperator("*");
  const distinct = !star && reader.acceptWords("distinct");
  if (!star && !distinct) reader.acceptWords("all");
  const empty = star || (!distinct && reader.atOperator(")"));
  const items = empty ? [] : [...reader.commaSeparated(() => parseExpression(reader))];
  if (reader.atWords("order by")) throw reader.notSupported("ORDER BY inside a function's parentheses");
  const inside = nullTreatment(reader);
  reader.expectOperator(")");
  return finish(reader, { name, start, items, flags: { star, distinct, approximate }, inside });
}

/**
 * Calls with a grammar of their own, brought to the ordinary form:
 * EXTRACT(part FROM x), SUBSTRING(x FROM a FOR b), POSITION(a IN x), TRIM(BOTH c FROM x), APPROXIMATE COUNT(DISTINCT x).
 */
export function parseWordCall(reader: TokenReader): Expression | undefined {
  const start = reader.peek().start;
  if (reader.atWords("approximate") && reader.peek(1).kind === "word" && reader.atOperator("(", 2)) {
    reader.next();
    return parseFunctionCall(reader, [reader.expectName()], true);
  }
  if (!reader.atOperator("(", 1)) return undefined;
  const word = reader.peek().text;
  const special = SPECIAL_CALLS[word];
  if (special === undefined) return undefined;
  const place = reader.place;
  const name = reader.expectLabel();
  reader.expectOperator("(");
  const items = special(reader);
  if (items === undefined) {
    reader.backTo(place);
    return undefined;
  }
  reader.expectOperator(")");
  const called = items.name === undefined ? name : { ...name, text: items.name };
  return finish(reader, { name: qualify([called]), start, items: items.arguments, flags: PLAIN, inside: undefined });
}

interface SpecialCall {
  readonly name?: string;
  readonly arguments: readonly Expression[];
}

/** Each returns undefined when the call turns out to be an ordinary one. */
const SPECIAL_CALLS: Readonly<Record<string, (reader: TokenReader) => SpecialCall | undefined>> = {
  extract: (reader) => {
    const part = reader.peek();
    if ((part.kind !== "word" && part.kind !== "string") || !reader.atWords("from", 1)) throw reader.syntaxError(part);
    reader.next();
    reader.expectWords("from");
    const literal = {
      kind: "string",
      value: part.text.toLowerCase(),
      span: { start: part.start, end: part.end },
    } as const;
    return { arguments: [literal, parseExpression(reader)] };
  },
  // https://docs.aws.amazon.com/redshift/latest/dg/r_object_transform_function.html
  object_transform: (reader) => {
    const input = parseExpression(reader);
    const [keep, set] = ["keep", "set"].map((word): Expression => {
      const start = reader.peek().start;
      const items = reader.acceptWords(word) ? reader.commaSeparated(() => parseExpression(reader)) : [];
      return { kind: "row", items, span: reader.spanFrom(start) };
    });
    return keep === undefined || set === undefined ? undefined : { arguments: [input, keep, set] };
  },
  substring: (reader) => {
    const text = parseExpression(reader);
    if (!reader.acceptWords("from")) return undefined;
    const from = parseExpression(reader);
    return { arguments: reader.acceptWords("for") ? [text, from, parseExpression(reader)] : [text, from] };
  },
  position: (reader) => {
    const place = reader.place;
    // An operand: IN would be taken for the predicate.
    const sought = parseOperand(reader);
    if (reader.acceptWords("in")) return { arguments: [sought, parseExpression(reader)] };
    reader.backTo(place);
    return undefined;
  },
  trim: (reader) => {
    const side = reader.acceptOneOf(["both", "leading", "trailing"]);
    const name = { both: "btrim", leading: "ltrim", trailing: "rtrim" }[side ?? "both"];
    if (side !== undefined && reader.acceptWords("from")) return { name, arguments: [parseExpression(reader)] };
    const first = parseExpression(reader);
    if (reader.acceptWords("from")) return { name, arguments: [parseExpression(reader), first] };
    if (reader.acceptOperator(",")) return { name, arguments: [first, parseExpression(reader)] };
    return { name, arguments: [first] };
  },
};

function finish(
  reader: TokenReader,
  call: {
    readonly name: FunctionCall["name"];
    readonly start: number;
    readonly items: readonly Expression[];
    readonly flags: CallStart;
    readonly inside: "ignore" | "respect" | undefined;
  },
): FunctionCall {
  const withinGroup = reader.acceptWords("within group") ? withinGroupOf(reader) : undefined;
  // FILTER (WHERE ...) has no page in the guide.
  if (reader.atWords("filter") && reader.atOperator("(", 1)) throw reader.syntaxError(reader.peek(1));
  const nulls = call.inside ?? nullTreatment(reader);
  const over = reader.acceptWords("over") ? parseWindow(reader) : undefined;
  return {
    kind: "function",
    name: call.name,
    arguments: call.items,
    ...call.flags,
    ...(withinGroup === undefined ? {} : { withinGroup }),
    ...(nulls === undefined ? {} : { nulls }),
    ...(over === undefined ? {} : { over }),
    span: reader.spanFrom(call.start),
  };
}

function nullTreatment(reader: TokenReader): "ignore" | "respect" | undefined {
  if (reader.acceptWords("ignore nulls")) return "ignore";
  return reader.acceptWords("respect nulls") ? "respect" : undefined;
}

function withinGroupOf(reader: TokenReader): FunctionCall["withinGroup"] {
  reader.expectOperator("(");
  reader.expectWords("order by");
  const keys = parseSortKeys(reader);
  reader.expectOperator(")");
  return keys;
}

/** OVER ( [PARTITION BY ...] [ORDER BY ...] [frame] ): https://docs.aws.amazon.com/redshift/latest/dg/r_Window_function_synopsis.html */
function parseWindow(reader: TokenReader): Window {
  const start = reader.peek().start;
  if (!reader.atOperator("(")) throw reader.notSupported("a named window");
  reader.expectOperator("(");
  const partitionBy = reader.acceptWords("partition by") ? reader.commaSeparated(() => parseExpression(reader)) : [];
  const orderBy = reader.acceptWords("order by") ? parseSortKeys(reader) : [];
  const frame = parseFrame(reader);
  reader.expectOperator(")");
  return { partitionBy, orderBy, ...(frame === undefined ? {} : { frame }), span: reader.spanFrom(start) };
}

function parseFrame(reader: TokenReader): Frame | undefined {
  const unit = reader.acceptOneOf(["rows", "range"]);
  if (unit === undefined) return undefined;
  if (!reader.acceptWords("between")) return { unit, start: parseBound(reader) };
  const start = parseBound(reader);
  reader.expectWords("and");
  return { unit, start, end: parseBound(reader) };
}

function parseBound(reader: TokenReader): FrameBound {
  const fixed = reader.acceptOneOf(["unbounded preceding", "unbounded following", "current row"]);
  if (fixed !== undefined) return { kind: fixed };
  const offset = parseExpression(reader);
  return { kind: reader.expectOneOf(["preceding", "following"]), offset };
}
