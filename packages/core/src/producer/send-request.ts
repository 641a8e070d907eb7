import {
  type KinesisClient,
  PutRecordsCommand,
  type PutRecordsInput,
  type PutRecordsOutput,
  type PutRecordsResultEntry,
} from "@aws-sdk/client-kinesis";
import type { Clock } from "../clock.ts";
import type { CircuitBreaker } from "./circuit-breaker.ts";
import { isRetryable } from "./is-retryable.ts";
import type { StreamRecord } from "./stream-record.ts";

/** What one PutRecords takes. */
export interface SendRequestContext {
  readonly client: KinesisClient;
  readonly streamName: string;
  readonly clock: Clock;
  readonly breaker: CircuitBreaker;
  /** Breaks the request off. */
  readonly requestSignal?: AbortSignal | undefined;
  /** Told of each request, once it is over. */
  readonly onRequest?: ((outcome: RequestOutcome) => void) | undefined;
}

/** How one PutRecords went, whatever became of its records. */
export interface RequestOutcome {
  /** From the request to its answer. */
  readonly milliseconds: number;
  /** Why the request failed as a whole. */
  readonly error?: unknown;
  /** Records of it that were refused. */
  readonly refusals: readonly Refusal[];
  /** A shard that took a record of it. */
  readonly shardId?: string | undefined;
}

/** Why a record is not in the stream yet, and whether it is worth another attempt. */
export interface Refusal<Item extends StreamRecord = StreamRecord> {
  readonly record: Item;
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
}

/**
 * One PutRecords; gives the records that are not in the stream, as far as its answer tells. Never throws. It counts
 * against the circuit when nothing of it was taken.
 */
export async function sendRequest<Item extends StreamRecord>(
  records: readonly Item[],
  context: SendRequestContext,
): Promise<readonly Refusal<Item>[]> {
  const { client, streamName, clock, breaker, requestSignal, onRequest } = context;
  const startedAt = clock.now();
  let answers: readonly PutRecordsResultEntry[];
  try {
    const command = new PutRecordsCommand({
      StreamName: streamName,
      Records: records.map(({ partitionKey, data }) => ({ PartitionKey: partitionKey, Data: data })),
    });
    logCounts(command);
    const output = await client.send(command, { abortSignal: requestSignal });
    answers = output.Records ?? [];
  } catch (error) {
    if (requestSignal?.aborted) breaker.release();
    else breaker.fail();
    const { name: code, message } = error instanceof Error ? error : new Error(String(error));
    const retryable = isRetryable(error);
    const refusals = records.map((record) => ({ record, code, message, retryable }));
    onRequest?.({ milliseconds: clock.now() - startedAt, error, refusals });
    return refusals;
  }
  const refusals: Refusal<Item>[] = [];
  for (const [index, record] of records.entries()) {
    const answer = answers[index];
    if (!answer?.SequenceNumber) refusals.push(refusalOf(record, answer));
  }
  if (refusals.length === records.length) breaker.fail();
  else breaker.succeed();
  onRequest?.({ milliseconds: clock.now() - startedAt, refusals, shardId: answers[0]?.ShardId });
  return refusals;
}

/**
 * What a client's logger is told of a request: how many records it had. The SDK would make a copy of all of them for
 * it, even where there is no logger, which is a tenth of what a request costs.
 */
function logCounts(command: PutRecordsCommand): void {
  command.middlewareStack.add(
    (next, context) => {
      context.inputFilterSensitiveLog = ({ StreamName, Records }: PutRecordsInput) => ({
        StreamName,
        Records: Records?.length,
      });
      context.outputFilterSensitiveLog = ({ FailedRecordCount }: PutRecordsOutput) => ({ FailedRecordCount });
      return next;
    },
    { step: "initialize", priority: "high", name: "logCounts" },
  );
}

/**
 * Both documented codes of a single record, ProvisionedThroughputExceededException and InternalFailure, are
 * transient, so every refused record is worth a retry
 * (https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecordsResultEntry.html).
 */
function refusalOf<Item extends StreamRecord>(record: Item, answer: PutRecordsResultEntry | undefined): Refusal<Item> {
  const code = answer?.ErrorCode ?? "NoAnswer";
  const message = answer?.ErrorMessage ?? "The answer says nothing of this record.";
  return { record, code, message, retryable: true };
}
