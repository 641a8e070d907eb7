import { arnOf } from "../../packages/local/src/account.ts";
import { ADMINISTRATOR } from "../../packages/local/src/administrator.ts";
import { adminSecretArn } from "../../packages/local/src/identifiers.ts";
import type { LocalAws } from "../../packages/local/src/local-aws.ts";
import { RUNNING_STAGE } from "../infra/evaluated-stage.ts";

export const REGION = "eu-west-1";

/** A kind of stage whose permissions are proved. */
export interface StageKind {
  readonly stage: string;
  /** Its variables of the environment. */
  readonly settings: Readonly<Record<string, string>>;
  /** Makes what such a stage finds in its account. @default nothing */
  readonly prepare?: (aws: LocalAws) => Promise<void>;
}

const EXISTING = { workgroup: "analytics", database: "dev", role: "analytics-streams", admin: "admin" };

/**
 * Every kind that can run here. A stage on an existing cluster can't: statements for a cluster are refused by name (NotSupportedLocally).
 * That it is granted what one on an existing workgroup is, but for how it signs in, is in tests/infra/policies.test.ts.
 */
export const STAGE_KINDS = {
  /** With a customer's key, so that using it is proved too. */
  development: { stage: "dev", settings: RUNNING_STAGE },
  production: { stage: "production", settings: {} },
  "existing-workgroup": {
    stage: "dev",
    settings: {
      PIPELINE_WORKGROUP: EXISTING.workgroup,
      PIPELINE_DATABASE: EXISTING.database,
      PIPELINE_ADMIN_SECRET_ARN: adminSecretArn(REGION, EXISTING.workgroup, EXISTING.admin),
      PIPELINE_READ_ROLE_ARN: arnOf("iam", REGION, `role/${EXISTING.role}`),
    },
    prepare: makeWorkgroup,
  },
} as const satisfies Readonly<Record<string, StageKind>>;

export type StageKindName = keyof typeof STAGE_KINDS;

/** Somebody's workgroup, whose namespace has a role that reads every stream. */
async function makeWorkgroup({ identity, call }: LocalAws): Promise<void> {
  const role = identity.putRole({
    name: EXISTING.role,
    trust: {
      Statement: {
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { Service: ["redshift.amazonaws.com", "redshift-serverless.amazonaws.com"] },
      },
    },
    policies: { "read-streams": { Statement: { Effect: "Allow", Action: "kinesis:*", Resource: "*" } } },
    tags: {},
  });
  const ask = (operation: string, input: object) => call(ADMINISTRATOR, "redshift-serverless", operation, input);
  const named = { namespaceName: EXISTING.workgroup };
  await ask("CreateNamespace", {
    ...named,
    ...{ dbName: EXISTING.database, adminUsername: EXISTING.admin, manageAdminPassword: true },
    ...{ iamRoles: [role.arn], defaultIamRoleArn: role.arn },
  });
  await ask("CreateWorkgroup", { ...named, workgroupName: EXISTING.workgroup });
}
