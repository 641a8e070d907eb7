import type { ExistingWarehouse, NewWarehouse, StageSettings } from "./stage-settings.ts";
import { StageSettingsError, type StageVariables } from "./stage-variables.ts";

const OF_A_NEW_ONE = [
  "PIPELINE_BASE_RPU",
  "PIPELINE_MAX_RPU",
  "PIPELINE_DAILY_RPU_HOURS",
  "PIPELINE_SUBNET_IDS",
  "PIPELINE_SECURITY_GROUP_IDS",
] as const;
const OF_AN_EXISTING_ONE = ["PIPELINE_DATABASE", "PIPELINE_ADMIN_SECRET_ARN", "PIPELINE_READ_ROLE_ARN"] as const;

/**
 * A stage's warehouse, as its defaults and the environment describe it.
 * @throws {StageSettingsError} when the variables don't go together.
 */
export function warehouseOf(
  defaults: StageSettings["warehouse"],
  given: StageVariables,
): NewWarehouse | ExistingWarehouse {
  const { PIPELINE_WORKGROUP: workgroup, PIPELINE_CLUSTER: cluster } = given;
  if (workgroup && cluster) {
    throw new StageSettingsError("PIPELINE_WORKGROUP and PIPELINE_CLUSTER are both given: a stage has one warehouse.");
  }
  refuse(given, workgroup || cluster ? OF_A_NEW_ONE : OF_AN_EXISTING_ONE, Boolean(workgroup || cluster));
  if (!workgroup && !cluster) return defaults.kind === "new" ? newWarehouse(defaults, given) : defaults;
  return {
    kind: "existing",
    target: workgroup ? { workgroup } : { cluster: cluster ?? "" },
    database: needed(given, "PIPELINE_DATABASE"),
    adminSecretArn: needed(given, "PIPELINE_ADMIN_SECRET_ARN"),
    readRoleArn: needed(given, "PIPELINE_READ_ROLE_ARN"),
  };
}

function newWarehouse(defaults: NewWarehouse, given: StageVariables): NewWarehouse {
  const baseRpu = given.PIPELINE_BASE_RPU ?? defaults.baseRpu;
  const maxRpu = given.PIPELINE_MAX_RPU ?? Math.max(defaults.maxRpu, baseRpu);
  if (maxRpu < baseRpu) {
    throw new StageSettingsError(`PIPELINE_MAX_RPU is ${maxRpu}, less than the base capacity of ${baseRpu} RPU.`);
  }
  const { PIPELINE_SUBNET_IDS: subnetIds, PIPELINE_SECURITY_GROUP_IDS: securityGroupIds } = given;
  if (Boolean(subnetIds) !== Boolean(securityGroupIds)) {
    throw new StageSettingsError(
      "PIPELINE_SUBNET_IDS and PIPELINE_SECURITY_GROUP_IDS belong together: give both or neither.",
    );
  }
  const dailyRpuHours = given.PIPELINE_DAILY_RPU_HOURS ?? defaults.dailyRpuHours;
  const network = subnetIds && securityGroupIds ? { network: { subnetIds, securityGroupIds } } : {};
  return { ...defaults, baseRpu, maxRpu, dailyRpuHours, ...network };
}

/** A setting without effect would be a surprise, and its reader may get a warehouse that he pays for and did not want. */
function refuse(given: StageVariables, names: readonly (keyof StageVariables)[], isExisting: boolean): void {
  const stray = names.find((name) => given[name] !== undefined);
  if (!stray) return;
  throw new StageSettingsError(
    isExisting
      ? `${stray} is given beside an existing warehouse, which has its own: leave it out.`
      : `${stray} is given without PIPELINE_WORKGROUP or PIPELINE_CLUSTER: name the existing warehouse, or leave it out.`,
  );
}

function needed(given: StageVariables, name: keyof StageVariables & `PIPELINE_${string}`): string {
  const value = given[name];
  if (typeof value === "string") return value;
  throw new StageSettingsError(`${name} is missing: an existing warehouse needs it beside its name.`);
}
