import { z } from "zod";
import { workgroupArn } from "../../../identifiers.ts";
import { AwsError, type Operation, type ServiceContext } from "../../../service.ts";
import type { WorkgroupState } from "../namespace-state.ts";
import type { ServerlessStore } from "../serverless-store.ts";
import type { Warehouses } from "../warehouses.ts";
import { nameSchema, tagsSchema } from "./input.ts";
import { describeWorkgroup, requireCapacities, workgroupSettings } from "./workgroup-input.ts";

/** Defaults of AWS: 128 RPU, and Redshift's port. */
const DEFAULT_CAPACITY = 128;
const DEFAULT_PORT = 5439;

const input = z.strictObject({
  ...workgroupSettings,
  workgroupName: nameSchema,
  namespaceName: nameSchema,
  tags: tagsSchema,
});

/** https://docs.aws.amazon.com/redshift-serverless/latest/APIReference/API_CreateWorkgroup.html */
export function createWorkgroup(
  { clock }: ServiceContext,
  store: ServerlessStore,
  warehouses: Warehouses,
): Operation<z.output<typeof input>> {
  return {
    input,
    resources: ({ workgroupName }) => [workgroupArn(store.region, workgroupName)],
    run: async ({ workgroupName, namespaceName, tags, maxCapacity, ...settings }) => {
      store.namespace(namespaceName);
      if (store.workgroups.some(({ name }) => name === workgroupName)) {
        throw new AwsError("ConflictException", `The workgroup ${workgroupName} already exists.`);
      }
      const other = store.workgroups.find((workgroup) => workgroup.namespaceName === namespaceName);
      if (other !== undefined) {
        throw new AwsError(
          "ConflictException",
          `The namespace ${namespaceName} has a workgroup already: ${other.name}.`,
        );
      }
      const workgroup: WorkgroupState = {
        name: workgroupName,
        namespaceName,
        createdAt: clock.now(),
        baseCapacity: settings.baseCapacity ?? DEFAULT_CAPACITY,
        enhancedVpcRouting: settings.enhancedVpcRouting ?? false,
        publiclyAccessible: settings.publiclyAccessible ?? false,
        port: settings.port ?? DEFAULT_PORT,
        securityGroupIds: settings.securityGroupIds ?? [],
        subnetIds: settings.subnetIds ?? [],
        configParameters: [],
        tags,
        ...(maxCapacity === undefined ? {} : { maxCapacity }),
      };
      requireCapacities(workgroup);
      await store.putWorkgroup(workgroup);
      const ready = warehouses.isReady(namespaceName);
      return { workgroup: describeWorkgroup(store.region, workgroup, ready ? "AVAILABLE" : "CREATING") };
    },
  };
}
