import { createHash } from "node:crypto";

/** PostgreSQL cuts longer names. */
const LONGEST_BYTES = 63;

/** Bytes of a long name that are left before its hash. */
const KEPT_BYTES = 46;

/** What the engine calls an object: a name too long for PostgreSQL ends in its hash. */
export function engineName(name: string): string {
  if (Buffer.byteLength(name) <= LONGEST_BYTES) return name;
  return `${cutToBytes(name, KEPT_BYTES)}#${createHash("sha256").update(name).digest("hex").slice(0, 16)}`;
}

/** As many whole characters as fit. */
export function cutToBytes(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  let [cut, size] = ["", 0];
  for (const character of text) {
    size += Buffer.byteLength(character);
    if (size > bytes) return cut;
    cut += character;
  }
  return cut;
}
