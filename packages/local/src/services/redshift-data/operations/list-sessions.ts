import { expiryOf, type KeptSession } from "@sensor-pipeline/redshift/data-api/session-store";
import { z } from "zod";
import { AwsError, type Operation } from "../../../service.ts";
import { pageOf } from "../../paging.ts";
import {
  answering,
  type DataContext,
  principalOf,
  targetFields,
  targetResource,
  warehouseOf,
} from "../data-context.ts";

const input = z.strictObject({
  WorkgroupName: targetFields.WorkgroupName,
  ClusterIdentifier: targetFields.ClusterIdentifier,
  Database: targetFields.Database,
  MaxResults: z.number().int().min(0).max(100).default(100),
  NextToken: z.string().optional(),
  SessionId: z.string().min(1).optional(),
  Status: z.enum(["AVAILABLE", "BUSY", "CLOSED"]).optional(),
  RoleLevel: z.boolean().default(true),
});

/** https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_ListSessions.html */
export function listSessions(context: DataContext): Operation<z.output<typeof input>> {
  return {
    input,
    resources: (request) => targetResource(context, request),
    run: async ({ MaxResults, NextToken, SessionId, Status, RoleLevel, ...target }, caller) => {
      const { WorkgroupName, ClusterIdentifier, Database } = target;
      if (SessionId !== undefined && [Status, WorkgroupName, ClusterIdentifier, Database].some(Boolean)) {
        throw new AwsError(
          "ValidationException",
          "With SessionId, none of Status, ClusterIdentifier, WorkgroupName and Database can be specified.",
        );
      }
      const only = (SessionId === undefined ? undefined : workgroupOf(context, SessionId)) ?? WorkgroupName;
      const warehouses =
        (only ?? ClusterIdentifier) === undefined
          ? await context.warehouses.all()
          : [(await warehouseOf(context, { WorkgroupName: only, ClusterIdentifier })).redshift];
      const filter = {
        ...(SessionId === undefined ? {} : { sessionId: SessionId }),
        ...(Status === undefined ? {} : { status: Status }),
      };
      const all = (
        await answering(async () =>
          warehouses.flatMap((redshift) => redshift.listSessions(principalOf(caller), filter)),
        )
      )
        .filter(({ database }) => Database === undefined || database === Database)
        .filter(({ signIn }) => RoleLevel || signIn.caller === caller.arn);
      const { page, next } = pageOf(all, NextToken, MaxResults || 100, "ValidationException");
      return { Sessions: page.map(dataOf), NextToken: next };
    },
  };
}

function workgroupOf({ sessionWorkgroups }: DataContext, sessionId: string): string {
  const workgroup = sessionWorkgroups.get(sessionId);
  if (workgroup !== undefined) return workgroup;
  throw new AwsError("ResourceNotFoundException", `Session ${sessionId} does not exist.`);
}

function dataOf(kept: KeptSession) {
  return {
    SessionId: kept.id,
    Status: kept.status,
    CreatedAt: new Date(kept.createdAt),
    UpdatedAt: new Date(kept.updatedAt),
    Database: kept.database,
    DbUser: kept.signIn.databaseUser,
    WorkgroupName: kept.workgroupName,
    SessionAliveSeconds: kept.keepAliveSeconds,
    SessionTtl: kept.status === "BUSY" ? undefined : new Date(expiryOf(kept)),
    CurrentStatementId: kept.currentStatementId,
  };
}
