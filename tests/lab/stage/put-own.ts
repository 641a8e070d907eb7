import type { LabStage } from "./lab-stage.ts";
import type { Traffic } from "./traffic.ts";

/** A record that the lab puts itself. */
export interface OwnRecord {
  readonly data: Uint8Array;
  /** The reading's `event_id`, or a name of its own. */
  readonly event: string;
  /** Whether the warehouse can show it. */
  readonly usable: boolean;
}

/** Puts records beside the producer's, as another program would. */
export async function putOwn({ ask, names }: LabStage, traffic: Traffic, records: readonly OwnRecord[]): Promise<void> {
  for (const { data, ...known } of records) traffic.expect(data, known);
  await ask("kinesis", "PutRecords", {
    StreamName: names.stream,
    Records: records.map(({ data, event }) => ({ Data: data, PartitionKey: event })),
  });
}
