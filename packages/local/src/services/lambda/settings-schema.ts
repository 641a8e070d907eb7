import { z } from "zod";

/** Fields that CreateFunction and UpdateFunctionConfiguration share; limits: https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html */
export const settingsFields = {
  Role: z.string().regex(/^arn:aws:iam::\d{12}:role\/[a-zA-Z_0-9+=,.@\-_/]+$/),
  Handler: z
    .string()
    .max(128)
    .regex(/^\S+\.\S+$/, "is <file>.<export>"),
  Runtime: z.string(),
  Description: z.string().max(256),
  Timeout: z.int().min(1).max(900),
  MemorySize: z.int().min(128).max(10_240),
  Environment: z.strictObject({ Variables: z.record(z.string().regex(/^[a-zA-Z]\w+$/), z.string()).default({}) }),
  EphemeralStorage: z.strictObject({ Size: z.int().min(512).max(10_240) }),
  DeadLetterConfig: z.strictObject({ TargetArn: z.string().optional() }),
  LoggingConfig: z.strictObject({
    LogFormat: z.enum(["Text", "JSON"]).default("Text"),
    LogGroup: z.string().max(512).optional(),
  }),
  // X-Ray does not exist here; PassThrough asks for nothing.
  TracingConfig: z.strictObject({ Mode: z.literal("PassThrough") }),
};
