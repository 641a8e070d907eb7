import { z } from "zod";
import type { LocalClock } from "../../../clock.ts";
import type { Identity } from "../../../identity/identity.ts";
import type { Operation } from "../../../service.ts";

const DEFAULT_SECONDS = 3600;

const input = z.strictObject({
  RoleArn: z.string().min(20).max(2048),
  RoleSessionName: z
    .string()
    .min(2)
    .max(64)
    .regex(/^[\w+=,.@-]*$/),
  DurationSeconds: z.coerce.number().int().min(900).max(43_200).default(DEFAULT_SECONDS),
  ExternalId: z
    .string()
    .min(2)
    .max(1224)
    .regex(/^[\w+=,.@:/-]*$/)
    .optional(),
});

/**
 * The role's trust policy decides, with the caller's own policies where it names the account: identity.assumeRole asks both, so the
 * dispatcher has nothing left to check.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export function assumeRole(identity: Identity, clock: LocalClock): Operation<z.infer<typeof input>> {
  return {
    input,
    resources: () => [],
    run: ({ RoleArn, RoleSessionName, DurationSeconds, ExternalId }, caller) => {
      const context: Record<string, string> = ExternalId === undefined ? {} : { "sts:ExternalId": ExternalId };
      const session = identity.assumeRole(caller, RoleArn, RoleSessionName, context);
      const keys = identity.issueCredentials(session, DurationSeconds);
      return {
        Credentials: {
          AccessKeyId: keys.accessKeyId,
          SecretAccessKey: keys.secretAccessKey,
          SessionToken: keys.sessionToken,
          Expiration: new Date(clock.now() + DurationSeconds * 1000),
        },
        AssumedRoleUser: { AssumedRoleId: `${session.name}:${RoleSessionName}`, Arn: session.arn },
      };
    },
  };
}
