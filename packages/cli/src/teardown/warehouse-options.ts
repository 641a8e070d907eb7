import type { WarehouseTarget } from "@sensor-pipeline/core/warehouse/warehouse-target";
import type { Command } from "commander";
import { z } from "zod";

/** Options that name a warehouse and its admin, for when no stage does any more. */
export const warehouseShape = {
  workgroup: z.string().min(1, "--workgroup must be the name of a workgroup").optional(),
  cluster: z.string().min(1, "--cluster must be the identifier of a cluster").optional(),
  database: z.string().min(1, "--database must be the name of a database").optional(),
  secretArn: z
    .string()
    .regex(/^arn:[\w-]+:secretsmanager:/, "--secret-arn must be the ARN of a Secrets Manager secret of a superuser")
    .optional(),
};

interface WarehouseOptions {
  readonly workgroup?: string | undefined;
  readonly cluster?: string | undefined;
  readonly database?: string | undefined;
  readonly secretArn?: string | undefined;
}

/** What stands there when the options name a warehouse by halves. */
export const WAREHOUSE_WORDS =
  "A warehouse without its stage is named whole: --workgroup or --cluster, --database and --secret-arn";

export function isWholeWarehouse({ workgroup, cluster, database, secretArn }: WarehouseOptions): boolean {
  const places = [workgroup, cluster].filter((place) => place !== undefined).length;
  const given = [database, secretArn].filter((value) => value !== undefined).length;
  return (places === 0 && given === 0) || (places === 1 && given === 2);
}

export function addWarehouseOptions(command: Command): void {
  command
    .option("--workgroup <name>", "workgroup to work in directly, as its admin")
    .option("--cluster <id>", "cluster to work in directly, as its admin")
    .option("--database <name>", "database of --workgroup or --cluster")
    .option("--secret-arn <arn>", "secret of a superuser of it");
}

/** The warehouse that the options name; undefined where they name none. */
export function namedWarehouse({
  workgroup,
  cluster,
  database,
  secretArn,
}: WarehouseOptions): WarehouseTarget | undefined {
  if (database === undefined || secretArn === undefined) return undefined;
  if (workgroup !== undefined) return { workgroupName: workgroup, database, secretArn };
  return cluster === undefined ? undefined : { clusterIdentifier: cluster, database, secretArn };
}

/** `database sensors of workgroup analytics`. */
export function warehouseTitle(target: WarehouseTarget): string {
  const place = "workgroupName" in target ? `workgroup ${target.workgroupName}` : `cluster ${target.clusterIdentifier}`;
  return `database ${target.database} of ${place}`;
}
