import { expressionError } from "./expression-error.ts";

export type TokenKind = "number" | "text" | "name" | "operator" | "end";

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly position: number;
}

const TOKEN =
  /\s*(?:(?<number>\d+(?:\.\d+)?|\.\d+)|(?<text>"[^"]*"|'[^']*')|(?<name>[A-Za-z_][A-Za-z0-9_]*)|(?<operator>&&|\|\||[<>=!]=|[-+*/^<>(),[\]]))/y;

/** The tokens of a metric-maths expression, an `end` last. */
export function lexExpression(expression: string): readonly Token[] {
  const tokens: Token[] = [];
  let position = 0;
  while (expression.slice(position).trim() !== "") {
    TOKEN.lastIndex = position;
    const match = TOKEN.exec(expression);
    if (match?.groups === undefined) throw expressionError(expression, position, "this can't be read");
    const [kind, text] = Object.entries(match.groups).find(([, value]) => value !== undefined) ?? ["end", ""];
    position = TOKEN.lastIndex;
    tokens.push({ kind: kind as TokenKind, text: text ?? "", position: position - (text ?? "").length });
  }
  return [...tokens, { kind: "end", text: "", position }];
}
