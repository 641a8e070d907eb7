import type { StatementTarget } from "@sensor-pipeline/core/setup/statement-target";
import type { WarehouseTarget } from "@sensor-pipeline/core/warehouse/warehouse-target";
import type { Command } from "commander";
import { z } from "zod";

/** `--secret-arn`: what is done directly then, as the user of that secret. */
export const secretShape = {
  secretArn: z
    .string()
    .regex(/^arn:[\w-]+:secretsmanager:/, "--secret-arn must be the ARN of a Secrets Manager secret of a superuser")
    .optional(),
};

/** Options that name a warehouse and its admin, for where no stage does. */
export const warehouseShape = {
  workgroup: z.string().min(1, "--workgroup must be the name of a workgroup").optional(),
  cluster: z.string().min(1, "--cluster must be the identifier of a cluster").optional(),
  database: z.string().min(1, "--database must be the name of a database").optional(),
  ...secretShape,
};

export interface WarehouseOptions {
  readonly workgroup?: string | undefined;
  readonly cluster?: string | undefined;
  readonly database?: string | undefined;
  readonly secretArn?: string | undefined;
}

/** What stands there when the options name a warehouse by halves. */
export const WAREHOUSE_WORDS =
  "--secret-arn alone is for the stage's own warehouse; another one is named whole: --workgroup or --cluster, --database and --secret-arn";

export function isWholeWarehouse({ workgroup, cluster, database, secretArn }: WarehouseOptions): boolean {
  const places = [workgroup, cluster].filter((place) => place !== undefined).length;
  if (places === 0) return database === undefined;
  return places === 1 && database !== undefined && secretArn !== undefined;
}

export function addSecretOption(command: Command): void {
  command.option("--secret-arn <arn>", "directly, as the superuser of that secret, without the state machine");
}

export function addWarehouseOptions(command: Command): void {
  addSecretOption(command);
  command
    .option("--workgroup <name>", "with --secret-arn: another workgroup than the stage's")
    .option("--cluster <id>", "with --secret-arn: another cluster than the stage's")
    .option("--database <name>", "database of --workgroup or --cluster");
}

/** The warehouse that the options name whole; undefined where they name none. */
export function namedWarehouse({
  workgroup,
  cluster,
  database,
  secretArn,
}: WarehouseOptions): StatementTarget | undefined {
  if (database === undefined || secretArn === undefined) return undefined;
  if (workgroup !== undefined) return { workgroupName: workgroup, database, secretArn };
  return cluster === undefined ? undefined : { clusterIdentifier: cluster, database, secretArn };
}

/** `database sensors of workgroup analytics`. */
export function warehouseTitle(target: WarehouseTarget): string {
  const place = "workgroupName" in target ? `workgroup ${target.workgroupName}` : `cluster ${target.clusterIdentifier}`;
  return `database ${target.database} of ${place}`;
}
