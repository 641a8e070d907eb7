import type { LandedRecords } from "./landed-records.ts";
import type { AlarmStatus } from "./read-alarms.ts";
import type { ExecutionStatus } from "./read-newest-execution.ts";

/** A hop of the data's way as it was read, or in words why it could not be: it hides no other. */
export type Reading<Facts> = { readonly facts: Facts } | { readonly unreadable: string };

/** Everything `pipeline status` knows, hop by hop; what has not been read yet is absent. */
export interface StageFacts {
  /** In the stage's time. */
  readonly at: Date;
  readonly producer?: Reading<ProducerFacts>;
  readonly stream?: Reading<StreamFacts>;
  readonly view?: Reading<ViewFacts>;
  readonly quality?: Reading<QualityFacts>;
  readonly alerts?: Reading<AlertsFacts>;
  readonly owner?: Reading<OwnerFacts>;
}

export type Hop = Exclude<keyof StageFacts, "at">;

export const HOPS: readonly Hop[] = ["producer", "stream", "view", "quality", "alerts", "owner"];

export interface ScheduleFacts {
  readonly name: string;
  readonly isOn: boolean;
  /** As Scheduler has it: `rate(5 minutes)`. */
  readonly expression: string;
  /** Of a rate in minutes. */
  readonly everyMinutes?: number;
  /** When it was made, switched or changed last. */
  readonly changedAt: Date;
}

export interface InvocationFacts {
  /** The last three intervals of the schedule, and some for CloudWatch to know of them. */
  readonly windowMinutes: number;
  readonly invocations: number;
  readonly errors: number;
}

export interface ProducerFacts extends InvocationFacts {
  readonly schedule: ScheduleFacts | "missing";
  /** The newest datapoint that the producer published. */
  readonly lastBatch?: { readonly at: Date; readonly sent: number; readonly failed: number; readonly retried: number };
  /** Of all batches in the window. */
  readonly sent: number;
  readonly failed: number;
}

export type StreamFacts = "missing" | StreamShape;

export interface StreamShape {
  readonly status: string;
  readonly mode: "provisioned" | "on-demand";
  readonly openShards: number;
  readonly retentionHours: number;
  /** Means over the last whole minutes. */
  readonly recordsPerMinute: number;
  readonly bytesPerMinute: number;
  /** Records refused in the last minutes for exceeding a shard's limits. */
  readonly throttled: number;
  /** How far the slowest reader was behind when it last read; absent when nobody has read lately. */
  readonly readerBehindSeconds?: number;
  /** Whether any record came in the last quarter of an hour, from whomever. */
  readonly isReceiving: boolean;
}

export interface RefreshFacts {
  /** `auto`: by Redshift itself; `scheduled`: by the owner's state machine; `none`: by nobody. */
  readonly mode: "auto" | "scheduled" | "none";
  readonly schedule?: ScheduleFacts;
  /** Newest first, at most ten. */
  readonly latest: readonly RefreshRun[];
}

export interface RefreshRun {
  readonly at: Date;
  readonly type: string;
  /** Redshift's own words. */
  readonly status: string;
  readonly hasFailed: boolean;
}

export interface ShardLag {
  readonly shard: string;
  readonly newestArrival: Date;
  readonly lastRefresh: Date;
  /** From arrival to the refresh that brought the newest record. */
  readonly landedAfterSeconds: number;
}

export type ViewFacts = { readonly isSetUp: false } | ViewState;

export interface ViewState {
  readonly isSetUp: true;
  /** Of the last 24 hours. */
  readonly records: LandedRecords;
  readonly freshnessSeconds: number;
  readonly freshnessThresholdSeconds: number;
  readonly refresh: RefreshFacts;
  readonly shards: readonly ShardLag[];
  /** Records of the last 24 hours that Redshift skipped. */
  readonly skipped: number;
}

export type QualityFacts = { readonly isSetUp: false } | QualityState;

export interface QualityState {
  readonly isSetUp: true;
  readonly windowSeconds: number;
  /** With fewer landed records in the window, shares mean nothing. */
  readonly minimumRecords: number;
  readonly window: LandedRecords;
  /** Of all landed in the window. */
  readonly invalidPercent: number;
  readonly duplicatePercent: number;
  /** Records of the last 24 hours by the encoding that they came in. */
  readonly encodings: readonly { readonly encoding: string; readonly records: number; readonly isKnown: boolean }[];
}

export interface AlertsFacts extends InvocationFacts {
  readonly schedule: ScheduleFacts | "missing";
  /** Minute of the newest evaluation that published anything. */
  readonly lastEvaluation?: Date;
  readonly alarms: readonly AlarmStatus[];
}

export interface OwnerFacts {
  readonly setup: ExecutionStatus | "none" | "missing";
  /** `missing` in a stage whose view Redshift refreshes by itself. */
  readonly refresh: ExecutionStatus | "none" | "missing";
}

/** The facts of a reading, where there are any. */
export function factsOf<Facts>(reading: Reading<Facts> | undefined): Facts | undefined {
  return reading !== undefined && "facts" in reading ? reading.facts : undefined;
}

/** Whether records came into the stream lately; false where that is not known. */
export function isReceiving({ stream }: StageFacts): boolean {
  const flow = factsOf(stream);
  return flow !== undefined && flow !== "missing" && flow.isReceiving;
}
