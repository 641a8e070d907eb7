import { z } from "zod";
import { workgroupArn } from "../../../identifiers.ts";
import { AwsError, type Operation } from "../../../service.ts";
import type { ServerlessStore } from "../serverless-store.ts";
import type { Warehouses } from "../warehouses.ts";
import { nameSchema } from "./input.ts";
import { describeWorkgroup, requireCapacities, workgroupSettings } from "./workgroup-input.ts";

const input = z.strictObject({ ...workgroupSettings, workgroupName: nameSchema });

/**
 * One setting at a time. https://docs.aws.amazon.com/redshift-serverless/latest/APIReference/API_UpdateWorkgroup.html, and
 * https://github.com/hashicorp/terraform-provider-aws/issues/28108 for the refusal of several.
 */
export function updateWorkgroup(store: ServerlessStore, warehouses: Warehouses): Operation<z.output<typeof input>> {
  return {
    input,
    resources: ({ workgroupName }) => [workgroupArn(store.region, workgroupName)],
    run: async ({ workgroupName, ...settings }) => {
      const given = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
      if (Object.keys(given).length > 1) {
        throw new AwsError(
          "ValidationException",
          `Can't update multiple configurations at the same time for workgroup ${workgroupName}.`,
        );
      }
      const workgroup = { ...store.workgroup(workgroupName), ...given };
      requireCapacities(workgroup);
      await store.putWorkgroup(workgroup);
      const ready = warehouses.isReady(workgroup.namespaceName);
      return { workgroup: describeWorkgroup(store.region, workgroup, ready ? "AVAILABLE" : "CREATING") };
    },
  };
}
