import { z } from "zod";
import type { Operation } from "../../../service.ts";
import { pageOf } from "../../paging.ts";
import type { ServerlessStore } from "../serverless-store.ts";
import type { Warehouses } from "../warehouses.ts";
import { pageFields } from "./input.ts";
import { describeWorkgroup } from "./workgroup-input.ts";

const input = z.strictObject(pageFields);

/** https://docs.aws.amazon.com/redshift-serverless/latest/APIReference/API_ListWorkgroups.html */
export function listWorkgroups(store: ServerlessStore, warehouses: Warehouses): Operation<z.output<typeof input>> {
  return {
    input,
    resources: () => ["*"],
    run: ({ maxResults, nextToken }) => {
      const { page, next } = pageOf(store.workgroups, nextToken, maxResults, "InvalidPaginationException");
      const workgroups = page.map((workgroup) => {
        const ready = warehouses.isReady(workgroup.namespaceName);
        return describeWorkgroup(store.region, workgroup, ready ? "AVAILABLE" : "CREATING");
      });
      return { workgroups, nextToken: next };
    },
  };
}
