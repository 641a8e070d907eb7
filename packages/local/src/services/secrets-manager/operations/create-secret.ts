import { z } from "zod";
import { AwsError, type Operation } from "../../../service.ts";
import { blob, tags } from "../../wire-value.ts";
import type { SecretStore } from "../secret-store.ts";

const MAX_BYTES = 65_536;

const input = z.strictObject({
  Name: z.string().regex(/^[\w/+=.@!-]{1,512}$/),
  ClientRequestToken: z.string().min(32).max(64).optional(),
  Description: z.string().max(2048).optional(),
  KmsKeyId: z.string().max(2048).optional(),
  SecretString: z.string().min(1).max(MAX_BYTES).optional(),
  SecretBinary: blob.optional(),
  Tags: tags.optional(),
});

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html */
export function createSecret(store: SecretStore): Operation<z.output<typeof input>> {
  return {
    input,
    resources: ({ Name }) => [store.arnOf(Name)],
    run: async ({ Name, ClientRequestToken, Description, KmsKeyId, SecretString, SecretBinary, Tags = [] }, caller) => {
      if (SecretString !== undefined && SecretBinary !== undefined) {
        throw new AwsError("InvalidParameterException", "You can't specify both SecretString and SecretBinary.");
      }
      if (Name.includes("!") && caller.kind !== "service") {
        throw new AwsError("InvalidParameterException", "A name with ! is for secrets that a service manages.");
      }
      const secret = await store.create({
        name: Name,
        tags: Tags,
        ...(ClientRequestToken === undefined ? {} : { versionId: ClientRequestToken }),
        ...(Description === undefined ? {} : { description: Description }),
        ...(KmsKeyId === undefined ? {} : { kmsKeyId: KmsKeyId }),
        ...(SecretString === undefined ? {} : { secretString: SecretString }),
        ...(SecretBinary === undefined ? {} : { secretBinary: SecretBinary.toString("base64") }),
        ...(caller.kind === "service" ? { owningService: caller.arn.replace(".amazonaws.com", "") } : {}),
      });
      return { ARN: secret.arn, Name: secret.name, VersionId: secret.versionId };
    },
  };
}
