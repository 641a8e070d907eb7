import { z } from "zod";
import { NotSupportedError, type Operation } from "../../../service.ts";
import { pageOf } from "../../paging.ts";
import { type DataContext, principalOf } from "../data-context.ts";
import { summaryOf } from "../statement-output.ts";

const input = z.strictObject({
  MaxResults: z.number().int().min(0).max(100).default(100),
  NextToken: z.string().optional(),
  /** Beginning of a name. */
  StatementName: z.string().max(2048).optional(),
  Status: z.enum(["SUBMITTED", "PICKED", "STARTED", "FINISHED", "ABORTED", "FAILED", "ALL"]).default("FINISHED"),
  /** All of the same role, which is what is listed here in any case. */
  RoleLevel: z.boolean().default(true),
});

/** Of the caller's role, in every workgroup. https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_ListStatements.html */
export function listStatements({ warehouses }: DataContext): Operation<z.output<typeof input>> {
  return {
    input,
    resources: () => ["*"],
    run: async ({ MaxResults, NextToken, StatementName, Status, RoleLevel }, caller) => {
      if (!RoleLevel) throw new NotSupportedError("ListStatements with RoleLevel false");
      const filter = {
        status: Status,
        maxResults: Number.MAX_SAFE_INTEGER,
        ...(StatementName === undefined ? {} : { statementName: StatementName }),
      };
      const open = await warehouses.all();
      const all = open.flatMap((redshift) => redshift.listStatements(principalOf(caller), filter).statements);
      const newestFirst = all.toSorted((left, right) => right.overall.createdAt - left.overall.createdAt);
      const { page, next } = pageOf(newestFirst, NextToken, MaxResults || 100, "ValidationException");
      return { Statements: page.map(summaryOf), NextToken: next };
    },
  };
}
