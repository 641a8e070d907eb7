import type { Payload } from "../setup/states-language.ts";
import { UnsupportedDefinitionError } from "./errors.ts";
import { evaluate, parseExpression } from "./intrinsic-function.ts";
import type { Json, JsonObject } from "./json.ts";
import type { Scope } from "./json-path.ts";

const DYNAMIC = ".$";

/** Fills a payload in: what stands under a key that ends in `.$` is a path or an intrinsic function. */
export type Fill = (scope: Scope) => JsonObject;

/**
 * Reads a payload template, with all its paths and functions.
 * @throws {UnsupportedDefinitionError} for what is not run directly
 */
export function readTemplate(payload: Payload): Fill {
  const members = Object.entries(payload).map(([key, value]) => {
    if (!key.endsWith(DYNAMIC)) return [key, readConstant(value)] as const;
    if (typeof value !== "string") throw new UnsupportedDefinitionError(`${key} is no text`);
    const expression = parseExpression(value);
    return [key.slice(0, -DYNAMIC.length), (scope: Scope) => evaluate(expression, scope)] as const;
  });
  return (scope) => Object.fromEntries(members.map(([key, fill]) => [key, fill(scope)]));
}

/** A constant may have templates further inside. */
function readConstant(value: unknown): (scope: Scope) => Json {
  if (Array.isArray(value)) {
    const elements = value.map(readConstant);
    return (scope) => elements.map((fill) => fill(scope));
  }
  if (typeof value === "object" && value !== null) return readTemplate({ ...value });
  // A definition is JSON: what is left is a text, a number, true, false or null.
  const constant = value as Json;
  return () => constant;
}
