import { z } from "zod";
import type { Operation } from "../../../service.ts";
import { answering, type DataContext, submitResource } from "../data-context.ts";
import { submittedOf } from "../statement-output.ts";
import { submitFields, submitRequestOf } from "../submit-input.ts";
import { submitTargetOf } from "../submit-target.ts";

const input = z.strictObject({
  ...submitFields,
  Sqls: z.array(z.string().min(1)).min(1).max(40),
  ExecutionMode: z.enum(["TRANSACTION", "AUTO_COMMIT"]).default("TRANSACTION"),
});

/** https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_BatchExecuteStatement.html */
export function batchExecuteStatement(context: DataContext): Operation<z.output<typeof input>> {
  return {
    input,
    resources: (request) => submitResource(context, request),
    run: async ({ Sqls, ExecutionMode, ...request }, caller) => {
      const { warehouse, signIn } = await submitTargetOf(context, caller, request);
      return answering(async () => {
        const statement = await warehouse.redshift.batchExecuteStatement(signIn, {
          ...submitRequestOf(request, warehouse.workgroupName),
          sqls: Sqls,
          executionMode: ExecutionMode === "TRANSACTION" ? "transaction" : "auto-commit",
        });
        if (statement.kept) context.sessionWorkgroups.set(statement.kept.id, warehouse.workgroupName);
        return submittedOf(statement, request.WaitTimeSeconds !== undefined);
      });
    },
  };
}
