import { arnOf } from "../../account.ts";
import type { LocalClock } from "../../clock.ts";
import { AwsError } from "../../service.ts";

/** Bounds of what is kept in memory; beyond them the oldest tenth of a group's events is forgotten. */
const MAXIMUM_GROUPS = 1_000;
const MAXIMUM_STREAMS = 5_000;
const MAXIMUM_EVENTS = 50_000;
const MAXIMUM_BYTES = 32 * 1024 * 1024;
const DAY = 86_400_000;
/** What CloudWatch Logs counts for an event besides its message. */
export const EVENT_OVERHEAD = 26;

export interface LogEvent {
  /** Rises with each event of a local AWS. */
  readonly id: number;
  readonly stream: string;
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  readonly ingestedAt: number;
  readonly message: string;
}

export interface LogStream {
  readonly name: string;
  readonly createdAt: number;
  readonly firstTimestamp?: number;
  readonly lastTimestamp?: number;
  readonly lastIngestedAt?: number;
}

interface LogGroup {
  readonly name: string;
  readonly createdAt: number;
  retentionInDays: number | undefined;
  readonly streams: Map<string, LogStream>;
  events: LogEvent[];
  bytes: number;
}

/** Log groups of a local AWS, in memory: at most 1,000 groups, and of each 50,000 events or 32 MiB. */
export class LogStore {
  readonly #clock: LocalClock;
  readonly #region: string;
  readonly #groups = new Map<string, LogGroup>();
  #nextId = 1;

  constructor(clock: LocalClock, region: string) {
    this.#clock = clock;
    this.#region = region;
  }

  /** The sink of what services log: group and stream are made when they are missing. */
  record(group: string, stream: string, message: string): void {
    if (!this.#groups.has(group)) this.createGroup(group);
    if (!this.#require(group).streams.has(stream)) this.createStream(group, stream);
    this.append(group, stream, [{ timestamp: Math.floor(this.#clock.now()), message }]);
  }

  arn(group: string): string {
    return arnOf("logs", this.#region, `log-group:${group}`);
  }

  groups(): readonly Readonly<LogGroup>[] {
    return [...this.#groups.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  has(group: string): boolean {
    return this.#groups.has(group);
  }

  /** @throws {AwsError} ResourceAlreadyExistsException, LimitExceededException */
  createGroup(name: string): void {
    if (this.#groups.has(name))
      throw new AwsError("ResourceAlreadyExistsException", "The specified log group already exists");
    if (this.#groups.size >= MAXIMUM_GROUPS)
      throw new AwsError("LimitExceededException", `There can be ${MAXIMUM_GROUPS} log groups.`);
    const createdAt = Math.floor(this.#clock.now());
    this.#groups.set(name, { name, createdAt, retentionInDays: undefined, streams: new Map(), events: [], bytes: 0 });
  }

  deleteGroup(name: string): void {
    this.#require(name);
    this.#groups.delete(name);
  }

  setRetention(name: string, days: number | undefined): void {
    this.#require(name).retentionInDays = days;
  }

  /** @throws {AwsError} ResourceAlreadyExistsException */
  createStream(group: string, name: string): void {
    const { streams } = this.#require(group);
    if (streams.has(name))
      throw new AwsError("ResourceAlreadyExistsException", "The specified log stream already exists");
    streams.set(name, { name, createdAt: Math.floor(this.#clock.now()) });
    for (const oldest of streams.keys()) {
      if (streams.size <= MAXIMUM_STREAMS) break;
      streams.delete(oldest);
    }
  }

  streams(group: string): readonly LogStream[] {
    return [...this.#require(group).streams.values()];
  }

  /** @throws {AwsError} ResourceNotFoundException when the stream does not exist. */
  append(group: string, stream: string, events: readonly { timestamp: number; message: string }[]): void {
    const target = this.#require(group);
    const existing = target.streams.get(stream);
    if (existing === undefined) throw notFound("log stream");
    const [first] = events;
    const last = events.at(-1);
    if (first === undefined || last === undefined) return;
    const ingestedAt = Math.floor(this.#clock.now());
    for (const { timestamp, message } of events) {
      target.events.push({ id: this.#nextId, stream, timestamp, ingestedAt, message });
      target.bytes += Buffer.byteLength(message) + EVENT_OVERHEAD;
      this.#nextId += 1;
    }
    target.streams.set(stream, {
      ...existing,
      firstTimestamp: Math.min(existing.firstTimestamp ?? first.timestamp, first.timestamp),
      lastTimestamp: Math.max(existing.lastTimestamp ?? last.timestamp, last.timestamp),
      lastIngestedAt: ingestedAt,
    });
    if (target.events.length > MAXIMUM_EVENTS || target.bytes > MAXIMUM_BYTES) forgetOldest(target);
  }

  /** The events of a group that its retention has not ended, by time. */
  events(group: string): readonly LogEvent[] {
    const { events, retentionInDays } = this.#require(group);
    const oldest = retentionInDays === undefined ? 0 : this.#clock.now() - retentionInDays * DAY;
    return events.filter((event) => event.timestamp >= oldest).sort((a, b) => a.timestamp - b.timestamp || a.id - b.id);
  }

  #require(name: string): LogGroup {
    const group = this.#groups.get(name);
    if (group === undefined) throw notFound("log group");
    return group;
  }
}

/** The store, made before the services so that every one of them can log into it. */
export function createLogStore(clock: LocalClock, region: string): LogStore {
  return new LogStore(clock, region);
}

function forgetOldest(group: LogGroup): void {
  const removed = group.events.splice(0, Math.ceil(group.events.length / 10));
  for (const { message } of removed) group.bytes -= Buffer.byteLength(message) + EVENT_OVERHEAD;
}

function notFound(what: string): AwsError {
  return new AwsError("ResourceNotFoundException", `The specified ${what} does not exist.`);
}
