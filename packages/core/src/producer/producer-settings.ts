import { z } from "zod";
import { ProducerSettingsError } from "./errors.ts";

/** What the producer reads from the environment, with the defaults it has anywhere. */
const environmentSchema = z.object({
  KINESIS_STREAM_NAME: z
    .string()
    .regex(/^[a-zA-Z0-9_.-]{1,128}$/, "must be 1 to 128 letters, digits, or any of _ . -")
    .default("demo-stream"),
  AWS_REGION: z.string().min(1).default("us-east-1"),
  /** Retries after the first attempt. */
  MAX_RETRIES: z.coerce.number().int().min(0).max(20).default(3),
  /** Seconds. */
  RETRY_BASE_DELAY: z.coerce.number().positive().max(60).default(0.5),
});

export interface ProducerSettings {
  readonly streamName: string;
  readonly region: string;
  /** Retries of a record after its first attempt. */
  readonly maxRetries: number;
  /** What a full-jitter delay doubles from, in milliseconds. */
  readonly retryBaseDelayMs: number;
}

/**
 * The producer's settings; an empty variable counts as unset, as shells and templates make them.
 * @throws {ProducerSettingsError} naming each variable that has a bad value.
 */
export function producerSettings(environment: Readonly<Record<string, string | undefined>>): ProducerSettings {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const result = environmentSchema.safeParse(present);
  if (!result.success) {
    throw new ProducerSettingsError(`The producer's settings are wrong:\n${z.prettifyError(result.error)}`, {
      cause: result.error,
    });
  }
  const { KINESIS_STREAM_NAME, AWS_REGION, MAX_RETRIES, RETRY_BASE_DELAY } = result.data;
  return {
    streamName: KINESIS_STREAM_NAME,
    region: AWS_REGION,
    maxRetries: MAX_RETRIES,
    retryBaseDelayMs: RETRY_BASE_DELAY * 1000,
  };
}
