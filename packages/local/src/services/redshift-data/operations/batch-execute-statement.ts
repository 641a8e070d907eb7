import { z } from "zod";
import type { Operation } from "../../../service.ts";
import { answering, type DataContext, targetResource, warehouseOf } from "../data-context.ts";
import { signInOf } from "../sign-in.ts";
import { submittedOf } from "../statement-output.ts";
import { submitFields, submitRequestOf } from "../submit-input.ts";

const input = z.strictObject({
  ...submitFields,
  Sqls: z.array(z.string().min(1)).min(1).max(40),
  ExecutionMode: z.enum(["TRANSACTION", "AUTO_COMMIT"]).default("TRANSACTION"),
});

/** https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_BatchExecuteStatement.html */
export function batchExecuteStatement(context: DataContext): Operation<z.output<typeof input>> {
  return {
    input,
    resources: (request) => targetResource(context, request),
    run: async ({ Sqls, ExecutionMode, ...request }, caller) => {
      const warehouse = await warehouseOf(context, request);
      const signIn = await signInOf(context, caller, warehouse, request.SecretArn);
      return answering(async () => {
        const statement = await warehouse.redshift.batchExecuteStatement(signIn, {
          ...submitRequestOf(request, warehouse.workgroupName),
          sqls: Sqls,
          executionMode: ExecutionMode === "TRANSACTION" ? "transaction" : "auto-commit",
        });
        return submittedOf(statement, request.WaitTimeSeconds !== undefined);
      });
    },
  };
}
