import type { RunningService, ServiceContext } from "../../service.ts";
import { createSecret } from "./operations/create-secret.ts";
import { deleteSecret } from "./operations/delete-secret.ts";
import { describeSecret } from "./operations/describe-secret.ts";
import { getSecretValue } from "./operations/get-secret-value.ts";
import { listSecrets } from "./operations/list-secrets.ts";
import { SecretStore } from "./secret-store.ts";

/** AWS Secrets Manager: what holds the admin's password of a namespace. See SUPPORT.md. */
export async function createSecretsManagerService({ folder, clock, region }: ServiceContext): Promise<RunningService> {
  const store = await SecretStore.open(folder, clock, region);
  return {
    service: {
      signingName: "secretsmanager",
      iamPrefix: "secretsmanager",
      protocols: ["json-1.1"],
      targetPrefix: "secretsmanager",
      operations: {
        CreateSecret: createSecret(store),
        GetSecretValue: getSecretValue(store),
        DescribeSecret: describeSecret(store),
        DeleteSecret: deleteSecret(store, clock),
        ListSecrets: listSecrets(store),
      },
    },
    close: async () => {},
  };
}
