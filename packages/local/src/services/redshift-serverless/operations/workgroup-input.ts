import { z } from "zod";
import { ACCOUNT_ID } from "../../../account.ts";
import { workgroupArn } from "../../../identifiers.ts";
import type { WorkgroupState } from "../namespace-state.ts";

/** What Create- and UpdateWorkgroup both take. Capacity and network change nothing here, and are told again. */
export const workgroupSettings = {
  baseCapacity: z.number().int().min(4).max(1024).optional(),
  maxCapacity: z.number().int().min(4).max(5632).optional(),
  enhancedVpcRouting: z.boolean().optional(),
  publiclyAccessible: z.boolean().optional(),
  port: z.number().int().min(5431).max(8215).optional(),
  securityGroupIds: z.array(z.string()).optional(),
  subnetIds: z.array(z.string()).optional(),
};

/** What the operations answer with. Nothing listens at the endpoint: psql connects to this machine. */
export function describeWorkgroup(
  region: string,
  workgroup: WorkgroupState,
  status: "CREATING" | "AVAILABLE" | "DELETING",
) {
  const { name, createdAt, tags: _, ...settings } = workgroup;
  const arn = workgroupArn(region, name);
  return {
    workgroupName: name,
    workgroupArn: arn,
    workgroupId: arn.split("/").at(-1),
    status,
    creationDate: new Date(createdAt).toISOString(),
    endpoint: {
      address: `${name}.${ACCOUNT_ID}.${region}.redshift-serverless.amazonaws.com`,
      port: settings.port,
      vpcEndpoints: [],
    },
    ...settings,
  };
}
