import { AwsError, NotSupportedError } from "../../service.ts";

/**
 * Event patterns: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 * A field matches when one of its conditions does; of a field that is an array, one element has to.
 */
export type EventPattern = { readonly [field: string]: EventPattern | readonly Condition[] };

type Condition = (values: readonly unknown[]) => boolean;

type ReadCondition = (argument: unknown, name: string) => Condition;

const CONDITIONS: Readonly<Record<string, ReadCondition>> = {
  prefix: (argument, name) => {
    const prefix = text(argument, name);
    return some((value) => typeof value === "string" && value.startsWith(prefix));
  },
  suffix: (argument, name) => {
    const suffix = text(argument, name);
    return some((value) => typeof value === "string" && value.endsWith(suffix));
  },
  exists: (argument, name) => {
    if (typeof argument !== "boolean") throw invalid(`${name} must be true or false`);
    return (values) => values.length > 0 === argument;
  },
  "anything-but": anythingBut,
  numeric,
};

/** Operators AWS has that are refused by name. */
const OTHER_CONDITIONS: ReadonlySet<string> = new Set(["cidr", "equals-ignore-case", "wildcard"]);

const COMPARISONS: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  "=": (value, bound) => value === bound,
  "<": (value, bound) => value < bound,
  "<=": (value, bound) => value <= bound,
  ">": (value, bound) => value > bound,
  ">=": (value, bound) => value >= bound,
};

/**
 * Reads a pattern's JSON.
 * @throws {NotSupportedError} for $or and the operators that are not evaluated here.
 * @throws {AwsError} InvalidEventPatternException
 */
export function parseEventPattern(json: string): EventPattern {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw Object.assign(invalid("it is not JSON"), { cause });
  }
  return readFields(value, []);
}

export function matchesPattern(pattern: EventPattern, event: unknown): boolean {
  return Object.entries(pattern).every(([field, wanted]) => {
    const values = valuesOf(event, field);
    if (isConditions(wanted)) return wanted.some((condition) => condition(values));
    return values.some((value) => matchesPattern(wanted, value)) || (values.length === 0 && matchesPattern(wanted, {}));
  });
}

function readFields(value: unknown, path: readonly string[]): EventPattern {
  if (!isObject(value) || Object.keys(value).length === 0)
    throw invalid(`${path.join(".") || "it"} must be an object with at least one field`);
  if ("$or" in value) throw new NotSupportedError("$or in an event pattern");
  return Object.fromEntries(
    Object.entries(value).map(([field, wanted]) => {
      const name = [...path, field];
      if (!Array.isArray(wanted)) return [field, readFields(wanted, name)];
      if (wanted.length === 0) throw invalid(`${name.join(".")} must not be an empty array`);
      return [field, wanted.map((condition) => readCondition(condition, name.join(".")))];
    }),
  );
}

function readCondition(condition: unknown, path: string): Condition {
  if (!isObject(condition)) {
    if (Array.isArray(condition)) throw invalid(`${path} holds an array in an array`);
    return some((value) => value === condition);
  }
  const [[name, argument] = [], ...others] = Object.entries(condition);
  if (name === undefined || others.length > 0) throw invalid(`a condition of ${path} must have exactly one operator`);
  if (OTHER_CONDITIONS.has(name)) throw new NotSupportedError(`The operator ${name} in an event pattern`);
  const read = CONDITIONS[name];
  if (read === undefined) throw invalid(`"${name}" of ${path} is no operator`);
  return read(argument, `${name} of ${path}`);
}

/** No value, or none with a prefix or suffix, equals; a field that is absent does not match. */
function anythingBut(argument: unknown, name: string): Condition {
  if (isObject(argument)) {
    const [[operator = "", affix] = []] = Object.entries(argument);
    if (operator !== "prefix" && operator !== "suffix")
      throw new NotSupportedError(`The operator ${operator} within anything-but`);
    const affixes = (Array.isArray(affix) ? affix : [affix]).map((one) => text(one, name));
    const has = (value: string, one: string) => (operator === "prefix" ? value.startsWith(one) : value.endsWith(one));
    return some((value) => typeof value !== "string" || !affixes.some((one) => has(value, one)));
  }
  const excluded: readonly unknown[] = Array.isArray(argument) ? argument : [argument];
  if (!excluded.every((value) => typeof value === "string" || typeof value === "number"))
    throw invalid(`${name} takes texts or numbers`);
  const values: ReadonlySet<unknown> = new Set(excluded);
  return some((value) => !values.has(value));
}

/** `["=", 5]` or `[">", 0, "<=", 5]`. */
function numeric(argument: unknown, name: string): Condition {
  const parts: readonly unknown[] = Array.isArray(argument) ? argument : [];
  if (parts.length !== 2 && parts.length !== 4) throw invalid(`${name} takes one or two comparisons`);
  const bounds = [0, 2].slice(0, parts.length / 2).map((index) => {
    const compare = COMPARISONS[String(parts[index])];
    const bound = parts[index + 1];
    if (compare === undefined || typeof bound !== "number")
      throw invalid(`${name} takes =, <, <=, > or >= and a number`);
    return (value: number) => compare(value, bound);
  });
  return some((value) => typeof value === "number" && bounds.every((holds) => holds(value)));
}

function some(test: (value: unknown) => boolean): Condition {
  return (values) => values.some(test);
}

/** The values of a field: none when it is absent, the elements when it is an array. */
function valuesOf(event: unknown, field: string): readonly unknown[] {
  if (!isObject(event) || !Object.hasOwn(event, field)) return [];
  const value = event[field];
  return Array.isArray(value) ? value : [value];
}

function isConditions(wanted: EventPattern | readonly Condition[]): wanted is readonly Condition[] {
  return Array.isArray(wanted);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(argument: unknown, name: string): string {
  if (typeof argument === "string") return argument;
  throw invalid(`${name} takes a text`);
}

function invalid(what: string): AwsError {
  return new AwsError("InvalidEventPatternException", `Event pattern is not valid. Reason: ${what}`);
}
