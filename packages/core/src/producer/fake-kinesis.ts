import { KinesisClient, type PutRecordsRequestEntry, type PutRecordsResultEntry } from "@aws-sdk/client-kinesis";

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
  /** Called with each PutRecords request before it is answered. */
  onRequest: () => void = () => {};

  constructor(...answers: readonly FakeAnswer[]) {
    this.#answers = answers;
    this.client.middlewareStack.add(
      () => async (args) => {
        const output = "Records" in args.input ? this.#put(args.input.Records ?? []) : this.#describe();
        return { output: { $metadata: {}, ...output }, response: {} };
      },
      { step: "initialize", name: "fakeKinesis" },
    );
  }

  #describe(): object {
    const status = this.describe();
    if (status instanceof Error) throw status;
    return { StreamDescriptionSummary: { StreamStatus: status } };
  }

  #put(records: readonly PutRecordsRequestEntry[]): object {
    const answer = this.#answers[Math.min(this.requests.length, this.#answers.length - 1)];
    this.requests.push(records.length);
    this.onRequest();
    if (answer instanceof Error) throw answer;
    const codes = answer?.(records) ?? [];
    const results = records.map(({ Data }, index): PutRecordsResultEntry => {
      const code = codes[index];
      if (code) return { ErrorCode: code, ErrorMessage: `${code} for a test` };
      this.accepted.push(Buffer.from(Data ?? []).toString("utf8"));
      return { SequenceNumber: String(this.accepted.length), ShardId: "shardId-000000000000" };
    });
    return { Records: results, FailedRecordCount: results.filter(({ ErrorCode }) => ErrorCode).length };
  }
}

/** An error as the SDK throws it: with the answer's status, or without one when there was no answer. */
export function requestError(name: string, httpStatusCode?: number): Error {
  return Object.assign(new Error(`${name} for a test`), { name, $metadata: { httpStatusCode } });
}
