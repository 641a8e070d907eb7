import {
  type StreamPage,
  StreamReadError,
  type StreamReader,
  type StreamRecord,
  type StreamShard,
} from "../stream-reader.ts";

interface MemoryShard extends StreamShard {
  readonly records: StreamRecord[];
  /** How many of them are forgotten. */
  expired: number;
  endingSequenceNumber?: string;
}

/** Iterators are `<shard>:<index of the next record>`, so the same one may be read twice. */
const ITERATOR = /^(?<shardId>.+):(?<index>\d+)$/;

/** A stream for tests: shards that split and merge, and failures on demand. */
export class InMemoryStream implements StreamReader {
  readonly #name: string;
  readonly #shards: MemoryShard[] = [];
  readonly #failures: StreamReadError[] = [];
  #sequence = 0;
  /** GetRecords calls answered or failed. */
  reads = 0;

  constructor(name: string, shards = 1) {
    this.#name = name;
    for (let count = 0; count < shards; count++) this.#open({});
  }

  /** Ids of the shards that take records. */
  get openShards(): readonly string[] {
    return this.#shards.filter((shard) => shard.endingSequenceNumber === undefined).map((shard) => shard.shardId);
  }

  put(shardId: string, data: Uint8Array | string, arrival: number, partitionKey = "1001"): StreamRecord {
    this.#sequence += 1;
    const record: StreamRecord = {
      data: typeof data === "string" ? Buffer.from(data) : data,
      partitionKey,
      sequenceNumber: `4966${String(this.#sequence).padStart(52, "0")}`,
      approximateArrivalTimestamp: arrival,
    };
    this.#shard(shardId).records.push(record);
    return record;
  }

  /** Closes a shard for two children. */
  split(shardId: string): void {
    this.#close(shardId);
    this.#open({ parentShardId: shardId });
    this.#open({ parentShardId: shardId });
  }

  /** Closes two shards for one child. */
  merge(shardId: string, adjacent: string): void {
    this.#close(shardId);
    this.#close(adjacent);
    this.#open({ parentShardId: shardId, adjacentParentShardId: adjacent });
  }

  /** Forgets the oldest records of a shard, as retention does. */
  expire(shardId: string, count: number): void {
    const shard = this.#shard(shardId);
    shard.expired += count;
  }

  /** The next GetRecords calls fail with these, one each. */
  failNext(...failures: readonly StreamReadError[]): void {
    this.#failures.push(...failures);
  }

  async listShards(stream: string): Promise<readonly StreamShard[]> {
    this.#check(stream);
    return this.#shards.map(({ records: _, expired: __, ...shard }) => shard);
  }

  async getIterator(
    stream: string,
    shardId: string,
    position: { readonly after: string } | "TRIM_HORIZON",
  ): Promise<string> {
    this.#check(stream);
    const { expired } = this.#shard(shardId);
    if (position === "TRIM_HORIZON") return `${shardId}:${expired}`;
    const index = this.#shard(shardId).records.findIndex((record) => record.sequenceNumber === position.after);
    return `${shardId}:${Math.max(expired, index + 1)}`;
  }

  async getRecords(stream: string, iterator: string, limit: number): Promise<StreamPage> {
    this.#check(stream);
    this.reads += 1;
    const failure = this.#failures.shift();
    if (failure) throw failure;
    const { shardId = "", index = "0" } = ITERATOR.exec(iterator)?.groups ?? {};
    const shard = this.#shard(shardId);
    const start = Math.max(Number(index), shard.expired);
    const end = Math.min(start + limit, shard.records.length);
    const atEnd = end === shard.records.length;
    return {
      records: shard.records.slice(start, end),
      millisBehindLatest: atEnd ? 0 : 1000,
      ...(atEnd && shard.endingSequenceNumber !== undefined ? {} : { nextIterator: `${shardId}:${end}` }),
    };
  }

  #open(parents: Pick<StreamShard, "parentShardId" | "adjacentParentShardId">): void {
    this.#shards.push({
      ...parents,
      shardId: `shardId-${String(this.#shards.length).padStart(12, "0")}`,
      records: [],
      expired: 0,
    });
  }

  #close(shardId: string): void {
    this.#sequence += 1;
    this.#shard(shardId).endingSequenceNumber = `4966${String(this.#sequence).padStart(52, "0")}`;
  }

  #shard(shardId: string): MemoryShard {
    const shard = this.#shards.find((candidate) => candidate.shardId === shardId);
    if (shard === undefined)
      throw new StreamReadError("gone", `Shard ${shardId} in stream ${this.#name} does not exist`);
    return shard;
  }

  #check(stream: string): void {
    if (stream !== this.#name) throw new StreamReadError("gone", `Stream ${stream} not found.`);
  }
}
