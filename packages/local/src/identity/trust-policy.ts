import type { Caller } from "../service.ts";
import { type Condition, compileCondition } from "./condition.ts";
import type { PolicyDocument } from "./identity.ts";
import { patternOf, type RequestKeys } from "./pattern.ts";
import { readPolicy } from "./policy-schema.ts";
import { type Naming, namingOf, type Principals, principalsOf } from "./principal.ts";

export type TrustPolicy = (by: Caller, keys: RequestKeys) => Naming;

interface TrustStatement {
  readonly effect: "Allow" | "Deny";
  readonly assumesRole: boolean;
  readonly principals: Principals;
  readonly condition: Condition;
}

const ASSUME_ROLE = "sts:AssumeRole";

/** @throws {AwsError} MalformedPolicyDocument. */
export function compileTrust(document: PolicyDocument, name: string): TrustPolicy {
  const statements = readPolicy(document, "trust", name).map((statement): TrustStatement => {
    const named = [statement.Action ?? statement.NotAction ?? []]
      .flat()
      .some((action) => patternOf(action, { ignoreCase: true })(new Map())?.test(ASSUME_ROLE) === true);
    return {
      effect: statement.Effect,
      assumesRole: named !== (statement.NotAction !== undefined),
      principals: principalsOf(statement.Principal),
      condition: compileCondition(statement.Condition ?? {}),
    };
  });

  return (by, keys) => {
    let trust: Naming = "none";
    for (const statement of statements) {
      if (!statement.assumesRole || !statement.condition(keys)) continue;
      const found = namingOf(statement.principals, by);
      if (found === "none") continue;
      if (statement.effect === "Deny") return "none";
      if (trust !== "named") trust = found;
    }
    return trust;
  };
}
