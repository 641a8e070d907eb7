/**
 * One record in a shard's log: its length, arrival (milliseconds since the epoch, as a double), partition key, data, and its length once
 * more. An entry that was being written when the process was killed is told by the missing second length.
 */
export interface Entry {
  readonly arrival: number;
  readonly partitionKey: string;
  readonly data: Buffer;
}

const LENGTH_BYTES = 4;
const ARRIVAL_BYTES = 8;
const KEY_LENGTH_BYTES = 2;
const HEAD_BYTES = LENGTH_BYTES + ARRIVAL_BYTES + KEY_LENGTH_BYTES;
const FRAME_BYTES = HEAD_BYTES + LENGTH_BYTES;

/** Bytes that the entry takes. `keyBytes` is the length of the partition key in UTF-8. */
export function entrySize(keyBytes: number, dataBytes: number): number {
  return FRAME_BYTES + keyBytes + dataBytes;
}

/** Writes an entry at `offset` and gives the offset after it; the buffer has to have the room. */
export function writeEntry(
  buffer: Buffer,
  offset: number,
  arrival: number,
  partitionKey: string,
  keyBytes: number,
  data: Uint8Array,
): number {
  const size = entrySize(keyBytes, data.length);
  buffer.writeUInt32LE(size, offset);
  buffer.writeDoubleLE(arrival, offset + LENGTH_BYTES);
  buffer.writeUInt16LE(keyBytes, offset + LENGTH_BYTES + ARRIVAL_BYTES);
  buffer.write(partitionKey, offset + HEAD_BYTES, "utf8");
  buffer.set(data, offset + HEAD_BYTES + keyBytes);
  buffer.writeUInt32LE(size, offset + size - LENGTH_BYTES);
  return offset + size;
}

/** The entry at `offset`. Its data is a view of the buffer, which is only ever appended to. */
export function readEntry(buffer: Buffer, offset: number): Entry {
  const size = buffer.readUInt32LE(offset);
  const keyStart = offset + HEAD_BYTES;
  const keyEnd = keyStart + buffer.readUInt16LE(offset + LENGTH_BYTES + ARRIVAL_BYTES);
  return {
    arrival: readArrival(buffer, offset),
    partitionKey: buffer.toString("utf8", keyStart, keyEnd),
    data: buffer.subarray(keyEnd, offset + size - LENGTH_BYTES),
  };
}

export function readArrival(buffer: Buffer, offset: number): number {
  return buffer.readDoubleLE(offset + LENGTH_BYTES);
}

/** Where the whole entries of a log begin, and the length up to which it is whole. */
export function scanEntries(buffer: Buffer): { readonly offsets: number[]; readonly length: number } {
  const offsets: number[] = [];
  let offset = 0;
  while (offset + FRAME_BYTES <= buffer.length) {
    const size = buffer.readUInt32LE(offset);
    const end = offset + size;
    if (size < FRAME_BYTES || end > buffer.length || buffer.readUInt32LE(end - LENGTH_BYTES) !== size) break;
    offsets.push(offset);
    offset = end;
  }
  return { offsets, length: offset };
}
