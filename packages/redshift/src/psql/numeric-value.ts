/**
 * DECIMAL in binary: groups of four digits, with the power of 10,000 of the first one, a sign and the scale.
 * https://github.com/postgres/postgres/blob/master/src/backend/utils/adt/numeric.c (numeric_send)
 */

const GROUP = 4;
const HEADER_BYTES = 8;
const POSITIVE = 0x0000;
const NEGATIVE = 0x4000;
const NAN = 0xc000;

/** @param text as PostgreSQL writes it: `-12.50` or `NaN` */
export function encodeNumeric(text: string): Buffer {
  if (text === "NaN") return header(0, 0, NAN, 0);
  const [, sign, whole = "", fraction = ""] = /^(-?)(\d*)\.?(\d*)$/.exec(text) ?? [];
  const padded = whole.padStart(Math.ceil(whole.length / GROUP) * GROUP, "0");
  const digits = padded + fraction.padEnd(Math.ceil(fraction.length / GROUP) * GROUP, "0");
  const groups = Array.from({ length: digits.length / GROUP }, (_, index) =>
    Number(digits.slice(index * GROUP, (index + 1) * GROUP)),
  );
  const first = groups.findIndex((group) => group !== 0);
  const last = groups.findLastIndex((group) => group !== 0);
  const kept = first < 0 ? [] : groups.slice(first, last + 1);
  const weight = first < 0 ? 0 : padded.length / GROUP - 1 - first;
  const bytes = Buffer.alloc(kept.length * 2);
  for (const [index, group] of kept.entries()) bytes.writeInt16BE(group, index * 2);
  const head = header(kept.length, weight, sign === "-" && kept.length > 0 ? NEGATIVE : POSITIVE, fraction.length);
  return Buffer.concat([head, bytes]);
}

/** @returns PostgreSQL's text; undefined when the bytes are no DECIMAL */
export function decodeNumeric(bytes: Buffer): string | undefined {
  if (bytes.length < HEADER_BYTES) return undefined;
  const [count, weight] = [bytes.readUInt16BE(0), bytes.readInt16BE(2)];
  const [sign, scale] = [bytes.readUInt16BE(4), bytes.readUInt16BE(6)];
  if (bytes.length !== HEADER_BYTES + count * 2) return undefined;
  if (sign === NAN) return "NaN";
  const groups = Array.from({ length: count }, (_, index) => bytes.readUInt16BE(HEADER_BYTES + index * 2));
  if ((sign !== POSITIVE && sign !== NEGATIVE) || groups.some((group) => group > 9999)) return undefined;
  const group = (place: number) => String(groups[weight - place] ?? 0).padStart(GROUP, "0");
  let whole = "";
  for (let place = Math.max(weight, 0); place >= 0; place -= 1) whole += group(place);
  let fraction = "";
  for (let place = -1; fraction.length < scale; place -= 1) fraction += group(place);
  const number = whole.replace(/^0+(?=\d)/, "");
  return `${sign === NEGATIVE ? "-" : ""}${number}${scale === 0 ? "" : `.${fraction.slice(0, scale)}`}`;
}

function header(count: number, weight: number, sign: number, scale: number): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES);
  bytes.writeUInt16BE(count, 0);
  bytes.writeInt16BE(weight, 2);
  bytes.writeUInt16BE(sign, 4);
  bytes.writeUInt16BE(scale, 6);
  return bytes;
}
