import { z } from "zod";
import type { Operation } from "../../../service.ts";
import { describeSecret as description, secretResource } from "../secret-resource.ts";
import type { SecretStore } from "../secret-store.ts";

const input = z.strictObject({ SecretId: z.string().min(1).max(2048) });

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DescribeSecret.html */
export function describeSecret(store: SecretStore): Operation<z.output<typeof input>> {
  return {
    input,
    resources: ({ SecretId }) => [secretResource(store, SecretId)],
    run: ({ SecretId }) => {
      const secret = store.get(SecretId);
      return { ...description(secret), VersionIdsToStages: { [secret.versionId]: ["AWSCURRENT"] } };
    },
  };
}
