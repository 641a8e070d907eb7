import { ACCOUNT_ID } from "../../account.ts";
import type { Caller } from "../../service.ts";

/** Lambda itself, which takes on a function's role. */
export const LAMBDA: Caller = {
  kind: "service",
  accountId: ACCOUNT_ID,
  arn: "lambda.amazonaws.com",
  name: "lambda.amazonaws.com",
};
