import { z } from "zod";
import type { Operation } from "../../../service.ts";
import { type DataContext, principalOf, statementOwner, whereverItIs } from "../data-context.ts";

const input = z.strictObject({ Id: z.string().min(1) });

/** https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_CancelStatement.html */
export function cancelStatement(context: DataContext): Operation<z.output<typeof input>> {
  return {
    input,
    resources: () => ["*"],
    context: ({ Id }) => statementOwner(context, Id),
    run: ({ Id }, caller) =>
      whereverItIs(context, (redshift) => ({ Status: redshift.cancelStatement(principalOf(caller), { id: Id }) })),
  };
}
