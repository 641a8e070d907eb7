import type { StageSettings } from "../stage/stage-settings.ts";
import { HOURS_PER_MONTH, type UsageLine } from "./cost-line.ts";

const KB = 1024;
const GB = 1024 ** 3;
const PAYLOAD_UNIT_BYTES = 25 * KB;
const FREE_RETENTION_HOURS = 24;
const EXTENDED_RETENTION_HOURS = 7 * 24;

export interface Flow {
  readonly recordsPerSecond: number;
  readonly recordBytes: number;
}

/** A month of the stream. Reading a provisioned one is free; an on-demand one is read once, by the warehouse. */
export function streamUsage(
  { shards, retentionHours }: StageSettings["stream"],
  { recordsPerSecond, recordBytes }: Flow,
): readonly UsageLine[] {
  const service = "Kinesis";
  const records = recordsPerSecond * 3_600 * HOURS_PER_MONTH;
  const extendedHours = Math.min(retentionHours, EXTENDED_RETENTION_HOURS) - FREE_RETENTION_HOURS;
  const longTermHours = Math.max(0, retentionHours - EXTENDED_RETENTION_HOURS);
  const gbPerHour = (recordsPerSecond * 3_600 * recordBytes) / GB;
  const longTerm = {
    service,
    item: "retention beyond 7 days",
    quantity: gbPerHour * longTermHours,
    price: "longTermGbMonth",
  } as const;
  if (shards !== "on-demand") {
    const shardHours = shards * HOURS_PER_MONTH;
    const units = records * payloadUnits(recordBytes);
    return [
      { service, item: `${shards} shard${shards === 1 ? "" : "s"}`, quantity: shardHours, price: "shardHour" },
      {
        service,
        item: "retention beyond 24 h",
        quantity: extendedHours > 0 ? shardHours : 0,
        price: "extendedShardHour",
      },
      { service, item: "PUT payload units", quantity: units / 1e6, price: "putPayloadUnits" },
      longTerm,
    ];
  }
  // Each record counts as whole KB.
  const gbIn = (records * Math.ceil(recordBytes / KB) * KB) / GB;
  return [
    { service, item: "stream on demand", quantity: HOURS_PER_MONTH, price: "onDemandStreamHour" },
    { service, item: "data in", quantity: gbIn, price: "onDemandGbIn" },
    { service, item: "data out, read once", quantity: gbIn, price: "onDemandGbOut" },
    {
      service,
      item: "retention from 24 h to 7 days",
      quantity: gbPerHour * Math.max(0, extendedHours),
      price: "onDemandExtendedGbMonth",
    },
    longTerm,
  ];
}

/** PUT payload units of one record: chunks of 25 KB, at least one. */
function payloadUnits(recordBytes: number): number {
  return Math.max(1, Math.ceil(recordBytes / PAYLOAD_UNIT_BYTES));
}
