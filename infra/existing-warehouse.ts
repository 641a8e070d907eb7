import type { ExistingWarehouse } from "@sensor-pipeline/core/stage/stage-settings";
import { accountId, region } from "./stage.ts";
import type { Warehouse } from "./warehouse.ts";

/** Nothing of it is changed; that the role is associated is for a person to see to. */
export function existingWarehouse({ target, database, adminSecretArn, readRoleArn }: ExistingWarehouse): Warehouse {
  const given = { database, adminSecretArn: $output(adminSecretArn), readRoleArn: $output(readRoleArn) };
  if ("workgroup" in target) {
    const { arn, namespaceName } = aws.redshiftserverless.getWorkgroupOutput({ workgroupName: target.workgroup });
    const namespace = aws.redshiftserverless.getNamespaceOutput({ namespaceName });
    return {
      ...given,
      target: { workgroupName: target.workgroup },
      arn,
      environment: { WORKGROUP_NAME: target.workgroup, DATABASE_NAME: database },
      describe: [
        { actions: ["redshift-serverless:GetWorkgroup"], resources: [arn] },
        { actions: ["redshift-serverless:GetNamespace"], resources: [namespace.arn] },
      ],
      signIn: { actions: ["redshift-serverless:GetCredentials"], resources: [arn] },
    };
  }
  const { cluster } = target;
  return {
    ...given,
    target: { clusterIdentifier: cluster },
    arn: $interpolate`arn:aws:redshift:${region}:${accountId}:cluster:${cluster}`,
    environment: { CLUSTER_IDENTIFIER: cluster, DATABASE_NAME: database },
    describe: [],
    // https://docs.aws.amazon.com/redshift/latest/mgmt/redshift-iam-access-control-identity-based.html
    signIn: {
      actions: ["redshift:GetClusterCredentialsWithIAM"],
      resources: [$interpolate`arn:aws:redshift:${region}:${accountId}:dbname:${cluster}/${database}`],
    },
  };
}
