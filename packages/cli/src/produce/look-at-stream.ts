import { type KinesisClient, ResourceNotFoundException } from "@aws-sdk/client-kinesis";
import { type CheckedStream, checkStream } from "@sensor-pipeline/core/producer/check-stream";
import { StreamCheckError, StreamNotUsableError } from "@sensor-pipeline/core/producer/errors";
import type { CommandContext } from "../command/command-context.ts";
import { CommandError } from "../command/command-error.ts";

const RETRIES = { maxRetries: 2, baseDelayMs: 200, maxDelayMs: 2_000 };

/** A stream that takes records, and where it is. */
export interface ProduceStream extends CheckedStream {
  readonly name: string;
  readonly region: string;
}

/**
 * Makes sure that the stream takes records.
 * @throws {CommandError} in words for who asked; what the service refused is thrown as it came
 */
export async function lookAtStream(
  client: KinesisClient,
  name: string,
  context: CommandContext,
): Promise<ProduceStream> {
  const look = (streamName: string) => checkStream({ client, streamName, ...RETRIES, ...context });
  try {
    return { name, region: await client.config.region(), ...(await look(name)) };
  } catch (error) {
    // The person wants to hear what the service said, not which of our functions asked.
    if (error instanceof StreamCheckError) throw error.cause;
    if (!(error instanceof StreamNotUsableError)) throw error;
    throw new CommandError(await sentenceFor(error, look, context), { cause: error });
  }
}

async function sentenceFor(
  { streamName, region, problem, cause }: StreamNotUsableError,
  look: (streamName: string) => Promise<CheckedStream>,
  { target }: CommandContext,
): Promise<string> {
  if (!(cause instanceof ResourceNotFoundException)) return `Stream "${streamName}" in ${region} ${problem}.`;
  const lower = streamName.toLowerCase();
  if (lower !== streamName && (await isThere(lower, look))) {
    return `There is no stream "${streamName}" in ${region}, but there is "${lower}": names of streams are case-sensitive.`;
  }
  const advice =
    streamName === target.names.stream
      ? `stage ${target.names.stage} is not deployed here (see --stage and --region)`
      : "look at --stream and --region";
  return `There is no stream "${streamName}" in ${region}: ${advice}.`;
}

async function isThere(name: string, look: (streamName: string) => Promise<CheckedStream>): Promise<boolean> {
  try {
    await look(name);
    return true;
  } catch (error) {
    if (error instanceof StreamCheckError || error instanceof StreamNotUsableError) return false;
    throw error;
  }
}
