import { quoteIdentifier, quoteLiteral } from "@sensor-pipeline/core/sql/quote";
import { type PsqlPart, type PsqlStatement, readPsql } from "@sensor-pipeline/core/sql/read-psql";

/** Values of psql variables, as `psql -v` is given them. */
export type Variables = Readonly<Record<string, string>>;

/** A statement of a file with its variables put in. */
export interface RenderedStatement {
  readonly text: string;
  /** The file's offset of an offset of the text. */
  readonly toFile: (offset: number) => number;
}

/** What a variable without a value may be; a statement is right when one of these makes it so. */
const STAND_INS: readonly { readonly literal: string; readonly raw: string }[] = [
  { literal: "1", raw: "1" },
  { literal: "arn:aws:iam::000000000000:role/any", raw: "YES" },
  { literal: "2000-01-01", raw: "any_name" },
];

/** The statements of a psql file. @throws {PsqlError} */
export function readStatements(text: string, file: string): readonly PsqlStatement[] {
  return readPsql(text, file);
}

/** The statement once for each stand-in its variables may need; once when all have values. */
export function renderings(statement: PsqlStatement, variables: Variables): readonly RenderedStatement[] {
  const open = statement.parts.some((part) => part.kind === "variable" && !Object.hasOwn(variables, part.name));
  return (open ? STAND_INS : STAND_INS.slice(0, 1)).map((standIn) =>
    render(statement.parts, (part) => valueOfPart(part, variables, standIn)),
  );
}

function valueOfPart(
  part: Extract<PsqlPart, { kind: "variable" }>,
  variables: Variables,
  standIn: (typeof STAND_INS)[number],
): string {
  const given = Object.hasOwn(variables, part.name) ? variables[part.name] : undefined;
  if (part.form === "identifier") return quoteIdentifier(given ?? part.name);
  return part.form === "literal" ? quoteLiteral(given ?? standIn.literal) : (given ?? standIn.raw);
}

function render(
  parts: readonly PsqlPart[],
  variableText: (part: Extract<PsqlPart, { kind: "variable" }>) => string,
): RenderedStatement {
  let text = "";
  const starts: { readonly at: number; readonly part: PsqlPart }[] = [];
  for (const part of parts) {
    starts.push({ at: text.length, part });
    text += part.kind === "text" ? part.text : variableText(part);
  }
  const toFile = (offset: number): number => {
    const { at, part } = starts.findLast((start) => start.at <= offset) ?? { at: 0, part: { kind: "text", offset: 0 } };
    // Whatever stands within a variable's value stands at the variable.
    return part.kind === "text" ? part.offset + offset - at : part.offset;
  };
  return { text, toFile };
}
