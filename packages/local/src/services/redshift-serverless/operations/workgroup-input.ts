import { z } from "zod";
import { ACCOUNT_ID } from "../../../account.ts";
import { workgroupArn } from "../../../identifiers.ts";
import { AwsError } from "../../../service.ts";
import type { WorkgroupState } from "../namespace-state.ts";

/** What Create- and UpdateWorkgroup both take. Capacity and network change nothing here, and are told again. */
export const workgroupSettings = {
  baseCapacity: capacity(1024),
  maxCapacity: capacity(5632),
  enhancedVpcRouting: z.boolean().optional(),
  publiclyAccessible: z.boolean().optional(),
  port: z.number().int().min(5431).max(8215).optional(),
  securityGroupIds: z.array(z.string()).optional(),
  subnetIds: z.array(z.string()).optional(),
};

/** 4 RPU, or steps of 8. https://docs.aws.amazon.com/redshift/latest/mgmt/serverless-capacity.html */
function capacity(most: number) {
  return z
    .number()
    .int()
    .min(4)
    .max(most)
    .refine((value) => value === 4 || value % 8 === 0, "must be 4 or a multiple of 8")
    .optional();
}

/**
 * A base capacity is never above the maximum, whichever of the two is changed.
 * https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/redshiftserverless/workgroup.go
 * @throws {AwsError} ValidationException
 */
export function requireCapacities({ baseCapacity, maxCapacity }: Pick<WorkgroupState, "baseCapacity" | "maxCapacity">) {
  if (maxCapacity === undefined || baseCapacity <= maxCapacity) return;
  throw new AwsError(
    "ValidationException",
    `The base capacity of ${baseCapacity} RPU is above the maximum capacity of ${maxCapacity} RPU.`,
  );
}

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
