import { z } from "zod";
import type { Operation } from "../../../service.ts";
import { pageOf } from "../../paging.ts";
import { describeNamespace, type ServerlessStore } from "../serverless-store.ts";
import { pageFields } from "./input.ts";

const input = z.strictObject(pageFields);

/** https://docs.aws.amazon.com/redshift-serverless/latest/APIReference/API_ListNamespaces.html */
export function listNamespaces(store: ServerlessStore): Operation<z.output<typeof input>> {
  return {
    input,
    resources: () => ["*"],
    run: ({ maxResults, nextToken }) => {
      const { page, next } = pageOf(store.namespaces, nextToken, maxResults, "InvalidPaginationException");
      return { namespaces: page.map((namespace) => describeNamespace(store.region, namespace)), nextToken: next };
    },
  };
}
