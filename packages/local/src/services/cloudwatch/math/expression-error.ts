import { AwsError } from "../../../service.ts";

/** A metric-maths expression that CloudWatch would refuse: `ValidationError` in AWS's form, with the place in the text. */
export function expressionError(expression: string, position: number, what: string): AwsError {
  return new AwsError("ValidationError", `Error in expression "${expression}" at character ${position + 1}: ${what}.`);
}
