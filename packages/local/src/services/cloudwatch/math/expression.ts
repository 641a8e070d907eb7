/** The tree of a metric-maths expression. */
export type Expression =
  | { readonly kind: "number"; readonly value: number }
  /** Text in quotation marks, which METRICS alone takes. */
  | { readonly kind: "text"; readonly text: string; readonly position: number }
  | { readonly kind: "id"; readonly id: string; readonly position: number }
  | { readonly kind: "negate"; readonly operand: Expression }
  | {
      readonly kind: "binary";
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: "call";
      readonly name: string;
      readonly arguments: readonly Expression[];
      readonly position: number;
    }
  | { readonly kind: "list"; readonly items: readonly Expression[] };

export type BinaryOperator = "OR" | "AND" | "==" | "!=" | "<" | "<=" | ">" | ">=" | "+" | "-" | "*" | "/" | "^";
