import type { ColumnMetadata, Field } from "@aws-sdk/client-redshift-data";

/** A value as the Data API tells it: what is neither a number nor a truth comes as text, by the column's `typeName`. */
export type RawValue = string | number | boolean | Uint8Array | null;

export type WarehouseValue = RawValue | Date;

/** Types whose text is read further, by the column's `typeName`. Every other text stays as it is, decimals included. */
const TEXT_READERS: Readonly<Record<string, (text: string) => WarehouseValue>> = {
  timestamp: (text) => toDate(text, "Z"),
  timestamptz: (text) => toDate(text, undefined),
};

const TIMESTAMP = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(?:\.(\d{1,6}))?([+-]\d{2}(?::?\d{2})?)?$/;

/**
 * One field of a Data API result. Integers come as numbers, which are exact up to 2^53: cast longer ones to VARCHAR.
 * Decimals come as text, timestamps as Dates, the ones without a time zone taken as UTC.
 * @throws {RangeError} when a timestamp can't be read.
 */
export function readField(field: Field, column: ColumnMetadata | undefined): WarehouseValue {
  const value = rawValue(field);
  return typeof value === "string" ? (TEXT_READERS[column?.typeName ?? ""]?.(value) ?? value) : value;
}

/** One field of a Data API result, its text unread. */
export function rawValue(field: Field): RawValue {
  if (field.isNull) return null;
  return field.stringValue ?? field.longValue ?? field.doubleValue ?? field.booleanValue ?? field.blobValue ?? null;
}

function toDate(text: string, zone: string | undefined): Date {
  const [, day, time, fraction = "", offset = zone] = TIMESTAMP.exec(text) ?? [];
  const hours = offset && /^[+-]\d{2}$/.test(offset) ? `${offset}:00` : offset;
  const date = new Date(`${day}T${time}.${fraction.slice(0, 3).padEnd(3, "0")}${hours}`);
  if (!day || !hours || Number.isNaN(date.getTime())) {
    throw new RangeError(`"${text}" is not a timestamp as the Data API writes them.`);
  }
  return date;
}
