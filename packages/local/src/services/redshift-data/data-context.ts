import { DataApiError } from "@sensor-pipeline/redshift/data-api/data-api-error";
import type { Redshift } from "@sensor-pipeline/redshift/open-redshift";
import type { SignIn } from "@sensor-pipeline/redshift/sign-in";
import { z } from "zod";
import { arnOf } from "../../account.ts";
import { workgroupArn } from "../../identifiers.ts";
import { userIdOf } from "../../identity/user-id.ts";
import { AwsError, type Caller, NotSupportedError, type ServiceContext } from "../../service.ts";
import type { Warehouses } from "../redshift-serverless/index.ts";

export interface DataContext {
  readonly aws: ServiceContext;
  readonly warehouses: Warehouses;
  /** `iam` as AWS has it; `superuser`: every user of the account is the database's admin, a role still itself. */
  readonly databaseSignIn: "iam" | "superuser";
  /** Workgroups of the sessions that are kept, by session id. */
  readonly sessionWorkgroups: Map<string, string>;
}

/** How a request names its warehouse and who signs in. */
export const targetFields = {
  WorkgroupName: z.string().min(3).max(1011).optional(),
  ClusterIdentifier: z.string().min(1).max(63).optional(),
  Database: z.string().min(1).max(64).optional(),
  SecretArn: z.string().min(1).optional(),
};

export interface Target {
  readonly WorkgroupName?: string | undefined;
  readonly ClusterIdentifier?: string | undefined;
}

/** https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_ExecuteStatement.html */
export const waitTimeSeconds = z.number().int().min(1).max(30);

/** ARN of the workgroup or cluster that IAM checks. */
export function targetResource(
  { aws: { region } }: DataContext,
  { WorkgroupName, ClusterIdentifier }: Target,
): readonly string[] {
  if (ClusterIdentifier !== undefined) return [arnOf("redshift", region, `cluster:${ClusterIdentifier}`)];
  if (WorkgroupName === undefined) return ["*"];
  return [WorkgroupName.startsWith("arn:") ? WorkgroupName : workgroupArn(region, WorkgroupName)];
}

/** ARN of the workgroup that statements run in, the session's where one is named. */
export function submitResource(
  context: DataContext,
  request: Target & { readonly SessionId?: string | undefined },
): readonly string[] {
  const { SessionId } = request;
  if (SessionId === undefined) return targetResource(context, request);
  const workgroup = context.sessionWorkgroups.get(SessionId);
  return targetResource(context, workgroup === undefined ? {} : { WorkgroupName: workgroup });
}

/** The workgroup of a request. @throws {AwsError} ValidationException; {NotSupportedError} for a cluster */
export async function warehouseOf({ warehouses }: DataContext, { WorkgroupName, ClusterIdentifier }: Target) {
  if (ClusterIdentifier !== undefined) throw new NotSupportedError("A provisioned cluster (ClusterIdentifier)");
  if (WorkgroupName === undefined) {
    throw new AwsError("ValidationException", "Either ClusterIdentifier or WorkgroupName has to be specified.");
  }
  try {
    return await warehouses.ofWorkgroup(WorkgroupName);
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== "ResourceNotFoundException") throw error;
    throw Object.assign(new AwsError("ValidationException", "Redshift endpoint doesn't exist in this region."), {
      cause: error,
    });
  }
}

/** Who asks about a statement: only the identity that sent it may. Of a role, any session. */
export function principalOf(caller: Caller): SignIn {
  return {
    databaseUser: caller.name,
    superuser: false,
    roles: [],
    principal: caller.roleArn ?? caller.arn,
    caller: caller.arn,
  };
}

/**
 * Whose a statement is, as policies may ask: the very session's, not the role's. Of one that is not there nothing is known.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_redshift-data.html
 */
export function statementOwner({ warehouses }: DataContext, id: string): Readonly<Record<string, string>> {
  const sender = warehouses.ready.map((redshift) => redshift.senderOf(id)).find((found) => found !== undefined);
  return sender === undefined ? {} : { "redshift-data:statement-owner-iam-userid": userIdOf(sender) };
}

/**
 * Asks every open Redshift for a statement, since its id alone does not say where it is.
 * @throws {AwsError} ResourceNotFoundException when none knows it, or what the one that does refuses
 */
export async function whereverItIs<Result>(
  { warehouses }: DataContext,
  ask: (redshift: Redshift) => Result | Promise<Result>,
): Promise<Result> {
  let unknown: unknown = new AwsError("ResourceNotFoundException", "Query does not exist.");
  for (const redshift of await warehouses.all()) {
    try {
      return await ask(redshift);
    } catch (error) {
      if (!(error instanceof DataApiError) || error.code !== "ResourceNotFoundException") throw asAwsError(error);
      unknown = asAwsError(error);
    }
  }
  throw unknown;
}

/** Runs `work`, its errors as AWS sends them. */
export async function answering<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw asAwsError(error);
  }
}

function asAwsError(error: unknown): unknown {
  if (!(error instanceof DataApiError)) return error;
  const status = error.code === "InternalServerException" ? 500 : 400;
  return Object.assign(new AwsError(error.code, error.message, status), { cause: error });
}
