import { AwsError, NotSupportedError } from "../../service.ts";
import type { FunctionRecord } from "./function-record.ts";

/** A function as `GetFunctionConfiguration` and its like answer it. */
export function functionConfiguration(record: FunctionRecord) {
  return {
    FunctionName: record.name,
    FunctionArn: record.arn,
    Runtime: record.runtime,
    Role: record.roleArn,
    Handler: record.handler,
    Description: record.description,
    Timeout: record.timeoutSeconds,
    MemorySize: record.memoryMb,
    // AWS writes +0000 here, not Z.
    LastModified: record.lastModified.toISOString().replace("Z", "+0000"),
    Version: "$LATEST",
    Environment: { Variables: record.environment },
    ...(record.deadLetterArn ? { DeadLetterConfig: { TargetArn: record.deadLetterArn } } : {}),
    PackageType: "Zip",
    Architectures: record.architectures,
    EphemeralStorage: { Size: record.ephemeralStorageMb },
    LoggingConfig: { LogFormat: record.logFormat, LogGroup: record.logGroup },
    State: "Active",
    LastUpdateStatus: "Successful",
    RevisionId: String(record.revision),
  };
}

/** `GetFunctionEventInvokeConfig`'s answer. */
export function eventInvokeConfiguration(record: FunctionRecord) {
  const config = record.eventInvoke;
  if (!config) {
    throw new AwsError(
      "ResourceNotFoundException",
      `The function ${record.arn}:$LATEST doesn't have an EventInvokeConfig`,
      404,
      { Type: "User" },
    );
  }
  return {
    LastModified: config.lastModified,
    FunctionArn: `${record.arn}:$LATEST`,
    MaximumRetryAttempts: config.maximumRetryAttempts,
    MaximumEventAgeInSeconds: config.maximumEventAgeSeconds,
    DestinationConfig: {
      OnSuccess: config.onSuccessArn ? { Destination: config.onSuccessArn } : {},
      OnFailure: config.onFailureArn ? { Destination: config.onFailureArn } : {},
    },
  };
}

/** The sandboxes are Node.js 24 threads of this process. */
export function refuseOtherRuntimes(runtime: string): void {
  if (runtime !== "nodejs24.x") throw new NotSupportedError(`The Lambda runtime ${runtime} (nodejs24.x is, which)`);
}
