import { cutToBytes } from "../engine/engine-name.ts";
import type { Name, QualifiedName, Span } from "./expression-tree.ts";
import { RESERVED_WORDS } from "./reserved-words.ts";
import { NotSupportedSql, SqlError } from "./sql-error.ts";
import type { Token } from "./token.ts";

const DEEPEST = 400;

/** Longer names are cut: https://docs.aws.amazon.com/redshift/latest/dg/r_names.html */
const LONGEST_NAME_BYTES = 127;
const END: Token = { kind: "end", text: "", raw: "", start: 0, end: 0 };

/** A cursor over tokens, with what every parse function needs: look, take, insist, and refuse in Redshift's words. */
export class TokenReader {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;
  readonly #parameters = new Set<string>();

  readonly #keepsQuotedCase: boolean;

  /** @param keepsQuotedCase `enable_case_sensitive_identifier`: a quoted identifier keeps its case */
  constructor(tokens: readonly Token[], keepsQuotedCase = false) {
    this.#tokens = tokens;
    this.#keepsQuotedCase = keepsQuotedCase;
  }

  peek(ahead = 0): Token {
    return this.#tokens[Math.min(this.#at + ahead, this.#tokens.length - 1)] ?? END;
  }

  next(): Token {
    const token = this.peek();
    this.#at += 1;
    return token;
  }

  /** True when the next tokens are these unquoted words. */
  atWords(words: string, ahead = 0): boolean {
    return words.split(" ").every((word, index) => {
      const token = this.peek(ahead + index);
      return token.kind === "word" && token.text === word;
    });
  }

  atOperator(operator: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === "operator" && token.text === operator;
  }

  /** Takes the words when all of them stand next. */
  acceptWords(words: string): boolean {
    if (!this.atWords(words)) return false;
    this.#at += words.split(" ").length;
    return true;
  }

  acceptOperator(operator: string): boolean {
    if (!this.atOperator(operator)) return false;
    this.#at += 1;
    return true;
  }

  /** Takes whichever of the alternatives stands next. */
  acceptOneOf<Word extends string>(alternatives: readonly Word[]): Word | undefined {
    return alternatives.find((words) => this.acceptWords(words));
  }

  expectWords(words: string): void {
    for (const word of words.split(" ")) if (!this.acceptWords(word)) throw this.syntaxError();
  }

  expectOneOf<Word extends string>(alternatives: readonly Word[]): Word {
    const found = this.acceptOneOf(alternatives);
    if (found === undefined) throw this.syntaxError();
    return found;
  }

  expectOperator(operator: string): void {
    if (!this.acceptOperator(operator)) throw this.syntaxError();
  }

  /** True where an identifier can stand: quoted, or a word that is not reserved. */
  atName(ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === "quoted" || (token.kind === "word" && !RESERVED_WORDS.has(token.text));
  }

  expectName(): Name {
    if (!this.atName()) throw this.syntaxError();
    return this.#nameOf(this.next());
  }

  /** After a dot or AS, where PostgreSQL's grammar takes any word. */
  expectLabel(): Name {
    const token = this.peek();
    if (token.kind !== "quoted" && token.kind !== "word") throw this.syntaxError();
    return this.#nameOf(this.next());
  }

  expectQualifiedName(): QualifiedName {
    const parts = [this.expectName()];
    while (parts.length < 3 && this.acceptOperator(".")) parts.push(this.expectLabel());
    return qualify(parts);
  }

  expectString(): string {
    if (this.peek().kind !== "string") throw this.syntaxError();
    return this.next().text;
  }

  expectInteger(): number {
    const negative = this.acceptOperator("-");
    if (this.peek().kind !== "number" || !/^\d+$/.test(this.peek().text)) throw this.syntaxError();
    return Number(this.next().text) * (negative ? -1 : 1);
  }

  /** `( item, item, ... )` */
  list<Item>(item: () => Item): readonly Item[] {
    this.expectOperator("(");
    const items = this.commaSeparated(item);
    this.expectOperator(")");
    return items;
  }

  commaSeparated<Item>(item: () => Item): readonly Item[] {
    const items = [item()];
    while (this.acceptOperator(",")) items.push(item());
    return items;
  }

  /** From a token seen before to the last one taken. */
  spanFrom(start: number): Span {
    return { start, end: this.#tokens[this.#at - 1]?.end ?? start };
  }

  /** Runs `parse` one level deeper; a text nested beyond reason is an error, not a crash. */
  nested<Result>(parse: () => Result): Result {
    this.#depth += 1;
    if (this.#depth > DEEPEST) {
      throw new SqlError("54001", "stack depth limit exceeded", { position: this.peek().start + 1 });
    }
    const result = parse();
    this.#depth -= 1;
    return result;
  }

  /** Notes a parameter met; `takeParameters` gives the names met since it was last called. */
  noteParameter(name: string): void {
    this.#parameters.add(name);
  }

  takeParameters(): readonly string[] {
    const names = [...this.#parameters];
    this.#parameters.clear();
    return names;
  }

  /** A place to come back to with `backTo`. */
  get place(): number {
    return this.#at;
  }

  backTo(place: number): void {
    this.#at = place;
  }

  syntaxError(token: Token = this.peek()): SqlError {
    const message = token.kind === "end" ? "syntax error at end of input" : `syntax error at or near "${token.raw}"`;
    return new SqlError("42601", message, { position: token.start + 1 });
  }

  notSupported(construct: string, token: Token = this.peek()): NotSupportedSql {
    return new NotSupportedSql(construct, { position: token.start + 1 });
  }

  /** Identifiers fold to lower case, quoted or not: https://docs.aws.amazon.com/redshift/latest/dg/r_names.html */
  #nameOf(token: Token): Name {
    const quoted = token.kind === "quoted";
    return {
      text: cutToBytes(quoted && this.#keepsQuotedCase ? token.text : token.text.toLowerCase(), LONGEST_NAME_BYTES),
      written: quoted ? token.text : token.raw,
      quoted,
      span: { start: token.start, end: token.end },
    };
  }
}

/** The parts of a dotted name of one to three parts. */
export function qualify(parts: readonly Name[]): QualifiedName {
  const [first, second, third] = parts;
  if (first === undefined) throw new RangeError("a qualified name has at least one part");
  const span = { start: first.span.start, end: (third ?? second ?? first).span.end };
  if (third !== undefined && second !== undefined) return { database: first, schema: second, name: third, span };
  if (second !== undefined) return { schema: first, name: second, span };
  return { name: first, span };
}
