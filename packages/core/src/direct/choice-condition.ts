import type { Condition } from "../setup/states-language.ts";
import { UnsupportedDefinitionError } from "./errors.ts";
import type { Json } from "./json.ts";
import { lookUp, parsePath, type Scope, valueAt } from "./json-path.ts";

export type Test = (scope: Scope) => boolean;

/** What a value is compared by. A value of another type than the comparison's is no error: it does not match. */
const COMPARISONS: Readonly<Record<string, (value: Json, expected: Json) => boolean>> = {
  StringEquals: (value, expected) => value === expected,
  StringMatches: (value, expected) => typeof value === "string" && wildcard(String(expected)).test(value),
  NumericEquals: (value, expected) => typeof value === "number" && value === expected,
  NumericGreaterThan: (value, expected) => typeof value === "number" && value > Number(expected),
  BooleanEquals: (value, expected) => value === expected,
};

/**
 * Reads a Choice's condition. @throws {UnsupportedDefinitionError} for a comparison that is not made directly
 * https://states-language.net/#choice-state
 */
export function readCondition(condition: Condition): Test {
  const { And, Or, Variable, IsPresent, ...comparison } = condition as Partial<Readonly<Record<string, unknown>>>;
  if (Array.isArray(And)) return both((And as readonly Condition[]).map(readCondition), comparison);
  if (Array.isArray(Or)) return either((Or as readonly Condition[]).map(readCondition), comparison);
  if (typeof Variable !== "string")
    throw new UnsupportedDefinitionError(`a Choice has ${Object.keys(condition).join(", ")} and no Variable`);
  const path = parsePath(Variable);
  if (IsPresent !== undefined) {
    refuseMore(comparison);
    return (scope) => (lookUp(path, scope) !== undefined) === IsPresent;
  }
  const [[name, expected] = ["nothing", null], ...more] = Object.entries(comparison);
  refuseMore(Object.fromEntries(more));
  const compare = COMPARISONS[name];
  if (compare === undefined) throw new UnsupportedDefinitionError(`a Choice compares by ${name}`);
  // What the definition's JSON has there.
  const constant = expected as Json;
  return (scope) => compare(valueAt(path, scope), constant);
}

/** The first that does not hold ends it: what stands after IsPresent needs the value to be there. */
function both(tests: readonly Test[], more: object): Test {
  refuseMore(more);
  return (scope) => tests.every((test) => test(scope));
}

function either(tests: readonly Test[], more: object): Test {
  refuseMore(more);
  return (scope) => tests.some((test) => test(scope));
}

function refuseMore(more: object): void {
  const [name] = Object.keys(more);
  if (name !== undefined) throw new UnsupportedDefinitionError(`a Choice compares by ${name} besides`);
}

/** `*` stands for any text, `\*` for itself. */
function wildcard(pattern: string): RegExp {
  const parts = pattern.match(/\\.|\*|[^\\*]+/g) ?? [];
  const source = parts.map((part) =>
    part === "*" ? "[\\s\\S]*" : part.replace(/^\\/, "").replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"),
  );
  return new RegExp(`^${source.join("")}$`);
}
