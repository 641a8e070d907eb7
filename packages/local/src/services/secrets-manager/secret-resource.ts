import type { Secret, SecretStore } from "./secret-store.ts";

/** ARN that IAM checks for the id of a request: of a secret that is not there, the one it would have. */
export function secretResource(store: SecretStore, id: string): string {
  const found = store.list().find(({ name, arn }) => name === id || arn === id);
  return found?.arn ?? (id.startsWith("arn:") ? id : store.arnOf(id));
}

/** What DescribeSecret and ListSecrets tell of a secret: never its value. */
export function describeSecret(secret: Secret) {
  return {
    ARN: secret.arn,
    Name: secret.name,
    Description: secret.description,
    KmsKeyId: secret.kmsKeyId,
    OwningService: secret.owningService,
    CreatedDate: new Date(secret.createdAt),
    LastChangedDate: new Date(secret.changedAt),
    Tags: secret.tags,
  };
}
