import { existsSync } from "node:fs";
import { z } from "zod";
import { AwsError, type Operation, type ServiceContext } from "../../../service.ts";
import { assertDeliverable } from "../assert-deliverable.ts";
import { functionConfiguration, refuseOtherRuntimes } from "../function-configuration.ts";
import { functionArn, functionName } from "../function-name.ts";
import type { FunctionStore } from "../function-store.ts";
import { LAMBDA } from "../lambda-principal.ts";
import { settingsFields } from "../settings-schema.ts";

/** `Code.Folder` is ours: the folder of a built bundle on this machine, where AWS takes a zip file. */
const input = z.strictObject({
  FunctionName: functionName,
  Role: settingsFields.Role,
  Handler: settingsFields.Handler,
  Runtime: settingsFields.Runtime,
  Code: z.strictObject({ Folder: z.string().optional() }),
  Description: settingsFields.Description.default(""),
  Timeout: settingsFields.Timeout.default(3),
  MemorySize: settingsFields.MemorySize.default(128),
  Environment: settingsFields.Environment.default({ Variables: {} }),
  EphemeralStorage: settingsFields.EphemeralStorage.default({ Size: 512 }),
  DeadLetterConfig: settingsFields.DeadLetterConfig.optional(),
  LoggingConfig: settingsFields.LoggingConfig.default({ LogFormat: "Text" }),
  TracingConfig: settingsFields.TracingConfig.optional(),
  PackageType: z.literal("Zip").default("Zip"),
  Architectures: z
    .array(z.enum(["x86_64", "arm64"]))
    .length(1)
    .default(["x86_64"]),
  Publish: z.literal(false).optional(),
  Tags: z.record(z.string(), z.string()).default({}),
});

/** Makes a function of a bundle's folder. Its architecture is kept and shown; the code runs on this machine's. */
export function createFunction(store: FunctionStore, context: ServiceContext): Operation<z.infer<typeof input>> {
  return {
    input,
    route: "POST /2015-03-31/functions",
    resources: ({ FunctionName }) => [functionArn(context.region, FunctionName)],
    run: (request) => {
      refuseOtherRuntimes(request.Runtime);
      assertAssumable(context, request.Role);
      const deadLetterArn = request.DeadLetterConfig?.TargetArn;
      if (deadLetterArn) assertDeliverable(context, request.Role, deadLetterArn, "dead-letter target");
      return functionConfiguration(
        store.create({
          name: request.FunctionName,
          arn: functionArn(context.region, request.FunctionName),
          roleArn: request.Role,
          handler: request.Handler,
          runtime: request.Runtime,
          codeFolder: existingFolder(request.Code.Folder),
          description: request.Description,
          timeoutSeconds: request.Timeout,
          memoryMb: request.MemorySize,
          ephemeralStorageMb: request.EphemeralStorage.Size,
          architectures: request.Architectures,
          environment: request.Environment.Variables,
          logFormat: request.LoggingConfig.LogFormat,
          logGroup: request.LoggingConfig.LogGroup ?? `/aws/lambda/${request.FunctionName}`,
          ...(deadLetterArn ? { deadLetterArn } : {}),
          tags: request.Tags,
          lastModified: context.clock.date(),
        }),
      );
    },
  };
}

/** @throws {AwsError} InvalidParameterValueException as Lambda words it, with IAM's reason as cause. */
export function assertAssumable(context: ServiceContext, roleArn: string): void {
  try {
    context.identity.assumeRole(LAMBDA, roleArn, "lambda");
  } catch (cause) {
    const error = new AwsError(
      "InvalidParameterValueException",
      "The role defined for the function cannot be assumed by Lambda.",
      400,
      { Type: "User" },
    );
    error.cause = cause;
    throw error;
  }
}

/** @throws {AwsError} when there is no such folder, or the code came in another form. */
export function existingFolder(folder: string | undefined): string {
  if (folder !== undefined && existsSync(folder)) return folder;
  throw new AwsError(
    "InvalidParameterValueException",
    folder === undefined
      ? "This local AWS takes a function's code as Code.Folder, the folder of a built bundle on this machine."
      : `Code.Folder ${folder} does not exist.`,
  );
}
