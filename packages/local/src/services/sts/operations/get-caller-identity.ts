import { z } from "zod";
import { userIdOf } from "../../../identity/user-id.ts";
import type { Operation } from "../../../service.ts";

/** Needs no permission. https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
export function getCallerIdentity(): Operation<Record<string, never>> {
  return {
    input: z.strictObject({}),
    resources: () => [],
    run: (_input, caller) => ({
      UserId: userIdOf(caller.arn),
      Account: caller.accountId,
      Arn: caller.arn,
    }),
  };
}
