import { z } from "zod";
import { AwsError, type Operation } from "../../../service.ts";
import { checkedDefinition } from "../definition-check.ts";

const input = z.strictObject({ definition: z.string().min(1), type: z.literal("STANDARD").default("STANDARD") });

/** ValidateStateMachineDefinition: what CreateStateMachine would say. What is valid but not run here is an error as well. */
export function validateStateMachineDefinition(): Operation<z.infer<typeof input>> {
  return {
    input,
    resources: () => ["*"],
    run: ({ definition }) => {
      try {
        checkedDefinition(definition);
        return { result: "OK", diagnostics: [], truncated: false };
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        const diagnostic = { severity: "ERROR", code: error.code, message: error.message };
        return { result: "FAIL", diagnostics: [diagnostic], truncated: false };
      }
    },
  };
}
