import type { NewWarehouse } from "@sensor-pipeline/core/stage/stage-settings";
import { network } from "./network.ts";
import { names, settings } from "./stage.ts";
import { stream, streamReadKey } from "./stream.ts";
import { trust } from "./trust.ts";
import type { Warehouse } from "./warehouse.ts";

/** A serverless workgroup with a namespace and a role of its own. Idle, it costs its storage: 0.024 a GB and month. */
export function newWarehouse({ baseRpu, maxRpu, dailyRpuHours, beyondDailyLimit }: NewWarehouse): Warehouse {
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
            // Kinesis knows no resource for listing
            // (https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonkinesisdatastreams.html).
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
      // On, it would send S3, KMS and all else through the VPC too, which has a way to Kinesis only.
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
    describe: [
      { actions: ["redshift-serverless:GetWorkgroup"], resources: [workgroup.arn] },
      { actions: ["redshift-serverless:GetNamespace"], resources: [namespace.arn] },
    ],
    signIn: { actions: ["redshift-serverless:GetCredentials"], resources: [workgroup.arn] },
  };
}
