import { AwsError, type Caller } from "../service.ts";
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

/**
 * A person of this machine takes on any role by an access key of this form, with any secret: `role=sensor-pipeline-dev-alerts`. It is for
 * trying things; AssumeRole here is as strict as on AWS, where the role's trust policy decides and no key looks like this.
 */
const ROLE_KEY = "role=";

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

  /** @throws {AwsError} UnrecognizedClientException for a role that is not there. */
  function sessionByKey(name: string): Caller {
    const roleArn = arnOfRole(name);
    if (roles.has(roleArn)) return sessionOf(name, "person");
    const known = [...roles.values()].map(({ role }) => role.name).sort();
    throw new AwsError(
      "UnrecognizedClientException",
      `The access key ${ROLE_KEY}${name} is for a role that this local AWS has not; it has: ${known.join(", ") || "none"}.`,
      403,
    );
  }

  function sessionOf(name: string, session: string): Caller {
    const arn = `arn:aws:sts::${accountId}:assumed-role/${name}/${session}`;
    return { kind: "role", accountId, arn, name, roleArn: arnOfRole(name) };
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
    roles: () => [...roles.values()].map(({ role }) => role),
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
      return sessionOf(known.role.name, sessionName);
    },

    issueCredentials: (caller, durationSeconds) => keys.issue(caller, durationSeconds),
    callerOf(accessKeyId) {
      const issued = keys.callerOf(accessKeyId);
      if (issued) return issued;
      if (accessKeyId.startsWith(ROLE_KEY)) return sessionByKey(accessKeyId.slice(ROLE_KEY.length));
      const arn = `arn:aws:iam::${accountId}:user/${accessKeyId}`;
      return { kind: "user", accountId, arn, name: accessKeyId };
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
      const session = sessionOf(role.name, "simulated");
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
