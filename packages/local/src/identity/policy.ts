import { compileCondition } from "./condition.ts";
import type { PolicyDocument } from "./identity.ts";
import { type PatternFor, patternOf, type RequestKeys } from "./pattern.ts";
import { type ReadStatement, readPolicy } from "./policy-schema.ts";

export type Verdict = "allowed" | "denied explicitly" | "not allowed";

/** Whether a statement is about this request. */
export interface CompiledStatement {
  readonly effect: "Allow" | "Deny";
  matches(action: string, resource: string, keys: RequestKeys): boolean;
}

/**
 * An identity policy, ready to be asked.
 * @throws {AwsError} MalformedPolicyDocument; NotSupportedLocally for a condition operator that is not evaluated here.
 */
export function compilePolicy(document: PolicyDocument, name: string): readonly CompiledStatement[] {
  return readPolicy(document, "identity", name).map(compileStatement);
}

/**
 * An explicit deny wins, then an allow; without either a request is not allowed.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluate(
  statements: Iterable<CompiledStatement>,
  action: string,
  resource: string,
  keys: RequestKeys,
): Verdict {
  let allowed = false;
  for (const statement of statements) {
    if (!statement.matches(action, resource, keys)) continue;
    if (statement.effect === "Deny") return "denied explicitly";
    allowed = true;
  }
  return allowed ? "allowed" : "not allowed";
}

/** A statement of any kind of policy, without its principal. */
export function compileStatement(statement: ReadStatement): CompiledStatement {
  const actions = patternsOf(statement.Action ?? statement.NotAction ?? [], { ignoreCase: true });
  const resources = patternsOf(statement.Resource ?? statement.NotResource ?? []);
  const condition = compileCondition(statement.Condition ?? {});
  const exceptActions = statement.NotAction !== undefined;
  const exceptResources = statement.NotResource !== undefined;
  return {
    effect: statement.Effect,
    matches: (action, resource, keys) =>
      matchesAny(actions, action, keys) !== exceptActions &&
      matchesAny(resources, resource, keys) !== exceptResources &&
      condition(keys),
  };
}

function patternsOf(texts: string | readonly string[], options = {}): readonly PatternFor[] {
  return [texts].flat().map((text) => patternOf(text, options));
}

function matchesAny(patterns: readonly PatternFor[], text: string, keys: RequestKeys): boolean {
  return patterns.some((pattern) => pattern(keys)?.test(text) === true);
}
