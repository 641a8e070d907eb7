import { ACCOUNT_ID } from "../../../account.ts";
import type { Caller } from "../../../service.ts";

/** Step Functions itself, which takes on a state machine's role. */
export const STATES_PRINCIPAL: Caller = {
  kind: "service",
  accountId: ACCOUNT_ID,
  arn: "states.amazonaws.com",
  name: "states.amazonaws.com",
};
