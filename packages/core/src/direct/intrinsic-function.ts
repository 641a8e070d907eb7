import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { StatesError, UnsupportedDefinitionError } from "./errors.ts";
import type { Json } from "./json.ts";
import { type JsonPath, parsePath, type Scope, valueAt } from "./json-path.ts";

/**
 * An intrinsic function's call, a path or a constant, as it is read from a definition.
 * https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html
 */
export type Expression =
  | { readonly kind: "call"; readonly name: FunctionName; readonly parameters: readonly Expression[] }
  | { readonly kind: "path"; readonly path: JsonPath }
  | { readonly kind: "constant"; readonly value: Json };

type FunctionName = keyof typeof FUNCTIONS;

const HASHES: Readonly<Record<string, string>> = {
  MD5: "md5",
  "SHA-1": "sha1",
  "SHA-256": "sha256",
  "SHA-384": "sha384",
  "SHA-512": "sha512",
};

/** The functions that our definitions call. */
const FUNCTIONS = {
  "States.Format": (template, ...values) => {
    const rest = [...values];
    return textOf("States.Format", template).replaceAll("{}", () => {
      const value = rest.shift();
      if (value === undefined) throw failed("States.Format", "has more places than values");
      return typeof value === "string" ? value : JSON.stringify(value);
    });
  },
  "States.Hash": (value = null, algorithm) => {
    const name = HASHES[textOf("States.Hash", algorithm)];
    if (name === undefined) throw failed("States.Hash", `knows no algorithm ${JSON.stringify(algorithm)}`);
    return createHash(name)
      .update(typeof value === "string" ? value : JSON.stringify(value))
      .digest("hex");
  },
  "States.StringToJson": (text) => {
    try {
      return JSON.parse(textOf("States.StringToJson", text)) as Json;
    } catch (error) {
      throw failed("States.StringToJson", `got a text that is no JSON (${String(error)})`);
    }
  },
  "States.JsonToString": (value = null) => JSON.stringify(value),
  "States.Array": (...values) => [...values],
  "States.ArrayContains": (list, value) => {
    if (!Array.isArray(list)) throw failed("States.ArrayContains", `got ${JSON.stringify(list)}, which is no list`);
    return list.some((element) => isDeepStrictEqual(element, value));
  },
} satisfies Readonly<Record<string, (...values: readonly Json[]) => Json>>;

/**
 * Reads the text under a key that ends in `.$`.
 * @throws {UnsupportedDefinitionError} for a function that is not run directly, or what can't be read
 */
export function parseExpression(text: string): Expression {
  const reader = new Reader(text);
  const expression = reader.expression();
  reader.end();
  return expression;
}

/** @throws {StatesError} where a path leads nowhere or a function can't take its values */
export function evaluate(expression: Expression, scope: Scope): Json {
  if (expression.kind === "constant") return expression.value;
  if (expression.kind === "path") return valueAt(expression.path, scope);
  const values = expression.parameters.map((parameter) => evaluate(parameter, scope));
  const call: (...values: readonly Json[]) => Json = FUNCTIONS[expression.name];
  return call(...values);
}

/** Reads one expression from left to right. */
class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  expression(): Expression {
    const path = this.#take(/\$[^,)\s]*/y);
    if (path !== undefined) return { kind: "path", path: parsePath(path) };
    const quoted = this.#take(/'(?:[^'\\]|\\.)*'/y);
    if (quoted !== undefined) return { kind: "constant", value: quoted.slice(1, -1).replaceAll(/\\(.)/g, "$1") };
    const number = this.#take(/-?\d+(?:\.\d+)?/y);
    if (number !== undefined) return { kind: "constant", value: Number(number) };
    const name = this.#take(/[\w.]+/y);
    if (name === undefined) throw this.#unreadable();
    if (!isFunction(name)) throw new UnsupportedDefinitionError(`it calls ${name}`);
    return { kind: "call", name, parameters: this.#parameters() };
  }

  end(): void {
    if (this.#at < this.#text.length) throw this.#unreadable();
  }

  #parameters(): readonly Expression[] {
    if (this.#take(/\(\s*/y) === undefined) throw this.#unreadable();
    const parameters = [this.expression()];
    while (this.#take(/\s*,\s*/y) !== undefined) parameters.push(this.expression());
    if (this.#take(/\s*\)/y) === undefined) throw this.#unreadable();
    return parameters;
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #unreadable(): UnsupportedDefinitionError {
    return new UnsupportedDefinitionError(`in ${this.#text} "${this.#text.slice(this.#at)}" can't be read`);
  }
}

function isFunction(name: string): name is FunctionName {
  return Object.hasOwn(FUNCTIONS, name);
}

function textOf(name: string, value: Json | undefined): string {
  if (typeof value === "string") return value;
  throw failed(name, `got ${JSON.stringify(value)}, which is no text`);
}

function failed(name: string, why: string): StatesError {
  return new StatesError("States.IntrinsicFailure", `${name} ${why}.`);
}
