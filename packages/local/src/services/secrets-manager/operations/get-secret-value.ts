import { z } from "zod";
import { AwsError, type Operation } from "../../../service.ts";
import { secretResource } from "../secret-resource.ts";
import type { SecretStore } from "../secret-store.ts";

const CURRENT = "AWSCURRENT";

const input = z.strictObject({
  SecretId: z.string().min(1).max(2048),
  VersionId: z.string().optional(),
  VersionStage: z.string().optional(),
});

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html */
export function getSecretValue(store: SecretStore): Operation<z.output<typeof input>> {
  return {
    input,
    resources: ({ SecretId }) => [secretResource(store, SecretId)],
    run: ({ SecretId, VersionId, VersionStage = CURRENT }) => {
      const secret = store.get(SecretId);
      if (VersionStage !== CURRENT || (VersionId !== undefined && VersionId !== secret.versionId)) {
        throw new AwsError(
          "ResourceNotFoundException",
          "Secrets Manager can't find the specified secret value for this version.",
        );
      }
      if (secret.secretString === undefined && secret.secretBinary === undefined) {
        throw new AwsError(
          "ResourceNotFoundException",
          `Secrets Manager can't find the specified secret value for staging label: ${CURRENT}`,
        );
      }
      return {
        ARN: secret.arn,
        Name: secret.name,
        VersionId: secret.versionId,
        VersionStages: [CURRENT],
        SecretString: secret.secretString,
        SecretBinary: secret.secretBinary === undefined ? undefined : Buffer.from(secret.secretBinary, "base64"),
        CreatedDate: new Date(secret.createdAt),
      };
    },
  };
}
