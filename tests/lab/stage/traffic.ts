import { createHash } from "node:crypto";
import { batchRequestSchema, simulationOf } from "@sensor-pipeline/core/sensor/batch-request";
import { simulateBatch } from "@sensor-pipeline/core/sensor/simulator";
import type { CallFaults, CallInProgress, Run } from "../../../packages/local/src/faults/call-faults.ts";
import type { AcceptedRecord } from "../judge/observation.ts";

/** What is kept of a life that is ended by `kill -9`. */
export type JournalEntry = { readonly asked: unknown } | { readonly written: Written };

interface Written {
  readonly shardId: string;
  readonly sequenceNumber: string;
  readonly at: number;
  readonly hash: string;
}

interface Known {
  readonly event: string;
  readonly usable: boolean;
}

export interface TrafficOptions {
  readonly inner: CallFaults;
  /** Local time. */
  readonly now: () => number;
  /** Name of the producer's function. */
  readonly producer: string;
  /** Hears of everything before whoever asked has an answer. */
  readonly journal?: (entry: JournalEntry) => void;
}

/**
 * Sees what goes over the stage's border whatever happens to it: which readings the producer was asked for, and which
 * records the stream really took, also where the answer was lost. The faults lie in between.
 */
export class Traffic implements CallFaults {
  readonly #inner: CallFaults;
  readonly #now: () => number;
  readonly #producer: string;
  readonly #asked: unknown[] = [];
  readonly #written: Written[] = [];
  readonly #foreign = new Map<string, Known>();
  readonly #journal: (entry: JournalEntry) => void;

  constructor({ inner, now, producer, journal = () => undefined }: TrafficOptions) {
    this.#inner = inner;
    this.#now = now;
    this.#producer = producer;
    this.#journal = journal;
  }

  /** What an earlier life has seen. */
  remember(entries: readonly JournalEntry[]): void {
    for (const entry of entries) {
      if ("asked" in entry) this.#asked.push(entry.asked);
      else this.#written.push(entry.written);
    }
  }

  around(call: CallInProgress, run: Run): Promise<unknown> {
    const { service, operation, input } = call;
    if (service === "lambda" && operation === "Invoke") this.#invoked(input as Invocation);
    if (service !== "kinesis" || operation !== "PutRecords") return this.#inner.around(call, run);
    return this.#inner.around(call, async (given) => {
      const output = await run(given);
      this.#wrote((given as PutInput).Records, (output as PutOutput).Records);
      return output;
    });
  }

  /** Says what a record is that the lab itself puts: the simulator's are known. */
  expect(data: Uint8Array, known: Known): void {
    this.#foreign.set(hashOf(data), known);
  }

  /** `event_id`s of every reading that the producer was asked to send, by the batch's time. */
  asked(): ReadonlyMap<string, readonly string[]> {
    return new Map(
      this.#batches().map(({ scheduledTime, records }) => [
        scheduledTime,
        records.map(({ reading }) => reading.event_id),
      ]),
    );
  }

  accepted(): readonly AcceptedRecord[] {
    // Malformed records of two readings can be the same bytes: each is one of them, in turn.
    const known = new Map([...this.#foreign].map(([hash, record]) => [hash, [record]]));
    for (const { records } of this.#batches()) {
      for (const { data, reading, fate } of records) {
        const same = known.get(hashOf(data)) ?? [];
        same.push({ event: reading.event_id, usable: fate !== "quarantined" });
        known.set(hashOf(data), same);
      }
    }
    return this.#written.map(({ hash, ...written }) => {
      const same = known.get(hash) ?? [];
      const record = same.length > 1 ? same.shift() : same[0];
      if (!record) throw new Error(`A record that nobody was asked for is in the stream: ${written.sequenceNumber}.`);
      return { ...written, ...record };
    });
  }

  #batches() {
    return this.#asked.map((event) => {
      const request = batchRequestSchema.parse(event);
      return { scheduledTime: request.scheduledTime, records: simulateBatch(simulationOf(request)) };
    });
  }

  #invoked({ FunctionName, Payload }: Invocation): void {
    if (FunctionName.split(":").includes(this.#producer)) {
      const asked: unknown = JSON.parse(Buffer.from(Payload).toString());
      this.#asked.push(asked);
      this.#journal({ asked });
    }
  }

  #wrote(records: PutInput["Records"], answers: PutOutput["Records"]): void {
    for (const [index, { data }] of records.entries()) {
      const { ShardId: shardId, SequenceNumber: sequenceNumber } = answers[index] ?? {};
      if (shardId === undefined || sequenceNumber === undefined) continue;
      const written = { shardId, sequenceNumber, at: this.#now(), hash: hashOf(data) };
      this.#written.push(written);
      this.#journal({ written });
    }
  }
}

interface Invocation {
  readonly FunctionName: string;
  readonly Payload: Uint8Array;
}

interface PutInput {
  readonly Records: readonly { readonly data: Uint8Array }[];
}

interface PutOutput {
  readonly Records: readonly { readonly ShardId?: string; readonly SequenceNumber?: string }[];
}

function hashOf(data: Uint8Array): string {
  return createHash("sha256").update(data).digest("base64");
}
