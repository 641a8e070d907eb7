import type { AuthorisedUse } from "./identity.ts";

/** More combinations than a stage's roles, actions and resources can have; later new ones are not kept. */
const MAXIMUM_USES = 20_000;

export interface AuthorisationLog {
  add(use: AuthorisedUse): void;
  uses(): readonly AuthorisedUse[];
}

/** Which role used which action on what: each combination once, so that a long run needs no more memory than a short one. */
export function createAuthorisationLog(): AuthorisationLog {
  const uses = new Map<string, AuthorisedUse>();
  return {
    add(use) {
      const key = `${use.roleArn} ${use.action} ${use.resource}`;
      if (!uses.has(key) && uses.size < MAXIMUM_USES) uses.set(key, use);
    },
    uses: () => [...uses.values()],
  };
}
