import { z } from "zod";
import type { Operation } from "../../../service.ts";

/** Needs no permission. https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
export function getCallerIdentity(): Operation<Record<string, never>> {
  return {
    input: z.strictObject({}),
    resources: () => [],
    run: (_input, caller) => ({
      UserId: userIdOf(caller.name, caller.arn),
      Account: caller.accountId,
      Arn: caller.arn,
    }),
  };
}

/** AWS's ids are opaque; here a user's is its name and a session's is `<role>:<session>`. */
function userIdOf(name: string, arn: string): string {
  return arn.includes(":assumed-role/") ? `${name}:${arn.slice(arn.lastIndexOf("/") + 1)}` : name;
}
