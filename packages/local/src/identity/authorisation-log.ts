import type { AuthorisedUse, RefusedUse } from "./identity.ts";

/** More combinations than a stage's roles, actions and resources can have; later new ones are not kept. */
const MAXIMUM_USES = 20_000;

export interface AuthorisationLog {
  add(use: AuthorisedUse): void;
  refuse(use: RefusedUse): void;
  uses(): readonly AuthorisedUse[];
  refusals(): readonly RefusedUse[];
  forget(): void;
}

/**
 * Which caller used which action on what, and what it was refused: each combination once, so that a long run needs no more memory than a
 * short one.
 */
export function createAuthorisationLog(): AuthorisationLog {
  const uses = new Map<string, AuthorisedUse>();
  const refusals = new Map<string, RefusedUse>();
  return {
    add: (use) => keep(uses, `${use.roleArn} ${use.action} ${use.resource}`, use),
    refuse: (use) => keep(refusals, `${use.callerArn} ${use.action} ${use.resource}`, use),
    uses: () => [...uses.values()],
    refusals: () => [...refusals.values()],
    forget() {
      uses.clear();
      refusals.clear();
    },
  };
}

function keep<Use>(uses: Map<string, Use>, key: string, use: Use): void {
  if (uses.size < MAXIMUM_USES) uses.set(key, use);
}
