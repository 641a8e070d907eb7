import { NotSupportedError } from "../service.ts";
import { arnPatternOf, patternOf, type RequestKeys } from "./pattern.ts";

export type Condition = (keys: RequestKeys) => boolean;

type Comparison = (wanted: string) => (given: string, keys: RequestKeys) => boolean;

interface Operator {
  readonly compare: Comparison;
  /** True for the operators that hold when none of the values matches, and when the key is absent. */
  readonly negated?: boolean;
}

const exactly: Comparison = (wanted) => matching(patternOf(wanted, { wildcards: false }));
const ignoringCase: Comparison = (wanted) => matching(patternOf(wanted, { wildcards: false, ignoreCase: true }));
const like: Comparison = (wanted) => matching(patternOf(wanted));

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const OPERATORS: Readonly<Record<string, Operator>> = {
  StringEquals: { compare: exactly },
  StringNotEquals: { compare: exactly, negated: true },
  StringEqualsIgnoreCase: { compare: ignoringCase },
  StringNotEqualsIgnoreCase: { compare: ignoringCase, negated: true },
  StringLike: { compare: like },
  StringNotLike: { compare: like, negated: true },
  ArnLike: { compare: arnPatternOf },
  ArnEquals: { compare: arnPatternOf },
  ArnNotLike: { compare: arnPatternOf, negated: true },
  ArnNotEquals: { compare: arnPatternOf, negated: true },
  Bool: { compare: ignoringCase },
};

/**
 * The Condition block of a statement: every operator and every key of it has to hold, one of the values of a key is enough.
 * @throws {NotSupportedError} naming an operator that is not evaluated here, so that none is ever passed over.
 */
export function compileCondition(
  block: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>,
): Condition {
  const tests = Object.entries(block).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => compileTest(operator, key.toLowerCase(), listOf(values))),
  );
  return (keys) => tests.every((test) => test(keys));
}

function compileTest(written: string, key: string, values: readonly string[]): Condition {
  const { set, operator, ifExists } = readOperator(written);
  if (operator === "Null") {
    const absent = values.includes("true");
    return (keys) => keys.has(key) !== absent;
  }
  const known = OPERATORS[operator];
  if (!known) throw new NotSupportedError(`The condition operator "${written}" in a policy`);
  const comparisons = values.map((value) => known.compare(value));
  const negated = known.negated === true;
  // A request has one value for a key here, so "for any" and "for all" differ in what an absent key means alone:
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
  const whenAbsent = ifExists || set === "ForAllValues" || (negated && set !== "ForAnyValue");
  return (keys) => {
    const given = keys.get(key);
    if (given === undefined) return whenAbsent;
    return comparisons.some((compare) => compare(given, keys)) !== negated;
  };
}

function readOperator(written: string): { set?: string; operator: string; ifExists: boolean } {
  const [, set, operator = written, ifExists] =
    /^(?:(ForAnyValue|ForAllValues):)?(.*?)(IfExists)?$/.exec(written) ?? [];
  return { set, operator, ifExists: ifExists !== undefined };
}

function matching(patternFor: ReturnType<typeof patternOf>): (given: string, keys: RequestKeys) => boolean {
  return (given, keys) => patternFor(keys)?.test(given) === true;
}

function listOf(values: string | readonly string[]): readonly string[] {
  return typeof values === "string" ? [values] : values;
}
