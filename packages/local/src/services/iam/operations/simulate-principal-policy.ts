import { z } from "zod";
import type { Identity } from "../../../identity/identity.ts";
import type { Verdict } from "../../../identity/policy.ts";
import type { Operation } from "../../../service.ts";
import { noSuchEntity } from "../known-role.ts";

const DECISIONS: Readonly<Record<Verdict, string>> = {
  allowed: "allowed",
  "denied explicitly": "explicitDeny",
  "not allowed": "implicitDeny",
};

const contextEntry = z.strictObject({
  ContextKeyName: z.string().min(5).max(256),
  // A request has one value for a key here.
  ContextKeyValues: z.array(z.string()).length(1, "one value of a context key is all that is supported here"),
  ContextKeyType: z.literal("string", { error: "only context keys of type string are supported here" }),
});

const input = z.strictObject({
  PolicySourceArn: z.string().regex(/:(role|user)\//, "roles and users alone are simulated here"),
  ActionNames: z.array(z.string().min(3).max(128)).min(1),
  ResourceArns: z.array(z.string().min(1).max(2048)).min(1).default(["*"]),
  ContextEntries: z.array(contextEntry).default([]),
});

/**
 * What a role's own policies say to each action on each resource, by the evaluation that every request goes through.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html
 */
export function simulatePrincipalPolicy(identity: Identity): Operation<z.infer<typeof input>> {
  return {
    input,
    resources: ({ PolicySourceArn }) => [PolicySourceArn],
    run: ({ PolicySourceArn, ActionNames, ResourceArns, ContextEntries }) => {
      const role = identity.role(PolicySourceArn);
      const isUser = PolicySourceArn.includes(":user/");
      if (!role && !isUser) throw noSuchEntity(`The policy source ${PolicySourceArn} cannot be found.`);
      const context = Object.fromEntries(
        ContextEntries.map(({ ContextKeyName, ContextKeyValues: [value = ""] }) => [ContextKeyName, value]),
      );
      return {
        EvaluationResults: ActionNames.flatMap((action) =>
          ResourceArns.map((resource) => ({
            EvalActionName: action,
            EvalResourceName: resource,
            // Users are administrators here.
            EvalDecision: role ? DECISIONS[identity.simulate(role, action, resource, context)] : "allowed",
            MatchedStatements: [],
            MissingContextValues: [],
          })),
        ),
        IsTruncated: false,
      };
    },
  };
}
