import { z } from "zod";
import { workgroupArn } from "../../../identifiers.ts";
import type { Operation } from "../../../service.ts";
import type { ServerlessStore } from "../serverless-store.ts";
import { nameSchema } from "./input.ts";
import { describeWorkgroup } from "./workgroup-input.ts";

const input = z.strictObject({ workgroupName: nameSchema });

/** The namespace keeps the data. https://docs.aws.amazon.com/redshift-serverless/latest/APIReference/API_DeleteWorkgroup.html */
export function deleteWorkgroup(store: ServerlessStore): Operation<z.output<typeof input>> {
  return {
    input,
    resources: ({ workgroupName }) => [workgroupArn(store.region, workgroupName)],
    run: async ({ workgroupName }) => {
      const workgroup = store.workgroup(workgroupName);
      await store.deleteWorkgroup(workgroupName);
      return { workgroup: describeWorkgroup(store.region, workgroup, "DELETING") };
    },
  };
}
