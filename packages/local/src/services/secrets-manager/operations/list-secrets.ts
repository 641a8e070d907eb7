import { z } from "zod";
import type { Operation } from "../../../service.ts";
import { pageOf } from "../../paging.ts";
import { describeSecret } from "../secret-resource.ts";
import type { SecretStore } from "../secret-store.ts";

const input = z.strictObject({
  MaxResults: z.number().int().min(1).max(100).default(100),
  NextToken: z.string().optional(),
});

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ListSecrets.html */
export function listSecrets(store: SecretStore): Operation<z.output<typeof input>> {
  return {
    input,
    resources: () => ["*"],
    run: ({ MaxResults, NextToken }) => {
      const { page, next } = pageOf(store.list(), NextToken, MaxResults, "InvalidNextTokenException");
      return { SecretList: page.map(describeSecret), NextToken: next };
    },
  };
}
