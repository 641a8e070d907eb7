/** `word` is an unquoted identifier or keyword, its `text` in lower case; a `string`'s and a `quoted`'s text is unescaped. */
export type TokenKind = "word" | "quoted" | "string" | "number" | "operator" | "parameter" | "end";

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** As written, for messages. */
  readonly raw: string;
  /** 0-based offset, and the offset after the token. */
  readonly start: number;
  readonly end: number;
}
