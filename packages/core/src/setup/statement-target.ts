/** Where statements run, and as whom: the owner signs in by the namespace's secret. */
export type StatementTarget = {
  readonly database: string;
  readonly secretArn: string;
  /**
   * What the names of statements begin with whose end shall be an event: a rule on events knows a stage's by it. None gives no events.
   * https://docs.aws.amazon.com/redshift/latest/mgmt/data-api-monitoring-events.html
   */
  readonly eventPrefix?: string;
} & ({ readonly workgroupName: string } | { readonly clusterIdentifier: string });

/** The target as the Data API's parameters. */
export function targetParameters(target: StatementTarget): Readonly<Record<string, string>> {
  const where: Readonly<Record<string, string>> =
    "workgroupName" in target
      ? { WorkgroupName: target.workgroupName }
      : { ClusterIdentifier: target.clusterIdentifier };
  return { ...where, Database: target.database, SecretArn: target.secretArn };
}

/** The target that parameters of the Data API name; undefined where they name none. */
export function targetOfParameters(parameters: Readonly<Record<string, unknown>>): StatementTarget | undefined {
  const { WorkgroupName, ClusterIdentifier, Database, SecretArn } = parameters;
  if (typeof Database !== "string" || typeof SecretArn !== "string") return undefined;
  if (typeof WorkgroupName === "string")
    return { workgroupName: WorkgroupName, database: Database, secretArn: SecretArn };
  if (typeof ClusterIdentifier !== "string") return undefined;
  return { clusterIdentifier: ClusterIdentifier, database: Database, secretArn: SecretArn };
}
