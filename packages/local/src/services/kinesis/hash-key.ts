import { hash } from "node:crypto";

/** Hash keys are the 128 bits of a partition key's MD5, as an unsigned number. */
export const MAXIMUM_HASH_KEY = 2n ** 128n - 1n;

const REMEMBERED_KEYS = 4096;
const remembered = new Map<string, bigint>();

/** https://docs.aws.amazon.com/streams/latest/dev/key-concepts.html#partition-key */
export function hashKeyOf(partitionKey: string): bigint {
  const known = remembered.get(partitionKey);
  if (known !== undefined) return known;
  const hashKey = BigInt(`0x${hash("md5", partitionKey)}`);
  // A pure function's values: sensors send under the same few keys again and again.
  if (remembered.size >= REMEMBERED_KEYS) remembered.clear();
  remembered.set(partitionKey, hashKey);
  return hashKey;
}

/** The first hash keys of `count` equal ranges. */
export function uniformStarts(count: number): bigint[] {
  return Array.from({ length: count }, (_, index) => (2n ** 128n * BigInt(index)) / BigInt(count));
}
