/**
 * The database that statements run in, and as whom. Without `secretArn` the Data API signs in with temporary
 * credentials of the caller: `IAMR:<role>` in a workgroup, `dbUser` (or the caller's own user) in a cluster.
 * https://docs.aws.amazon.com/redshift/latest/mgmt/data-api.html#data-api-calling-considerations-authentication
 */
export type WarehouseTarget = WorkgroupTarget | ClusterTarget;

export interface WorkgroupTarget {
  /** Name or ARN of a Redshift Serverless workgroup. */
  readonly workgroupName: string;
  readonly database: string;
  readonly secretArn?: string;
}

export interface ClusterTarget {
  readonly clusterIdentifier: string;
  readonly database: string;
  readonly dbUser?: string;
  readonly secretArn?: string;
}

/** The fields of a Data API request that name the target. */
export function targetFields(target: WarehouseTarget) {
  const place =
    "workgroupName" in target
      ? { WorkgroupName: target.workgroupName }
      : { ClusterIdentifier: target.clusterIdentifier, DbUser: target.dbUser };
  return { ...place, Database: target.database, SecretArn: target.secretArn };
}
