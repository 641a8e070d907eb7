/** Where statements run, and as whom: the owner signs in by the namespace's secret. */
export type StatementTarget = {
  readonly database: string;
  readonly secretArn: string;
} & ({ readonly workgroupName: string } | { readonly clusterIdentifier: string });

/** The target as the Data API's parameters. */
export function targetParameters(target: StatementTarget): Readonly<Record<string, string>> {
  const where: Readonly<Record<string, string>> =
    "workgroupName" in target
      ? { WorkgroupName: target.workgroupName }
      : { ClusterIdentifier: target.clusterIdentifier };
  return { ...where, Database: target.database, SecretArn: target.secretArn };
}
