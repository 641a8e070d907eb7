import type { z } from "zod";
import { AwsError, NotSupportedError } from "./service.ts";

type Issue = z.core.$ZodIssue;

const SIZED = new Set(["string", "array", "set", "map", "object"]);

/** What AWS's services say of each kind of fault in a request. */
const CONSTRAINTS: { readonly [Code in Issue["code"]]?: (issue: Extract<Issue, { code: Code }>) => string } = {
  too_small: ({ origin, minimum }) =>
    `Member must have ${SIZED.has(origin) ? "length" : "value"} greater than or equal to ${minimum}`,
  too_big: ({ origin, maximum }) =>
    `Member must have ${SIZED.has(origin) ? "length" : "value"} less than or equal to ${maximum}`,
  invalid_value: ({ values }) => `Member must satisfy enum value set: [${values.join(", ")}]`,
  invalid_format: ({ format, pattern }) =>
    pattern ? `Member must satisfy regular expression pattern: ${pattern}` : `Member must be a valid ${format}`,
};

/**
 * The error for an input that an operation's schema refuses: a field it does not know is not supported here, anything else is the
 * ValidationException of AWS, with every fault in the form `Value at 'shardCount' failed to satisfy constraint: ...`.
 */
export function inputError(action: string, error: z.ZodError, input: unknown): AwsError {
  for (const issue of error.issues) {
    if (issue.code === "unrecognized_keys") {
      const fields = issue.keys.map((key) => [...issue.path, key].join("."));
      return new NotSupportedError(`${action}: the field ${fields.join(", ")}`);
    }
  }
  const faults = error.issues.map(
    (issue) => `Value at '${fieldOf(issue.path)}' failed to satisfy constraint: ${constraintOf(issue, input)}`,
  );
  const count = faults.length === 1 ? "1 validation error" : `${faults.length} validation errors`;
  return new AwsError("ValidationException", `${count} detected: ${faults.join("; ")}`);
}

function constraintOf(issue: Issue, input: unknown): string {
  if (issue.code === "invalid_type" && valueAt(input, issue.path) == null) return "Member must not be null";
  // The table's key is the issue's own code, so the entry takes this very issue.
  const text = CONSTRAINTS[issue.code] as ((issue: Issue) => string) | undefined;
  return text?.(issue) ?? issue.message;
}

/** AWS writes paths as its model's members: `records.1.member.partitionKey` with a small first letter. */
function fieldOf(path: readonly PropertyKey[]): string {
  return path.map((part) => (typeof part === "number" ? `${part + 1}.member` : lowerFirst(String(part)))).join(".");
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value: unknown = input;
  for (const part of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Readonly<Record<PropertyKey, unknown>>)[part];
  }
  return value;
}
