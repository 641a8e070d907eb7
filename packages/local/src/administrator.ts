import { ACCOUNT_ID, arnOf } from "./account.ts";
import type { Caller } from "./service.ts";

/** Who applies the graph: the person who would run `sst deploy`, with every right. */
export const ADMINISTRATOR: Caller = {
  kind: "user",
  accountId: ACCOUNT_ID,
  arn: arnOf("iam", "", "user/administrator"),
  name: "administrator",
};
