import { randomUUID } from "node:crypto";
import { z } from "zod";
import { compileResourcePolicy, NO_RESOURCE_POLICY } from "../../../identity/resource-policy.ts";
import { AwsError, type Operation, type ServiceContext } from "../../../service.ts";
import type { AsyncInvoker } from "../async-invoker.ts";
import { functionArn, functionName, qualifier } from "../function-name.ts";
import type { FunctionStore } from "../function-store.ts";
import type { Invoker } from "../invoker.ts";

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MAXIMUM_PAYLOAD_BYTES = { RequestResponse: 6_291_456, Event: 1_048_576, DryRun: 6_291_456 } as const;

const input = z.strictObject({
  FunctionName: functionName,
  Qualifier: qualifier,
  InvocationType: z.enum(["RequestResponse", "Event", "DryRun"]).default("RequestResponse"),
  LogType: z.enum(["None", "Tail"]).default("None"),
  Payload: z
    .union([z.string(), z.instanceof(Uint8Array)])
    .transform((payload) => Buffer.from(payload).toString("utf8"))
    .optional(),
});

/** Runs a function: waits for its answer, or takes the event over (Event), or only checks the permission (DryRun). */
export function invoke(
  store: FunctionStore,
  { region }: ServiceContext,
  invoker: Invoker,
  asyncInvoker: AsyncInvoker,
): Operation<z.infer<typeof input>> {
  return {
    input,
    action: "lambda:InvokeFunction",
    route: "POST /2015-03-31/functions/{FunctionName}/invocations",
    resources: ({ FunctionName }) => [functionArn(region, FunctionName)],
    policy: ({ FunctionName }) => {
      const Statement = store.find(FunctionName)?.permissions ?? [];
      return Statement.length === 0 ? NO_RESOURCE_POLICY : compileResourcePolicy({ Statement }, FunctionName);
    },
    run: async ({ FunctionName, InvocationType, LogType, Payload }) => {
      const record = store.get(FunctionName, functionArn(region, FunctionName));
      const payload = checkedPayload(Payload, MAXIMUM_PAYLOAD_BYTES[InvocationType]);
      if (InvocationType === "DryRun") return { StatusCode: 204 };
      if (InvocationType === "Event") {
        asyncInvoker.accept(record, payload, randomUUID());
        return { StatusCode: 202 };
      }
      const result = await invoker.invoke(record, payload);
      return {
        StatusCode: 200,
        ExecutedVersion: "$LATEST",
        ...(result.functionError ? { FunctionError: result.functionError } : {}),
        ...(LogType === "Tail" ? { LogResult: Buffer.from(result.logTail).toString("base64") } : {}),
        Payload: Buffer.from(result.payload),
      };
    },
  };
}

function checkedPayload(payload: string | undefined, maximumBytes: number): string {
  if (payload === undefined || payload === "") return "{}";
  const bytes = Buffer.byteLength(payload);
  if (bytes > maximumBytes) {
    throw new AwsError(
      "RequestTooLargeException",
      `${bytes} byte payload is too large for the Invoke operation (limit ${maximumBytes} bytes)`,
      413,
      { Type: "User" },
    );
  }
  try {
    JSON.parse(payload);
  } catch (cause) {
    const error = new AwsError(
      "InvalidRequestContentException",
      `Could not parse request body into json: ${cause instanceof Error ? cause.message : String(cause)}`,
      400,
      { Type: "User" },
    );
    error.cause = cause;
    throw error;
  }
  return payload;
}
