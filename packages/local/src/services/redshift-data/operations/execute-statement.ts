import { z } from "zod";
import type { Operation } from "../../../service.ts";
import { answering, type DataContext, targetResource, warehouseOf } from "../data-context.ts";
import { signInOf } from "../sign-in.ts";
import { submittedOf } from "../statement-output.ts";
import { submitFields, submitRequestOf } from "../submit-input.ts";

const input = z.strictObject({ ...submitFields, Sql: z.string().min(1) });

/** https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_ExecuteStatement.html */
export function executeStatement(context: DataContext): Operation<z.output<typeof input>> {
  return {
    input,
    resources: (request) => targetResource(context, request),
    run: async ({ Sql, ...request }, caller) => {
      const warehouse = await warehouseOf(context, request);
      const signIn = await signInOf(context, caller, warehouse, request.SecretArn);
      return answering(async () => {
        const submitted = submitRequestOf(request, warehouse.workgroupName);
        const statement = await warehouse.redshift.executeStatement(signIn, { ...submitted, sql: Sql });
        return submittedOf(statement, request.WaitTimeSeconds !== undefined);
      });
    },
  };
}
