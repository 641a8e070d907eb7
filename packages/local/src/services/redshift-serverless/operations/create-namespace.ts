import { randomBytes } from "node:crypto";
import { z } from "zod";
import { ACCOUNT_ID } from "../../../account.ts";
import { adminSecretName, namespaceArn } from "../../../identifiers.ts";
import { AwsError, type Caller, NotSupportedError, type Operation, type ServiceContext } from "../../../service.ts";
import type { NamespaceState } from "../namespace-state.ts";
import { describeNamespace, type ServerlessStore } from "../serverless-store.ts";
import { nameSchema, roleArns, tagsSchema } from "./input.ts";

const REDSHIFT: Caller = {
  kind: "service",
  accountId: ACCOUNT_ID,
  arn: "redshift-serverless.amazonaws.com",
  name: "redshift-serverless",
};

const input = z.strictObject({
  namespaceName: nameSchema,
  dbName: z
    .string()
    .regex(/^[a-zA-Z_][\w$]{0,63}$/)
    .default("dev"),
  adminUsername: z.string().min(1).max(63).default("admin"),
  adminUserPassword: z.string().min(8).max(64).optional(),
  manageAdminPassword: z.boolean().default(false),
  adminPasswordSecretKmsKeyId: z.string().optional(),
  defaultIamRoleArn: z.string().optional(),
  iamRoles: roleArns.default([]),
  kmsKeyId: z.string().optional(),
  logExports: z.array(z.enum(["useractivitylog", "userlog", "connectionlog"])).default([]),
  tags: tagsSchema,
});

/** https://docs.aws.amazon.com/redshift-serverless/latest/APIReference/API_CreateNamespace.html */
export function createNamespace(context: ServiceContext, store: ServerlessStore): Operation<z.output<typeof input>> {
  return {
    input,
    resources: ({ namespaceName }) => [namespaceArn(context.region, namespaceName)],
    run: async (request) => {
      const { namespaceName, adminUserPassword, manageAdminPassword } = request;
      if (store.namespaces.some(({ name }) => name === namespaceName)) {
        throw new AwsError("ConflictException", `The namespace ${namespaceName} already exists.`);
      }
      if (manageAdminPassword && adminUserPassword !== undefined) {
        throw new AwsError("ValidationException", "adminUserPassword and manageAdminPassword can't be used together.");
      }
      requireAssociated(request.defaultIamRoleArn, request.iamRoles);
      if (request.adminPasswordSecretKmsKeyId !== undefined) throw new NotSupportedError("adminPasswordSecretKmsKeyId");
      const password = adminUserPassword ?? randomBytes(24).toString("base64url");
      const secretArn = manageAdminPassword ? await createAdminSecret(context, request, password) : undefined;
      const namespace: NamespaceState = {
        name: namespaceName,
        createdAt: context.clock.now(),
        dbName: request.dbName.toLowerCase(),
        adminUsername: request.adminUsername,
        adminPassword: password,
        iamRoles: request.iamRoles,
        logExports: request.logExports,
        tags: request.tags,
        ...(secretArn === undefined ? {} : { adminPasswordSecretArn: secretArn }),
        ...(request.defaultIamRoleArn === undefined ? {} : { defaultIamRoleArn: request.defaultIamRoleArn }),
        ...(request.kmsKeyId === undefined ? {} : { kmsKeyId: request.kmsKeyId }),
      };
      await store.putNamespace(namespace);
      return { namespace: describeNamespace(store.region, namespace) };
    },
  };
}

/** The default role is one of the associated ones. @throws {AwsError} ValidationException */
export function requireAssociated(defaultIamRoleArn: string | undefined, iamRoles: readonly string[]): void {
  if (defaultIamRoleArn === undefined || iamRoles.includes(defaultIamRoleArn)) return;
  throw new AwsError(
    "ValidationException",
    `The default IAM role ${defaultIamRoleArn} is not among the iamRoles of the namespace.`,
  );
}

/** https://docs.aws.amazon.com/redshift/latest/mgmt/redshift-secrets-manager-integration.html */
async function createAdminSecret(
  { call }: ServiceContext,
  { namespaceName, adminUsername }: z.output<typeof input>,
  password: string,
): Promise<string> {
  const secret = await call<{ ARN: string }>(REDSHIFT, "secretsmanager", "CreateSecret", {
    Name: adminSecretName(namespaceName, adminUsername),
    Description: `Secret associated with the Amazon Redshift namespace ${namespaceName}`,
    SecretString: JSON.stringify({ username: adminUsername, password }),
  });
  return secret.ARN;
}

/** Takes the admin's secret away with its namespace. */
export async function deleteAdminSecret(
  { call }: ServiceContext,
  { adminPasswordSecretArn }: NamespaceState,
): Promise<void> {
  if (adminPasswordSecretArn === undefined) return;
  await call(REDSHIFT, "secretsmanager", "DeleteSecret", {
    SecretId: adminPasswordSecretArn,
    ForceDeleteWithoutRecovery: true,
  });
}
