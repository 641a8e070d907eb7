import type { SignIn } from "@sensor-pipeline/redshift/sign-in";
import { AwsError, type Caller } from "../../service.ts";
import type { Warehouse } from "../redshift-serverless/index.ts";
import { type DataContext, principalOf, type Target, warehouseOf } from "./data-context.ts";
import { signInOf } from "./sign-in.ts";

interface SubmitTarget extends Target {
  readonly Database?: string | undefined;
  readonly SecretArn?: string | undefined;
  readonly SessionId?: string | undefined;
}

/**
 * Where statements run and as whom: the session that is named has its own workgroup, database and user.
 * @throws {AwsError}
 */
export async function submitTargetOf(
  context: DataContext,
  caller: Caller,
  request: SubmitTarget,
): Promise<{ readonly warehouse: Warehouse; readonly signIn: SignIn }> {
  if (request.SessionId !== undefined) {
    const workgroup = context.sessionWorkgroups.get(request.SessionId);
    if (workgroup === undefined) {
      throw new AwsError("ValidationException", `Session ${request.SessionId} does not exist, or is closed.`);
    }
    const named = [request.WorkgroupName, request.ClusterIdentifier, request.Database, request.SecretArn];
    if (named.some((value) => value !== undefined)) {
      throw new AwsError(
        "ValidationException",
        "A session has its own connection: with SessionId, none of WorkgroupName, ClusterIdentifier, Database and SecretArn can be specified.",
      );
    }
    return { warehouse: await warehouseOf(context, { WorkgroupName: workgroup }), signIn: principalOf(caller) };
  }
  if (request.Database === undefined) {
    throw new AwsError("ValidationException", "Database has to be specified unless SessionId is.");
  }
  const warehouse = await warehouseOf(context, request);
  return { warehouse, signIn: await signInOf(context, caller, warehouse, request.SecretArn) };
}
