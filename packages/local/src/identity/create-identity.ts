import type { Caller } from "../service.ts";
import { createAuthorisationLog } from "./authorisation-log.ts";
import { type DenialReason, denial, notTrusted } from "./denial.ts";
import type { Identity, Role } from "./identity.ts";
import { IssuedKeys } from "./issued-keys.ts";
import type { RequestKeys } from "./pattern.ts";
import { type CompiledStatement, compilePolicy, evaluate, type Verdict } from "./policy.ts";
import { requestKeys } from "./request-keys.ts";
import { NO_RESOURCE_POLICY } from "./resource-policy.ts";
import { SERVICE_LINKED } from "./service-actions.ts";
import { compileTrust, type TrustPolicy } from "./trust-policy.ts";

export interface IdentityOptions {
  readonly accountId: string;
  /** Local time in milliseconds, by which sessions of AssumeRole end. @default none: they do not end */
  readonly now?: () => number;
}

interface KnownRole {
  readonly role: Role;
  readonly trusts: TrustPolicy;
  readonly statements: readonly CompiledStatement[];
}

/** IAM of one account, in memory: roles come from the graph at every start. */
export function createIdentity({ accountId, now = () => 0 }: IdentityOptions): Identity {
  const roles = new Map<string, KnownRole>();
  const keys = new IssuedKeys(now);
  const log = createAuthorisationLog();
  const arnOfRole = (name: string) => `arn:aws:iam::${accountId}:role/${name}`;

  function verdict(caller: Caller, action: string, resource: string, requested: RequestKeys): Verdict {
    if (caller.kind === "user") return "allowed";
    if (caller.kind === "service") return SERVICE_LINKED[caller.arn]?.includes(action) ? "allowed" : "not allowed";
    const role = roles.get(caller.roleArn ?? "");
    return role ? evaluate(role.statements, action, resource, requested) : "not allowed";
  }

  function refuse(caller: Caller, action: string, resource: string, error: Error): never {
    const { arn: callerArn, roleArn } = caller;
    log.refuse({ callerArn, ...(roleArn ? { roleArn } : {}), action, resource, message: error.message });
    throw error;
  }

  return {
    putRole(given) {
      const role: Role = { ...given, arn: arnOfRole(given.name) };
      const trusts = compileTrust(role.trust, role.name);
      const statements = Object.entries(role.policies).flatMap(([name, policy]) => compilePolicy(policy, name));
      roles.set(role.arn, { role, trusts, statements });
      return role;
    },
    deleteRole: (name) => void roles.delete(arnOfRole(name)),
    role: (arn) => roles.get(arn)?.role,

    assumeRole(by, roleArn, sessionName, context = {}) {
      const known = roles.get(roleArn);
      const requested = requestKeys(by, undefined, context);
      const trust = known?.trusts(by, requested) ?? "none";
      const mayAsk = trust === "account" && verdict(by, "sts:AssumeRole", roleArn, requested) === "allowed";
      if (!known || (trust !== "named" && !mayAsk)) {
        return refuse(by, "sts:AssumeRole", roleArn, notTrusted(by, roleArn));
      }
      if (mayAsk && by.roleArn !== undefined) {
        log.add({ roleArn: by.roleArn, action: "sts:AssumeRole", resource: roleArn });
      }
      return {
        kind: "role",
        accountId,
        arn: `arn:aws:sts::${accountId}:assumed-role/${known.role.name}/${sessionName}`,
        name: known.role.name,
        roleArn,
      };
    },

    issueCredentials: (caller, durationSeconds) => keys.issue(caller, durationSeconds),
    callerOf: (accessKeyId) =>
      keys.callerOf(accessKeyId) ?? {
        kind: "user",
        accountId,
        arn: `arn:aws:iam::${accountId}:user/${accessKeyId}`,
        name: accessKeyId,
      },
    secretOf: (accessKeyId) => keys.find(accessKeyId)?.secretAccessKey,
    sessionTokenOf: (accessKeyId) => keys.find(accessKeyId)?.sessionToken,

    authorize(caller, action, resources, context = {}, policy = NO_RESOURCE_POLICY) {
      const requested = requestKeys(caller, roles.get(caller.roleArn ?? "")?.role, context);
      for (const resource of resources) {
        const own = verdict(caller, action, resource, requested);
        const reason = denialReason(caller, own, policy(caller, action, resource, requested));
        if (reason !== undefined) refuse(caller, action, resource, denial(caller, action, resource, reason));
        if (caller.roleArn !== undefined) log.add({ roleArn: caller.roleArn, action, resource });
      }
    },
    simulate(role, action, resource, context) {
      const session: Caller = {
        kind: "role",
        accountId,
        arn: `arn:aws:sts::${accountId}:assumed-role/${role.name}/simulated`,
        name: role.name,
        roleArn: role.arn,
      };
      return verdict(session, action, resource, requestKeys(session, role, context));
    },
    used: () => log.uses(),
    refused: () => log.refusals(),
    forgetUses: () => log.forget(),
  };
}

/**
 * In one account either policy is enough, and a deny of either wins.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics-id-rdp.html
 */
function denialReason(caller: Caller, own: Verdict, resources: Verdict): DenialReason | undefined {
  if (own === "denied explicitly") return "explicit deny in an identity-based policy";
  if (resources === "denied explicitly") return "explicit deny in a resource-based policy";
  if (own === "allowed" || resources === "allowed") return undefined;
  return caller.kind === "service" ? "no resource-based policy" : "no identity-based policy";
}
