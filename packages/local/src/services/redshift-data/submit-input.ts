import type { SubmitRequest } from "@sensor-pipeline/redshift/data-api/submit-statement";
import { z } from "zod";
import { targetFields, waitTimeSeconds } from "./data-context.ts";

/** What ExecuteStatement and BatchExecuteStatement both take. */
export const submitFields = {
  ...targetFields,
  Parameters: z
    .array(z.strictObject({ name: z.string().regex(/^[0-9a-zA-Z_]+$/), value: z.string() }))
    .min(1)
    .max(200)
    .optional(),
  StatementName: z.string().max(2048).optional(),
  ClientToken: z.string().min(1).max(64).optional(),
  WithEvent: z.boolean().optional(),
  ResultFormat: z.enum(["JSON", "CSV"]).optional(),
  WaitTimeSeconds: waitTimeSeconds.optional(),
  SessionId: z.string().min(1).optional(),
  SessionKeepAliveSeconds: z.number().int().min(0).max(86_400).optional(),
};

const submitInput = z.strictObject(submitFields);

/** The request as the engine takes it. */
export function submitRequestOf(input: z.output<typeof submitInput>, workgroupName: string): SubmitRequest {
  const given = {
    parameters: input.Parameters,
    statementName: input.StatementName,
    clientToken: input.ClientToken,
    withEvent: input.WithEvent,
    resultFormat: input.ResultFormat,
    waitTimeSeconds: input.WaitTimeSeconds,
    secretArn: input.SecretArn,
    database: input.Database,
    sessionId: input.SessionId,
    sessionKeepAliveSeconds: input.SessionKeepAliveSeconds,
    workgroupName,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
