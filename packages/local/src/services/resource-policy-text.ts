import type { PolicyDocument } from "../identity/identity.ts";
import { compileResourcePolicy, type ResourcePolicy } from "../identity/resource-policy.ts";

/** Policies are asked at every request and change seldom: the last ones are kept compiled, by their text. */
const compiled = new Map<string, ResourcePolicy>();
const MAXIMUM_COMPILED = 200;

/**
 * A resource's policy from the JSON text it is kept as.
 * @throws {SyntaxError} for what is no JSON; {AwsError} MalformedPolicyDocument
 */
export function resourcePolicyOf(text: string): ResourcePolicy {
  const known = compiled.get(text);
  if (known) return known;
  const policy = compileResourcePolicy(JSON.parse(text) as PolicyDocument, "resource policy");
  if (compiled.size >= MAXIMUM_COMPILED) compiled.clear();
  compiled.set(text, policy);
  return policy;
}
