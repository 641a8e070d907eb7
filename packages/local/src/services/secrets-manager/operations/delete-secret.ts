import { z } from "zod";
import type { LocalClock } from "../../../clock.ts";
import { AwsError, type Operation } from "../../../service.ts";
import { secretResource } from "../secret-resource.ts";
import type { SecretStore } from "../secret-store.ts";

const input = z.strictObject({
  SecretId: z.string().min(1).max(2048),
  RecoveryWindowInDays: z.number().int().min(7).max(30).optional(),
  ForceDeleteWithoutRecovery: z.boolean().optional(),
});

/**
 * Deletes at once: there is no recovery window here.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html
 */
export function deleteSecret(store: SecretStore, clock: LocalClock): Operation<z.output<typeof input>> {
  return {
    input,
    resources: ({ SecretId }) => [secretResource(store, SecretId)],
    run: async ({ SecretId, RecoveryWindowInDays, ForceDeleteWithoutRecovery }, caller) => {
      if (RecoveryWindowInDays !== undefined && ForceDeleteWithoutRecovery) {
        throw new AwsError(
          "InvalidParameterException",
          "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.",
        );
      }
      if (store.get(SecretId).owningService !== undefined && caller.kind !== "service") {
        throw new AwsError("InvalidRequestException", "You can't delete a secret that is managed by another service.");
      }
      const secret = await store.delete(SecretId);
      return { ARN: secret.arn, Name: secret.name, DeletionDate: clock.date() };
    },
  };
}
