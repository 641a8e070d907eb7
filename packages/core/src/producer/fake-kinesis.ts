import {
  KinesisClient,
  type PutRecordsRequestEntry,
  type PutRecordsResultEntry,
  type Shard,
} from "@aws-sdk/client-kinesis";

/** How a fake stream answers one PutRecords request: an error of the whole request, or an error code or none for each record. */
export type FakeAnswer = Error | ((records: readonly PutRecordsRequestEntry[]) => readonly (string | undefined)[]);

/** For tests: a real client that answers without a network, in turn, the last answer for ever. */
export class FakeKinesis {
  readonly client = new KinesisClient({ region: "eu-central-1" });
  /** Data of the records the stream accepted, as text. */
  readonly accepted: string[] = [];
  /** Number of records of each PutRecords request. */
  readonly requests: number[] = [];
  readonly #answers: readonly FakeAnswer[];
  describe: () => string | Error = () => "ACTIVE";
  mode: "PROVISIONED" | "ON_DEMAND" = "PROVISIONED";
  /** Open shards; each record is said to be in the first one. */
  shards = shardsOf(1);
  /** Called with each PutRecords request before it is answered. */
  onRequest: (records: readonly PutRecordsRequestEntry[]) => void | Promise<void> = () => {};

  constructor(...answers: readonly FakeAnswer[]) {
    this.#answers = answers;
    this.client.middlewareStack.add(
      () => async (args) => {
        const output = await this.#answer(args.input);
        return { output: { $metadata: {}, ...output }, response: {} };
      },
      { step: "initialize", name: "fakeKinesis" },
    );
  }

  async #answer(input: object): Promise<object> {
    if ("ShardFilter" in input) return { Shards: this.shards };
    if (!("Records" in input)) return this.#describe();
    return await this.#put(input.Records as readonly PutRecordsRequestEntry[]);
  }

  #describe(): object {
    const status = this.describe();
    if (status instanceof Error) throw status;
    return { StreamDescriptionSummary: { StreamStatus: status, StreamModeDetails: { StreamMode: this.mode } } };
  }

  async #put(records: readonly PutRecordsRequestEntry[]): Promise<object> {
    const answer = this.#answers[Math.min(this.requests.length, this.#answers.length - 1)];
    this.requests.push(records.length);
    await this.onRequest(records);
    if (answer instanceof Error) throw answer;
    const codes = answer?.(records) ?? [];
    const results = records.map(({ Data }, index): PutRecordsResultEntry => {
      const code = codes[index];
      if (code) return { ErrorCode: code, ErrorMessage: `${code} for a test` };
      this.accepted.push(Buffer.from(Data ?? []).toString("utf8"));
      return { SequenceNumber: String(this.accepted.length), ShardId: this.shards[0]?.ShardId };
    });
    return { Records: results, FailedRecordCount: results.filter(({ ErrorCode }) => ErrorCode).length };
  }
}

/** Open shards that have equal parts of the hash keys, as CreateStream and UpdateShardCount make them. */
export function shardsOf(count: number, firstId = 0): readonly Shard[] {
  const part = 2n ** 128n / BigInt(count);
  return Array.from({ length: count }, (_, index) => ({
    ShardId: `shardId-${String(firstId + index).padStart(12, "0")}`,
    HashKeyRange: {
      StartingHashKey: String(BigInt(index) * part),
      EndingHashKey: String(BigInt(index + 1) * part - 1n),
    },
    SequenceNumberRange: { StartingSequenceNumber: "1" },
  }));
}

/** An error as the SDK throws it: with the answer's status, or without one when there was no answer. */
export function requestError(name: string, httpStatusCode?: number): Error {
  return Object.assign(new Error(`${name} for a test`), { name, $metadata: { httpStatusCode } });
}
