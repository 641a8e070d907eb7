import { z } from "zod";
import { ACCOUNT_ID, arnOf } from "../../account.ts";
import { AwsError } from "../../service.ts";

export const streamName = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[a-zA-Z0-9_.-]+$/);

export const shardIdText = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[a-zA-Z0-9_.-]+$/);

export const hashKeyText = z.string().regex(/^(0|[1-9]\d{0,38})$/);

export const tagMap = z.record(z.string().min(1).max(128), z.string().max(256));

/** A Date, or epoch seconds. */
export const timestamp = z.union([z.date(), z.number().transform((seconds) => new Date(seconds * 1000))]);

/** Every operation on a stream takes its name, its ARN, or both. */
export const streamFields = {
  StreamName: streamName.optional(),
  StreamARN: z.string().max(2048).optional(),
};

export interface StreamInput {
  readonly StreamName?: string;
  readonly StreamARN?: string;
}

export function streamArn(region: string, name: string): string {
  return arnOf("kinesis", region, `stream/${name}`);
}

/** @throws {AwsError} InvalidArgumentException when neither is given or they differ; ResourceNotFoundException for another account's. */
export function nameOf(input: StreamInput): string {
  const { StreamName, StreamARN } = input;
  if (StreamARN === undefined) {
    if (StreamName === undefined) throw invalidArgument("Either StreamName or StreamARN must be provided.");
    return StreamName;
  }
  const [, account, name] = /^arn:aws:kinesis:[^:]+:([^:]+):stream\/([a-zA-Z0-9_.-]+)$/.exec(StreamARN) ?? [];
  if (name === undefined) throw invalidArgument(`StreamARN ${StreamARN} is not the ARN of a stream.`);
  if (account !== ACCOUNT_ID) {
    throw new AwsError("ResourceNotFoundException", `Stream ${name} under account ${account} not found.`);
  }
  if (StreamName !== undefined && StreamName !== name) {
    throw invalidArgument(`StreamName ${StreamName} and StreamARN ${StreamARN} name different streams.`);
  }
  return name;
}

export function invalidArgument(message: string): AwsError {
  return new AwsError("InvalidArgumentException", message);
}
