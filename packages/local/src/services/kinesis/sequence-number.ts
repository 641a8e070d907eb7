/**
 * Sequence numbers of 56 digits, as AWS's are: what the shard's begin with (`49`, its creation in milliseconds, its number) and the
 * record's index in the shard. All are of one length, so text compares as numbers do, and a child shard's are greater than its parent's.
 */

const SHARD_DIGITS = 5;
const CREATION_DIGITS = 13;
const TOTAL_DIGITS = 56;
const INDEX_DIGITS = TOTAL_DIGITS - 2 - CREATION_DIGITS - SHARD_DIGITS;

export function sequencePrefix(createdAt: number, shardNumber: number): string {
  return `49${String(createdAt).padStart(CREATION_DIGITS, "0")}${String(shardNumber).padStart(SHARD_DIGITS, "0")}`;
}

export function sequenceNumber(prefix: string, index: number): string {
  return prefix + String(index).padStart(INDEX_DIGITS, "0");
}

/** The index within the shard of that prefix; undefined for a sequence number of another shard. */
export function sequenceIndex(prefix: string, sequence: string): number | undefined {
  if (sequence.length !== TOTAL_DIGITS || !sequence.startsWith(prefix) || !/^\d+$/.test(sequence)) return undefined;
  const index = Number(sequence.slice(prefix.length));
  return Number.isSafeInteger(index) ? index : undefined;
}
