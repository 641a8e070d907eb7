import { z } from "zod";
import type { Operation } from "../../../service.ts";
import { pageOf } from "../../paging.ts";
import { type DataContext, principalOf, targetFields, warehouseOf } from "../data-context.ts";
import { summaryOf } from "../statement-output.ts";

const input = z.strictObject({
  MaxResults: z.number().int().min(0).max(100).default(100),
  NextToken: z.string().optional(),
  /** Beginning of a name. */
  StatementName: z.string().max(2048).optional(),
  Status: z.enum(["SUBMITTED", "PICKED", "STARTED", "FINISHED", "ABORTED", "FAILED", "ALL"]).default("FINISHED"),
  /** Of every session of the caller's role, or of this one alone. */
  RoleLevel: z.boolean().default(true),
  WorkgroupName: targetFields.WorkgroupName,
  ClusterIdentifier: targetFields.ClusterIdentifier,
  Database: targetFields.Database,
});

/** https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_ListStatements.html */
export function listStatements(context: DataContext): Operation<z.output<typeof input>> {
  return {
    input,
    resources: () => ["*"],
    run: async ({ MaxResults, NextToken, StatementName, Status, RoleLevel, Database, ...target }, caller) => {
      const filter = {
        status: Status,
        maxResults: Number.MAX_SAFE_INTEGER,
        ...(StatementName === undefined ? {} : { statementName: StatementName }),
      };
      const only = target.WorkgroupName ?? target.ClusterIdentifier;
      const warehouses =
        only === undefined ? await context.warehouses.all() : [(await warehouseOf(context, target)).redshift];
      const all = warehouses
        .flatMap((redshift) => redshift.listStatements(principalOf(caller), filter).statements)
        .filter(({ database }) => Database === undefined || database === Database)
        .filter(({ signIn }) => RoleLevel || signIn.caller === caller.arn);
      const newestFirst = all.toSorted((left, right) => right.overall.createdAt - left.overall.createdAt);
      const { page, next } = pageOf(newestFirst, NextToken, MaxResults || 100, "ValidationException");
      return { Statements: page.map(summaryOf), NextToken: next };
    },
  };
}
