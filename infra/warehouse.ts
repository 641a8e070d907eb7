import { WAREHOUSE_OBJECTS } from "@sensor-pipeline/core/names";
import { network } from "./network.ts";
import { accountId, names, region, settings } from "./stage.ts";
import type { ExistingWarehouse, NewWarehouse } from "./stage-settings.ts";
import { stream, streamReadKey } from "./stream.ts";
import { trust } from "./trust.ts";

/** The one warehouse of this stage, made here or given by it. */
export const warehouse: Warehouse =
  settings.warehouse.kind === "new" ? newWarehouse(settings.warehouse) : existingWarehouse(settings.warehouse);

/**
 * Who carries this tag gets these database roles when it signs in; set-up creates them
 * (https://docs.aws.amazon.com/redshift/latest/mgmt/redshift-iam-access-federated-db-roles.html).
 */
export const readerTags = {
  RedshiftDbRoles: `${WAREHOUSE_OBJECTS.readerRole}:${WAREHOUSE_OBJECTS.monitorRole}`,
};

interface Warehouse {
  /** How a statement names it. */
  readonly target: { workgroupName: string } | { clusterIdentifier: string };
  /** What IAM knows the workgroup or cluster by. */
  readonly arn: $util.Output<string>;
  readonly database: string;
  readonly adminSecretArn: $util.Output<string>;
  readonly readRoleArn: $util.Output<string>;
  /** How a function finds it. */
  readonly environment: Record<string, string>;
  /** What a role needs to sign in as itself. */
  readonly signIn: { actions: string[]; resources: $util.Input<string>[] };
}

function newWarehouse({ baseRpu, maxRpu, dailyRpuHours, beyondDailyLimit }: NewWarehouse): Warehouse {
  const { isProduction } = settings;
  const role = new aws.iam.Role("WarehouseRole", {
    name: names.warehouseRole,
    // Serverless signs in by either, so the documentation's examples name both.
    assumeRolePolicy: trust("redshift.amazonaws.com", "redshift-serverless.amazonaws.com"),
    inlinePolicies: [
      {
        name: "read-stream",
        policy: aws.iam.getPolicyDocumentOutput({
          statements: [
            {
              // https://docs.aws.amazon.com/redshift/latest/dg/materialized-view-streaming-ingestion-getting-started.html
              actions: [
                "kinesis:DescribeStreamSummary",
                "kinesis:GetShardIterator",
                "kinesis:GetRecords",
                "kinesis:ListShards",
                "kinesis:DescribeStream",
              ],
              resources: [stream.arn],
            },
            // Kinesis knows no resource for ListStreams.
            { actions: ["kinesis:ListStreams"], resources: ["*"] },
            ...streamReadKey,
          ],
        }).json,
      },
    ],
  });

  const namespace = new aws.redshiftserverless.Namespace(
    "Namespace",
    {
      namespaceName: names.namespace,
      dbName: names.database,
      adminUsername: "admin",
      // Redshift makes the password, keeps it in Secrets Manager and rotates it: nobody ever sees it.
      manageAdminPassword: true,
      iamRoles: [role.arn],
      defaultIamRoleArn: role.arn,
      logExports: ["userlog", "connectionlog"],
    },
    { protect: isProduction, retainOnDelete: isProduction },
  );
  const workgroup = new aws.redshiftserverless.Workgroup(
    "Workgroup",
    {
      // The output, not the name: it makes the workgroup go before its namespace.
      namespaceName: namespace.namespaceName,
      workgroupName: names.workgroup,
      baseCapacity: baseRpu,
      maxCapacity: maxRpu,
      publiclyAccessible: false,
      enhancedVpcRouting: false,
      ...network,
    },
    { protect: isProduction, retainOnDelete: isProduction },
  );
  new aws.redshiftserverless.UsageLimit("DailyUsageLimit", {
    resourceArn: workgroup.arn,
    usageType: "serverless-compute",
    period: "daily",
    amount: dailyRpuHours,
    breachAction: beyondDailyLimit,
  });

  return {
    target: { workgroupName: names.workgroup },
    arn: workgroup.arn,
    database: names.database,
    adminSecretArn: namespace.adminPasswordSecretArn,
    readRoleArn: role.arn,
    environment: { WORKGROUP_NAME: names.workgroup, DATABASE_NAME: names.database },
    signIn: { actions: ["redshift-serverless:GetCredentials"], resources: [workgroup.arn] },
  };
}

/** Nothing of it is changed; that the role is associated is for a person to see to. */
function existingWarehouse({ target, database, adminSecretArn, readRoleArn }: ExistingWarehouse): Warehouse {
  const given = { database, adminSecretArn: $output(adminSecretArn), readRoleArn: $output(readRoleArn) };
  if ("workgroup" in target) {
    const { arn } = aws.redshiftserverless.getWorkgroupOutput({ workgroupName: target.workgroup });
    return {
      ...given,
      target: { workgroupName: target.workgroup },
      arn,
      environment: { WORKGROUP_NAME: target.workgroup, DATABASE_NAME: database },
      signIn: { actions: ["redshift-serverless:GetCredentials"], resources: [arn] },
    };
  }
  const { cluster } = target;
  return {
    ...given,
    target: { clusterIdentifier: cluster },
    arn: $interpolate`arn:aws:redshift:${region}:${accountId}:cluster:${cluster}`,
    environment: { CLUSTER_IDENTIFIER: cluster, DATABASE_NAME: database },
    // https://docs.aws.amazon.com/redshift/latest/mgmt/redshift-iam-access-control-identity-based.html
    signIn: {
      actions: ["redshift:GetClusterCredentialsWithIAM"],
      resources: [$interpolate`arn:aws:redshift:${region}:${accountId}:dbname:${cluster}/${database}`],
    },
  };
}
