import { arnOf } from "./account.ts";
import { ADMINISTRATOR } from "./administrator.ts";
import type { LocalAws } from "./local-aws.ts";
import { AwsError } from "./service.ts";

const ROLE_NAME = "redshift";

/** What the bare local AWS has from the start, for programs that bring nothing of their own. */
export const BARE = {
  namespace: "default",
  workgroup: "default",
  database: "dev",
  /** Redshift takes it on to read any stream of the account. */
  roleArn: arnOf("iam", "", `role/${ROLE_NAME}`),
} as const;

/** Makes the role, the namespace and the workgroup where they are not there yet: the warehouse is kept from run to run. */
export async function applyBareAccount({
  identity,
  call,
  region,
}: Pick<LocalAws, "identity" | "call" | "region">): Promise<void> {
  identity.putRole({
    name: ROLE_NAME,
    trust: {
      Version: "2012-10-17",
      Statement: {
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { Service: ["redshift.amazonaws.com", "redshift-serverless.amazonaws.com"] },
      },
    },
    // https://docs.aws.amazon.com/redshift/latest/dg/materialized-view-streaming-ingestion-getting-started.html
    policies: {
      "read-streams": {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Action: [
              "kinesis:DescribeStreamSummary",
              "kinesis:GetShardIterator",
              "kinesis:GetRecords",
              "kinesis:ListShards",
              "kinesis:DescribeStream",
            ],
            Resource: arnOf("kinesis", region, "stream/*"),
          },
          { Effect: "Allow", Action: "kinesis:ListStreams", Resource: "*" },
        ],
      },
    },
    tags: {},
  });
  const namespace = { namespaceName: BARE.namespace };
  await orMake(
    () => call(ADMINISTRATOR, "redshift-serverless", "GetNamespace", namespace),
    () =>
      call(ADMINISTRATOR, "redshift-serverless", "CreateNamespace", {
        ...namespace,
        dbName: BARE.database,
        adminUsername: "admin",
        manageAdminPassword: true,
        defaultIamRoleArn: BARE.roleArn,
        iamRoles: [BARE.roleArn],
      }),
  );
  const workgroup = { workgroupName: BARE.workgroup };
  await orMake(
    () => call(ADMINISTRATOR, "redshift-serverless", "GetWorkgroup", workgroup),
    () =>
      call(ADMINISTRATOR, "redshift-serverless", "CreateWorkgroup", { ...workgroup, namespaceName: BARE.namespace }),
  );
}

async function orMake(look: () => Promise<unknown>, make: () => Promise<unknown>): Promise<void> {
  try {
    await look();
  } catch (error) {
    if (!(error instanceof AwsError && error.code === "ResourceNotFoundException")) throw error;
    await make();
  }
}
