import { createHash } from "node:crypto";

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

export type Part = string | number;

/**
 * A number in [0, 1) that depends on its arguments and nothing else: the simulator keeps no generator's state, so
 * any reading can be computed alone, in any order, any number of times.
 */
export function uniform(...parts: readonly Part[]): number {
  return hash(parts) / 2 ** 32;
}

/** A number in [-1, 1), see {@link uniform}. */
export function signed(...parts: readonly Part[]): number {
  return 2 * uniform(...parts) - 1;
}

/** Value noise in [-1, 1]: as a function of `position` it is continuous and changes its direction about once a unit. */
export function smoothNoise(position: number, ...parts: readonly Part[]): number {
  const left = Math.floor(position);
  const fraction = position - left;
  const weight = fraction * fraction * (3 - 2 * fraction);
  return signed(...parts, left) * (1 - weight) + signed(...parts, left + 1) * weight;
}

/** A UUID made of its arguments: version 8, the one for an application's own scheme (RFC 9562, section 5.8). */
export function uuidOf(...parts: readonly Part[]): string {
  const bytes = createHash("sha256").update(parts.join("\u0000")).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** FNV-1a over the text of the parts, then the finalizer of MurmurHash3, which spreads neighbouring inputs apart. */
function hash(parts: readonly Part[]): number {
  let state = FNV_OFFSET;
  for (const part of parts) {
    const text = `${part}\u0000`;
    for (let index = 0; index < text.length; index += 1) {
      state = Math.imul(state ^ text.charCodeAt(index), FNV_PRIME);
    }
  }
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 0;
}
