import { runtimeError, UnsupportedDefinitionError } from "./errors.ts";
import { isObject, type Json, type JsonObject } from "./json.ts";

const STEP = /\.([A-Za-z_]\w*)|\[(\d+)\]|\[(\*)\]/y;

/** What paths lead into: `$` is the state's data, `$$` the context. */
export interface Scope {
  readonly data: Json;
  readonly context: Json;
}

/** A path as it is read from a definition: member names, indexes, and `*` for every element of a list. */
export interface JsonPath {
  readonly text: string;
  readonly root: keyof Scope;
  readonly steps: readonly (string | number | Every)[];
}

/** `[*]`. */
export interface Every {
  readonly every: true;
}

/**
 * Reads `$.a.b`, `$$.Execution.Name`, `$.Records[0][1].LongValue`, `$.Records[*][0].StringValue`.
 * @throws {UnsupportedDefinitionError} for any other kind of step, such as filters and slices
 */
export function parsePath(text: string): JsonPath {
  const root = text.startsWith("$$") ? "context" : "data";
  const begin = root === "context" ? 2 : 1;
  const steps: (string | number | Every)[] = [];
  STEP.lastIndex = begin;
  for (let at = begin; at < text.length; at = STEP.lastIndex) {
    const [, member, index, every] = STEP.exec(text) ?? [];
    if (member !== undefined) steps.push(member);
    else if (index !== undefined) steps.push(Number(index));
    else if (every !== undefined) steps.push({ every: true });
    else throw new UnsupportedDefinitionError(`the path ${text} has "${text.slice(at)}" in it`);
  }
  if (!text.startsWith("$")) throw new UnsupportedDefinitionError(`the path ${text} does not begin with $`);
  return { text, root, steps };
}

/** The value that the path leads to; undefined where it leads nowhere. A path with `[*]` gives a list, which may be empty. */
export function lookUp({ root, steps }: JsonPath, scope: Scope): Json | undefined {
  return follow(scope[root], steps);
}

/** The same, for a value that has to be there. @throws {StatesError} States.Runtime */
export function valueAt(path: JsonPath, scope: Scope): Json {
  const found = lookUp(path, scope);
  if (found === undefined) throw runtimeError(`The path ${path.text} leads to nothing in the state's data.`);
  return found;
}

/**
 * The data with a state's result in its place, which is a path of member names; `$` is all of it.
 * @throws {UnsupportedDefinitionError} for a path that is none
 */
export function placeAt(path: JsonPath, data: Json, result: Json): Json {
  return place(
    path.steps.map((step) => {
      if (typeof step === "string" && path.root === "data") return step;
      throw new UnsupportedDefinitionError(`the ResultPath ${path.text} is no path of member names`);
    }),
    data,
    result,
  );
}

function follow(value: Json | undefined, [step, ...more]: JsonPath["steps"]): Json | undefined {
  if (step === undefined || value === undefined) return value;
  if (typeof step === "object") {
    const elements = Array.isArray(value) ? (value as readonly Json[]) : [];
    return elements.map((element) => follow(element, more)).filter((found) => found !== undefined);
  }
  if (typeof step === "number")
    return Array.isArray(value) ? follow((value as readonly Json[])[step], more) : undefined;
  return isObject(value) && Object.hasOwn(value, step) ? follow(value[step], more) : undefined;
}

function place([name, ...more]: readonly string[], data: Json | undefined, result: Json): Json {
  if (name === undefined) return result;
  const before: JsonObject = isObject(data) ? data : {};
  return { ...before, [name]: place(more, before[name], result) };
}
