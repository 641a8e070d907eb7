import { z } from "zod";
import type { Operation } from "../../../service.ts";
import { type DataContext, principalOf, statementOwner, waitTimeSeconds, whereverItIs } from "../data-context.ts";

const input = z.strictObject({
  Id: z.string().min(1),
  NextToken: z.string().optional(),
  WaitTimeSeconds: waitTimeSeconds.optional(),
});

type Input = z.output<typeof input>;

/** https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_GetStatementResult.html */
export function getStatementResult(context: DataContext): Operation<Input> {
  return {
    input,
    resources: () => ["*"],
    context: ({ Id }) => statementOwner(context, Id),
    run: (request, caller) =>
      whereverItIs(context, async (redshift) => {
        const page = await redshift.getStatementResult(principalOf(caller), pageRequest(request));
        return {
          Records: page.rows,
          ColumnMetadata: page.columns,
          TotalNumRows: page.totalRows,
          NextToken: page.nextToken,
        };
      }),
  };
}

/** https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_GetStatementResultV2.html */
export function getStatementResultV2(context: DataContext): Operation<Input> {
  return {
    input,
    resources: () => ["*"],
    context: ({ Id }) => statementOwner(context, Id),
    run: (request, caller) =>
      whereverItIs(context, async (redshift) => {
        const page = await redshift.getStatementResultV2(principalOf(caller), pageRequest(request));
        return {
          Records: [{ CSVRecords: page.rows }],
          ColumnMetadata: page.columns,
          TotalNumRows: page.totalRows,
          ResultFormat: "CSV",
          NextToken: page.nextToken,
        };
      }),
  };
}

function pageRequest({ Id, NextToken, WaitTimeSeconds }: Input) {
  return {
    id: Id,
    ...(NextToken === undefined ? {} : { nextToken: NextToken }),
    ...(WaitTimeSeconds === undefined ? {} : { waitTimeSeconds: WaitTimeSeconds }),
  };
}
