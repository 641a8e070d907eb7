import { z } from "zod";
import type { Operation } from "../../../service.ts";
import { type DataContext, principalOf, whereverItIs } from "../data-context.ts";

const input = z.strictObject({ Id: z.string().min(1) });

/** https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_CancelStatement.html */
export function cancelStatement(context: DataContext): Operation<z.output<typeof input>> {
  return {
    input,
    resources: () => ["*"],
    run: ({ Id }, caller) =>
      whereverItIs(context, (redshift) => ({ Status: redshift.cancelStatement(principalOf(caller), { id: Id }) })),
  };
}
