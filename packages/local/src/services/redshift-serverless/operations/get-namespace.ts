import { z } from "zod";
import { namespaceArn } from "../../../identifiers.ts";
import type { Operation } from "../../../service.ts";
import { describeNamespace, type ServerlessStore } from "../serverless-store.ts";
import { nameSchema } from "./input.ts";

const input = z.strictObject({ namespaceName: nameSchema });

/** https://docs.aws.amazon.com/redshift-serverless/latest/APIReference/API_GetNamespace.html */
export function getNamespace(store: ServerlessStore): Operation<z.output<typeof input>> {
  return {
    input,
    resources: ({ namespaceName }) => [namespaceArn(store.region, namespaceName)],
    run: ({ namespaceName }) => ({ namespace: describeNamespace(store.region, store.namespace(namespaceName)) }),
  };
}
