import { z } from "zod";
import { type ResourceType, same, unless } from "../apply-scope.ts";

const functionInputs = z.strictObject({
  name: z.string(),
  role: z.string(),
  handler: z.string(),
  runtime: z.string(),
  description: z.string().default(""),
  timeout: z.number().default(3),
  memorySize: z.number().default(128),
  architectures: z.array(z.string()).default(["x86_64"]),
  environment: z.strictObject({ variables: z.record(z.string(), z.string()).default({}) }).default({ variables: {} }),
  ephemeralStorage: z.strictObject({ size: z.number() }).default({ size: 512 }),
  deadLetterConfig: z.strictObject({ targetArn: z.string() }).optional(),
  loggingConfig: z
    .strictObject({ logFormat: z.string(), logGroup: z.string().optional() })
    .default({ logFormat: "Text" }),
  reservedConcurrentExecutions: z.number().optional(),
  packageType: z.literal("Zip").default("Zip"),
  publish: z.literal(false).default(false),
  layers: z.array(z.never("has no layers here")).optional(),
  tags: z.record(z.string(), z.string()).default({}),
  // Where the zip would lie on AWS; here the function runs from the folder that was built.
  s3Bucket: z.string().optional(),
  s3Key: z.string().optional(),
  s3ObjectVersion: z.string().optional(),
  sourceCodeHash: z.string().optional(),
});

const destination = z.strictObject({ destination: z.string() });
const eventInvokeInputs = z.strictObject({
  functionName: z.string(),
  qualifier: z.literal("$LATEST").optional(),
  maximumRetryAttempts: z.number().optional(),
  maximumEventAgeInSeconds: z.number().optional(),
  destinationConfig: z
    .strictObject({ onSuccess: destination.optional(), onFailure: destination.optional() })
    .optional(),
});

const NOT_FOUND = ["ResourceNotFoundException"];

/** A function from its built bundle. */
export const lambdaFunction: ResourceType = {
  async apply({ inputs, name: logicalName }, { call, graph }) {
    const { name, reservedConcurrentExecutions, ...wanted } = functionInputs.parse(inputs);
    const Folder = graph.bundles[logicalName];
    if (!Folder) throw new Error(`the graph has no bundle of the function ${logicalName}`);
    const settings = {
      Role: wanted.role,
      Handler: wanted.handler,
      Runtime: wanted.runtime,
      Description: wanted.description,
      Timeout: wanted.timeout,
      MemorySize: wanted.memorySize,
      Environment: { Variables: wanted.environment.variables },
      EphemeralStorage: { Size: wanted.ephemeralStorage.size },
      LoggingConfig: {
        LogFormat: wanted.loggingConfig.logFormat,
        LogGroup: wanted.loggingConfig.logGroup ?? `/aws/lambda/${name}`,
      },
      ...(wanted.deadLetterConfig ? { DeadLetterConfig: { TargetArn: wanted.deadLetterConfig.targetArn } } : {}),
    };
    const found = await unless(
      NOT_FOUND,
      call<{ Configuration: Readonly<Record<string, unknown>>; Code: { Location: string } }>("lambda", "GetFunction", {
        FunctionName: name,
      }),
    );
    if (!found) {
      const code = { Code: { Folder }, Architectures: wanted.architectures, Tags: wanted.tags };
      await call("lambda", "CreateFunction", { FunctionName: name, ...settings, ...code });
    } else {
      const is = Object.fromEntries(Object.keys(settings).map((key) => [key, found.Configuration[key]]));
      if (!same(is, settings)) await call("lambda", "UpdateFunctionConfiguration", { FunctionName: name, ...settings });
      // A rebuilt bundle lies in another folder: folders are named by what they were made from.
      if (found.Code.Location !== Folder) await call("lambda", "UpdateFunctionCode", { FunctionName: name, Folder });
    }
    if (reservedConcurrentExecutions !== undefined && reservedConcurrentExecutions >= 0) {
      const ReservedConcurrentExecutions = reservedConcurrentExecutions;
      await call("lambda", "PutFunctionConcurrency", { FunctionName: name, ReservedConcurrentExecutions });
    }
  },
  async remove({ inputs }, { call }) {
    const { name } = functionInputs.parse(inputs);
    await unless(NOT_FOUND, call("lambda", "DeleteFunction", { FunctionName: name }));
  },
};

/** How a function's asynchronous events are retried, and where they end. */
export const eventInvokeConfig: ResourceType = {
  async apply({ inputs }, { call }) {
    const wanted = eventInvokeInputs.parse(inputs);
    const { onSuccess, onFailure } = wanted.destinationConfig ?? {};
    await call("lambda", "PutFunctionEventInvokeConfig", {
      FunctionName: wanted.functionName,
      ...(wanted.maximumRetryAttempts === undefined ? {} : { MaximumRetryAttempts: wanted.maximumRetryAttempts }),
      ...(wanted.maximumEventAgeInSeconds === undefined
        ? {}
        : { MaximumEventAgeInSeconds: wanted.maximumEventAgeInSeconds }),
      DestinationConfig: {
        ...(onSuccess ? { OnSuccess: { Destination: onSuccess.destination } } : {}),
        ...(onFailure ? { OnFailure: { Destination: onFailure.destination } } : {}),
      },
    });
  },
  async remove({ inputs }, { call }) {
    const { functionName: FunctionName } = eventInvokeInputs.parse(inputs);
    await unless(NOT_FOUND, call("lambda", "DeleteFunctionEventInvokeConfig", { FunctionName }));
  },
};
