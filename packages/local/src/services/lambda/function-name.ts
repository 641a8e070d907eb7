import { z } from "zod";
import { arnOf } from "../../account.ts";

/** Name, `account:function:name` or ARN, each with an optional `:$LATEST`, as every operation takes it. */
const FUNCTION_NAME =
  /^(?:(?:arn:aws:lambda:[a-z0-9-]+:)?\d{12}:function:)?(?<name>[a-zA-Z0-9-_]{1,64})(?::(?<qualifier>\$LATEST))?$/;

/** A `FunctionName` field: comes out as the bare name. Versions and aliases other than $LATEST do not exist here. */
export const functionName = z.string().transform((value, check) => {
  const name = FUNCTION_NAME.exec(value)?.groups?.name;
  if (name !== undefined) return name;
  check.addIssue(`"${value}" is no function name or ARN (only the version $LATEST exists here)`);
  return z.NEVER;
});

/** Versions and aliases are not made here, so $LATEST is the one qualifier. */
export const qualifier = z.literal("$LATEST").optional();

export function functionArn(region: string, name: string): string {
  return arnOf("lambda", region, `function:${name}`);
}
