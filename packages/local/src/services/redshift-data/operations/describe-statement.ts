import { z } from "zod";
import type { Operation } from "../../../service.ts";
import { type DataContext, principalOf, statementOwner, waitTimeSeconds, whereverItIs } from "../data-context.ts";
import { descriptionOf, subStatementOf } from "../statement-output.ts";

const input = z.strictObject({ Id: z.string().min(1), WaitTimeSeconds: waitTimeSeconds.optional() });

/** https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_DescribeStatement.html */
export function describeStatement(context: DataContext): Operation<z.output<typeof input>> {
  return {
    input,
    resources: () => ["*"],
    context: ({ Id }) => statementOwner(context, Id),
    run: ({ Id, WaitTimeSeconds }, caller) =>
      whereverItIs(context, async (redshift) => {
        const wait = WaitTimeSeconds === undefined ? {} : { waitTimeSeconds: WaitTimeSeconds };
        const { statement, part } = await redshift.describeStatement(principalOf(caller), { id: Id, ...wait });
        const whole = descriptionOf(statement);
        return part === undefined || !statement.batch
          ? whole
          : { ...whole, SubStatements: undefined, ...subStatementOf(part) };
      }),
  };
}
