import { randomUUID } from "node:crypto";
import { AwsError } from "../../../service.ts";
import { StatesError } from "../states-error.ts";

/** What a call that nobody answers ends with here (faults/injected-faults.ts). */
const NO_ANSWER = "RequestTimeout";

/** A service's refusal as the States Language sees it: `RedshiftData.ValidationException` with the SDK's text as cause; no answer at all is the SDK's own error. */
export function serviceError(thrown: unknown, prefix: string, modelled: readonly string[]): unknown {
  if (!(thrown instanceof AwsError)) return thrown;
  if (thrown.code === NO_ANSWER)
    return new StatesError(`${prefix}.SdkClientException`, thrown.message, { cause: thrown });
  const name = modelled.includes(thrown.code) ? thrown.code : `${prefix}Exception`;
  const cause = `${thrown.message} (Service: ${prefix}, Status Code: ${thrown.status}, Request ID: ${randomUUID()})`;
  return new StatesError(`${prefix}.${name}`, cause, { cause: thrown });
}
