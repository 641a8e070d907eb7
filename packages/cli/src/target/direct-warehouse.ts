import type { StatementTarget } from "@sensor-pipeline/core/setup/statement-target";
import type { WarehouseTarget } from "@sensor-pipeline/core/warehouse/warehouse-target";
import { stageWarehouse } from "./stage-warehouse.ts";
import type { ClientSettings, Target } from "./target.ts";
import { namedWarehouse, type WarehouseOptions } from "./warehouse-options.ts";

/**
 * The warehouse to work in directly: the one that the options name, or with a secret alone the stage's own; undefined without
 * a secret. @throws {CommandError} when it is to be the stage's own and the stage is not deployed
 */
export async function directWarehouse(target: Target, options: WarehouseOptions): Promise<StatementTarget | undefined> {
  const { secretArn } = options;
  if (secretArn === undefined) return undefined;
  const named = namedWarehouse(options);
  if (named !== undefined) return named;
  const { target: own } = await stageWarehouse(target, secretArn);
  const { database } = own;
  return "workgroupName" in own
    ? { workgroupName: own.workgroupName, database, secretArn }
    : { clusterIdentifier: own.clusterIdentifier, database, secretArn };
}

/**
 * Where a command asks, and with what it signs in: directly as the options say, or in the stage's own warehouse as its reader.
 * @throws {CommandError} when it is to be the stage's own and the stage is not deployed
 */
export async function warehouseToAsk(
  target: Target,
  options: WarehouseOptions,
): Promise<{ readonly target: WarehouseTarget; readonly signIn: ClientSettings }> {
  const direct = await directWarehouse(target, options);
  return direct === undefined ? stageWarehouse(target) : { target: direct, signIn: target.person };
}
