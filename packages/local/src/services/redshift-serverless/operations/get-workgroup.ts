import { z } from "zod";
import { workgroupArn } from "../../../identifiers.ts";
import type { Operation } from "../../../service.ts";
import type { ServerlessStore } from "../serverless-store.ts";
import type { Warehouses } from "../warehouses.ts";
import { nameSchema } from "./input.ts";
import { describeWorkgroup } from "./workgroup-input.ts";

const input = z.strictObject({ workgroupName: nameSchema });

/**
 * CREATING until the engine is open; that it could not be opened is an InternalServerException.
 * https://docs.aws.amazon.com/redshift-serverless/latest/APIReference/API_GetWorkgroup.html
 */
export function getWorkgroup(store: ServerlessStore, warehouses: Warehouses): Operation<z.output<typeof input>> {
  return {
    input,
    resources: ({ workgroupName }) => [workgroupArn(store.region, workgroupName)],
    run: ({ workgroupName }) => {
      const workgroup = store.workgroup(workgroupName);
      const ready = warehouses.isReady(workgroup.namespaceName);
      return { workgroup: describeWorkgroup(store.region, workgroup, ready ? "AVAILABLE" : "CREATING") };
    },
  };
}
