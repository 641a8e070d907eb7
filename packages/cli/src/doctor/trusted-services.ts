import { z } from "zod";

const texts = z.union([z.string().transform((text) => [text]), z.array(z.string())]);
const statement = z.object({
  Effect: z.enum(["Allow", "Deny"]),
  Action: texts.optional(),
  Principal: z.union([z.literal("*"), z.object({ Service: texts.optional() })]).optional(),
});
const document = z.object({
  Statement: z.union([z.array(statement), statement.transform((only) => [only])]).default([]),
});

/** Services that a trust policy lets take on its role. Conditions are not evaluated. */
export function trustedServices(policy: string): readonly string[] {
  return document.parse(JSON.parse(policy)).Statement.flatMap(({ Effect, Action = [], Principal }) => {
    const takesOn = Action.some((action) => ["sts:AssumeRole", "sts:*", "*"].includes(action));
    return Effect === "Allow" && takesOn && typeof Principal === "object" ? (Principal.Service ?? []) : [];
  });
}
