import { z } from "zod";
import type { Operation } from "../../../service.ts";
import { answering, type DataContext, submitResource } from "../data-context.ts";
import { submittedOf } from "../statement-output.ts";
import { submitFields, submitRequestOf } from "../submit-input.ts";
import { submitTargetOf } from "../submit-target.ts";

const input = z.strictObject({ ...submitFields, Sql: z.string().min(1) });

/** https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_ExecuteStatement.html */
export function executeStatement(context: DataContext): Operation<z.output<typeof input>> {
  return {
    input,
    resources: (request) => submitResource(context, request),
    run: async ({ Sql, ...request }, caller) => {
      const { warehouse, signIn } = await submitTargetOf(context, caller, request);
      return answering(async () => {
        const submitted = submitRequestOf(request, warehouse.workgroupName);
        const statement = await warehouse.redshift.executeStatement(signIn, { ...submitted, sql: Sql });
        if (statement.kept) context.sessionWorkgroups.set(statement.kept.id, warehouse.workgroupName);
        return submittedOf(statement, request.WaitTimeSeconds !== undefined);
      });
    },
  };
}
