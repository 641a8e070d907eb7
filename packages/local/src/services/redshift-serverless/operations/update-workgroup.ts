import { z } from "zod";
import { workgroupArn } from "../../../identifiers.ts";
import type { Operation } from "../../../service.ts";
import type { ServerlessStore } from "../serverless-store.ts";
import type { Warehouses } from "../warehouses.ts";
import { nameSchema } from "./input.ts";
import { describeWorkgroup, workgroupSettings } from "./workgroup-input.ts";

const input = z.strictObject({ ...workgroupSettings, workgroupName: nameSchema });

/** https://docs.aws.amazon.com/redshift-serverless/latest/APIReference/API_UpdateWorkgroup.html */
export function updateWorkgroup(store: ServerlessStore, warehouses: Warehouses): Operation<z.output<typeof input>> {
  return {
    input,
    resources: ({ workgroupName }) => [workgroupArn(store.region, workgroupName)],
    run: async ({ workgroupName, ...settings }) => {
      const given = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
      const workgroup = { ...store.workgroup(workgroupName), ...given };
      await store.putWorkgroup(workgroup);
      const ready = warehouses.isReady(workgroup.namespaceName);
      return { workgroup: describeWorkgroup(store.region, workgroup, ready ? "AVAILABLE" : "CREATING") };
    },
  };
}
