import { AwsError, type Caller } from "../service.ts";
import { createAuthorisationLog } from "./authorisation-log.ts";
import type { Identity, Role } from "./identity.ts";
import { IssuedKeys } from "./issued-keys.ts";
import type { RequestKeys } from "./pattern.ts";
import { type CompiledStatement, compilePolicy, evaluate, type Verdict } from "./policy.ts";
import { requestKeys } from "./request-keys.ts";
import { SERVICE_ACTIONS } from "./service-actions.ts";
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
    if (caller.kind === "service") return SERVICE_ACTIONS[caller.arn]?.includes(action) ? "allowed" : "not allowed";
    const role = roles.get(caller.roleArn ?? "");
    return role ? evaluate(role.statements, action, resource, requested) : "not allowed";
  }

  function authorize(
    caller: Caller,
    action: string,
    resources: readonly string[],
    context: Readonly<Record<string, string>> = {},
  ): void {
    const requested = requestKeys(caller, roles.get(caller.roleArn ?? "")?.role, context);
    for (const resource of resources) {
      const found = verdict(caller, action, resource, requested);
      if (found !== "allowed") throw denied(caller, action, resource, found);
      if (caller.roleArn !== undefined) log.add({ roleArn: caller.roleArn, action, resource });
    }
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
      const trust = known?.trusts(by, requestKeys(by, undefined, context)) ?? "none";
      if (!known || trust === "none") throw notTrusted(by, roleArn);
      if (trust === "account") {
        if (verdict(by, "sts:AssumeRole", roleArn, requestKeys(by, undefined, context)) !== "allowed") {
          throw notTrusted(by, roleArn);
        }
        if (by.roleArn !== undefined) log.add({ roleArn: by.roleArn, action: "sts:AssumeRole", resource: roleArn });
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
    authorize,
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
  };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
function denied(caller: Caller, action: string, resource: string, verdict: Verdict): AwsError {
  const reason =
    verdict === "denied explicitly"
      ? "with an explicit deny in an identity-based policy"
      : `because no identity-based policy allows the ${action} action`;
  const target = resource === "*" ? "" : ` on resource: ${resource}`;
  return new AwsError(
    "AccessDeniedException",
    `User: ${caller.arn} is not authorized to perform: ${action}${target} ${reason}`,
  );
}

function notTrusted(by: Caller, roleArn: string): AwsError {
  return new AwsError(
    "AccessDenied",
    `User: ${by.arn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
    403,
  );
}
