/** Where a record is in the stream: no other is. */
export interface RecordPlace {
  readonly shardId: string;
  readonly sequenceNumber: string;
}

/** A record that the stream took. */
export interface AcceptedRecord extends RecordPlace {
  /** Local time of its arrival, in milliseconds since the epoch. */
  readonly at: number;
  /** The reading it is a copy of, by its `event_id`; a name of its own where it has none. */
  readonly event: string;
  /** Whether its bytes are a reading that the warehouse can show. */
  readonly usable: boolean;
}

export type RecordState = "visible" | "duplicate" | "quarantined";

/** A row of sensor_record_state. */
export interface LandedRecord extends RecordPlace {
  readonly state: RecordState;
}

export interface AlarmChange {
  /** Local time, in milliseconds since the epoch. */
  readonly at: number;
  readonly to: "OK" | "ALARM" | "INSUFFICIENT_DATA";
}

export interface ObservedAlarm {
  readonly key: string;
  /** The longest time from the fault to ALARM, and from its end to anything else. */
  readonly raiseSeconds: number;
  readonly clearSeconds: number;
  /** Of its state when the fault began. */
  readonly before: AlarmChange["to"];
  /** Since then, in order of time. */
  readonly changes: readonly AlarmChange[];
}

/** Everything that a run has shown. */
export interface Observation {
  readonly fault: { readonly from: number; readonly until: number };
  /** Until when alarms were looked at. */
  readonly end: number;
  /** How many calls met with an injected fault; undefined where the scenario injects none. */
  readonly injected?: number;
  readonly alarms: readonly ObservedAlarm[];
  readonly records: {
    /** Readings that the producer was asked for, by their batch's time. */
    readonly asked: ReadonlyMap<string, readonly string[]>;
    /** Batches (by their time) of which the queue of failed events has the event. */
    readonly kept: readonly string[];
    readonly accepted: readonly AcceptedRecord[];
    readonly landed: readonly LandedRecord[];
    /** Accepted before `lost` they have left the stream unread, or the landing view; from `held` on they have not. */
    readonly expiry?: { readonly lost: number; readonly held: number };
    /** What the archive has of the run, where the records of before `expiry.held` must be. */
    readonly archived?: readonly RecordPlace[];
  };
}
