import { WAREHOUSE_OBJECTS } from "@sensor-pipeline/core/names";
import { existingWarehouse } from "./existing-warehouse.ts";
import { newWarehouse } from "./new-warehouse.ts";
import { names, settings } from "./stage.ts";

export interface Warehouse {
  /** How a statement names it. */
  readonly target: { workgroupName: string } | { clusterIdentifier: string };
  /** What IAM knows the workgroup or cluster by. */
  readonly arn: $util.Output<string>;
  readonly database: string;
  readonly adminSecretArn: $util.Output<string>;
  readonly readRoleArn: $util.Output<string>;
  /** How a function finds it. */
  readonly environment: Record<string, string>;
  /** What a role needs to look at the workgroup and its roles; nothing for a cluster. */
  readonly describe: { actions: string[]; resources: $util.Input<string>[] }[];
  /** What a role needs to sign in as itself. */
  readonly signIn: { actions: string[]; resources: $util.Input<string>[] };
}

/** The one warehouse of this stage, made here or given by it. */
export const warehouse: Warehouse =
  settings.warehouse.kind === "new" ? newWarehouse(settings.warehouse) : existingWarehouse(settings.warehouse);

/** How an owner's machine runs statements: as the admin, and with an event of each one's end. */
export function ownerTarget(secretArn: string) {
  return { ...warehouse.target, database: warehouse.database, secretArn, eventPrefix: names.prefix };
}

/**
 * Who carries this tag gets these database roles when it signs in; set-up creates them
 * (https://docs.aws.amazon.com/redshift/latest/mgmt/redshift-iam-access-federated-db-roles.html).
 */
export const readerTags = {
  RedshiftDbRoles: `${WAREHOUSE_OBJECTS.readerRole}:${WAREHOUSE_OBJECTS.monitorRole}`,
};
