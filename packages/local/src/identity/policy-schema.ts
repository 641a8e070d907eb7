import { z } from "zod";
import { AwsError } from "../service.ts";
import type { PolicyDocument } from "./identity.ts";

const texts = z.union([z.string(), z.array(z.string()).min(1)]);
// JSON policies may hold true, false and numbers where IAM compares their text.
const conditionValue = z.union([z.string(), z.boolean().transform(String), z.number().transform(String)]);
const condition = z.record(z.string(), z.record(z.string(), z.union([conditionValue, z.array(conditionValue)])));
const ACTION = /^(\*|[a-zA-Z0-9-]+:[\w*?-]+)$/;

const statement = z
  .strictObject({
    Sid: z
      .string()
      .regex(/^[\p{L}\p{N}\s_-]*$/u)
      .optional(),
    Effect: z.enum(["Allow", "Deny"]),
    Action: texts.optional(),
    NotAction: texts.optional(),
    Resource: texts.optional(),
    NotResource: texts.optional(),
    Principal: z.union([z.literal("*"), z.partialRecord(z.enum(["AWS", "Service", "Federated"]), texts)]).optional(),
    Condition: condition.optional(),
  })
  .refine(({ Action, NotAction }) => (Action === undefined) !== (NotAction === undefined), {
    error: "A statement must have one of Action and NotAction.",
  })
  .refine(({ Action, NotAction }) => [Action ?? NotAction ?? []].flat().every((action) => ACTION.test(action)), {
    error: "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
  });

const documentSchema = z.strictObject({
  Version: z.enum(["2012-10-17", "2008-10-17"]).optional(),
  Id: z.string().optional(),
  Statement: z.union([z.array(statement), statement.transform((only) => [only])]),
});

export type ReadPolicy = z.infer<typeof documentSchema>;
export type ReadStatement = ReadPolicy["Statement"][number];

/**
 * A policy document as IAM accepts it; `kind` decides whether statements must name a principal (trust, resource) or resources (identity).
 * @throws {AwsError} MalformedPolicyDocument.
 */
export function readPolicy(
  document: PolicyDocument,
  kind: "identity" | "trust" | "resource",
  name: string,
): readonly ReadStatement[] {
  const read = documentSchema.safeParse(document);
  if (!read.success) throw malformed(name, z.prettifyError(read.error), read.error);
  for (const { Principal, Resource, NotResource } of read.data.Statement) {
    if (kind === "identity" && Principal !== undefined) {
      throw malformed(name, "Policy document should not specify a principal.");
    }
    if (kind === "identity" && (Resource === undefined) === (NotResource === undefined)) {
      throw malformed(name, "Policy statement must contain resources.");
    }
    if (kind !== "identity" && Principal === undefined) throw malformed(name, "Missing required field Principal");
    if (kind === "trust" && (Resource !== undefined || NotResource !== undefined)) {
      throw malformed(name, "Has prohibited field Resource");
    }
  }
  return read.data.Statement;
}

function malformed(name: string, text: string, cause?: unknown): AwsError {
  return Object.assign(new AwsError("MalformedPolicyDocument", `${text} (policy "${name}")`), { cause });
}
