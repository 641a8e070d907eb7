import type { SignIn } from "@sensor-pipeline/redshift/sign-in";
import { z } from "zod";
import { workgroupArn } from "../../identifiers.ts";
import { AwsError, type Caller } from "../../service.ts";
import type { Warehouse } from "../redshift-serverless/index.ts";
import { type DataContext, principalOf } from "./data-context.ts";

/** Database roles a role brings along: https://docs.aws.amazon.com/redshift/latest/mgmt/redshift-iam-access-federated-db-roles.html */
const ROLES_TAG = "RedshiftDbRoles";

const credentials = z.object({ username: z.string().min(1), password: z.string().min(1) });

/**
 * Who a request runs as: the admin by its secret, else `IAM:<user>` or `IAMR:<role>` by temporary credentials.
 * https://docs.aws.amazon.com/redshift/latest/mgmt/data-api.html
 * @throws {AwsError} AccessDeniedException without the right to read the secret or to get credentials; ValidationException or
 * DatabaseConnectionException for a secret that is of no use here
 */
export async function signInOf(
  context: DataContext,
  caller: Caller,
  warehouse: Warehouse,
  secretArn: string | undefined,
): Promise<SignIn> {
  const asked = principalOf(caller);
  const admin = { ...asked, databaseUser: warehouse.namespace.adminUsername, superuser: true };
  if (secretArn !== undefined) {
    await checkSecret(context, caller, warehouse, secretArn);
    return admin;
  }
  if (context.databaseSignIn === "superuser" && caller.kind !== "role") return admin;
  const { identity, region } = context.aws;
  identity.authorize(caller, "redshift-serverless:GetCredentials", [workgroupArn(region, warehouse.workgroupName)]);
  const role = caller.roleArn === undefined ? undefined : identity.role(caller.roleArn);
  const roles = role?.tags[ROLES_TAG]?.split(":").filter((name) => name !== "") ?? [];
  return { ...asked, databaseUser: `${caller.kind === "role" ? "IAMR" : "IAM"}:${caller.name}`, roles };
}

async function checkSecret(
  { aws }: DataContext,
  caller: Caller,
  { namespace }: Warehouse,
  secretArn: string,
): Promise<void> {
  const value = await aws.call<{ SecretString?: string }>(caller, "secretsmanager", "GetSecretValue", {
    SecretId: secretArn,
  });
  const { username, password } = parseSecret(value.SecretString);
  if (username !== namespace.adminUsername || password !== namespace.adminPassword) {
    throw new AwsError(
      "DatabaseConnectionException",
      `FATAL: password authentication failed for user "${username}"`,
      500,
    );
  }
}

function parseSecret(text: string | undefined): z.infer<typeof credentials> {
  try {
    return credentials.parse(JSON.parse(text ?? ""));
  } catch (cause) {
    const error = new AwsError("ValidationException", "The secret has to be a JSON object with username and password.");
    throw Object.assign(error, { cause });
  }
}
