import { z } from "zod";
import { NotSupportedError } from "../../service.ts";
import { MAXIMUM_HASH_KEY } from "./hash-key.ts";
import type { NewRecord } from "./write-records.ts";

const MAXIMUM_RECORD_BYTES = 1024 * 1024;
const MAXIMUM_KEY_LENGTH = 256;
const MAXIMUM_RECORDS = 500;
const RECORD_FIELDS = new Set(["Data", "PartitionKey", "ExplicitHashKey"]);

type Context = z.core.$RefinementCtx;
type Path = (string | number)[];

/**
 * PutRecords' records. They are checked by hand, in one loop: with a schema for each the check takes longer than everything else.
 * https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html
 */
export const recordList = z
  .array(z.unknown())
  .min(1)
  .max(MAXIMUM_RECORDS)
  .transform((items, context): readonly NewRecord[] => {
    const records: NewRecord[] = [];
    for (const [index, item] of items.entries()) {
      const record = readRecord(item, [index], context);
      if (record) records.push(record);
    }
    return records;
  });

/** One record's fields; undefined when they were refused. */
export function readRecord(item: unknown, path: Path, context: Context): NewRecord | undefined {
  if (typeof item !== "object" || item === null) return refuse(context, path, "Member must be a record");
  for (const name in item) {
    if (!RECORD_FIELDS.has(name)) {
      throw new NotSupportedError(`The field ${[...path, name].join(".")} of a Kinesis record`);
    }
  }
  const { Data, PartitionKey, ExplicitHashKey } = item as Readonly<Record<string, unknown>>;
  const data = bytesOf(Data);
  if (!data)
    return refuse(context, [...path, "Data"], Data === undefined ? "Member must not be null" : "Member must be base64");
  if (typeof PartitionKey !== "string") return refuse(context, [...path, "PartitionKey"], "Member must not be null");
  if (PartitionKey.length === 0) {
    return refuse(context, [...path, "PartitionKey"], "Member must have length greater than or equal to 1");
  }
  if (PartitionKey.length > MAXIMUM_KEY_LENGTH) {
    return refuse(
      context,
      [...path, "PartitionKey"],
      `Member must have length less than or equal to ${MAXIMUM_KEY_LENGTH}`,
    );
  }
  const bytes = data.length + Buffer.byteLength(PartitionKey);
  if (bytes > MAXIMUM_RECORD_BYTES) {
    return refuse(context, [...path, "Data"], `Member must have length less than or equal to ${MAXIMUM_RECORD_BYTES}`);
  }
  if (ExplicitHashKey === undefined) return { data, partitionKey: PartitionKey, bytes };
  const explicitHashKey = hashKeyFrom(ExplicitHashKey);
  if (explicitHashKey === undefined) {
    return refuse(
      context,
      [...path, "ExplicitHashKey"],
      "Member must satisfy regular expression pattern: 0|([1-9]\\d{0,38})",
    );
  }
  return { data, partitionKey: PartitionKey, explicitHashKey, bytes };
}

function refuse(context: Context, path: Path, message: string): undefined {
  context.issues.push({ code: "custom", message, input: undefined, path });
}

/** Base64 as the wire brings it, bytes as callers in this process do. Node skips what is not base64, so the length tells. */
function bytesOf(value: unknown): Uint8Array | undefined {
  if (value instanceof Uint8Array) return value;
  if (typeof value !== "string" || value.length % 4 !== 0) return undefined;
  const padding = value.endsWith("==") ? 2 : value.endsWith("=") ? 1 : 0;
  const bytes = Buffer.from(value, "base64");
  return bytes.length === (value.length / 4) * 3 - padding ? bytes : undefined;
}

function hashKeyFrom(value: unknown): bigint | undefined {
  if (typeof value !== "string" || !/^(0|[1-9]\d{0,38})$/.test(value)) return undefined;
  const hashKey = BigInt(value);
  return hashKey <= MAXIMUM_HASH_KEY ? hashKey : undefined;
}
