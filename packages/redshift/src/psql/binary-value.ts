import type { RedshiftType, RedshiftTypeName } from "../sql/redshift-type.ts";
import { SqlError } from "../sql/sql-error.ts";
import { decodeDate, decodeTimestamp, encodeDate, encodeTimestamp } from "./moment-value.ts";
import { decodeNumeric, encodeNumeric } from "./numeric-value.ts";
import { textValue } from "./text-value.ts";

/** How values of a type are sent in binary; undefined where the bytes, or the text, are no value of it. */
interface BinaryForm {
  readonly encode: (text: string) => Buffer | undefined;
  readonly decode: (bytes: Buffer) => string | undefined;
}

const TEXT: BinaryForm = { encode: (text) => Buffer.from(text), decode: (bytes) => bytes.toString() };

const TIMESTAMP: BinaryForm = { encode: encodeTimestamp, decode: decodeTimestamp };

/** The common types, in PostgreSQL's binary forms. What is not here is sent as text or not at all. */
const FORMS: Partial<Record<RedshiftTypeName, BinaryForm>> = {
  boolean: {
    encode: (text) => Buffer.from([text === "t" ? 1 : 0]),
    decode: (bytes) => (bytes.length === 1 ? (bytes[0] === 0 ? "f" : "t") : undefined),
  },
  smallint: number(
    2,
    (bytes, value) => bytes.writeInt16BE(value),
    (bytes) => bytes.readInt16BE(),
  ),
  integer: number(
    4,
    (bytes, value) => bytes.writeInt32BE(value),
    (bytes) => bytes.readInt32BE(),
  ),
  oid: number(
    4,
    (bytes, value) => bytes.writeUInt32BE(value),
    (bytes) => bytes.readUInt32BE(),
  ),
  real: number(
    4,
    (bytes, value) => bytes.writeFloatBE(value),
    (bytes) => bytes.readFloatBE(),
  ),
  "double precision": number(
    8,
    (bytes, value) => bytes.writeDoubleBE(value),
    (bytes) => bytes.readDoubleBE(),
  ),
  bigint: {
    encode: (text) => {
      const bytes = Buffer.alloc(8);
      bytes.writeBigInt64BE(BigInt(text));
      return bytes;
    },
    decode: (bytes) => (bytes.length === 8 ? String(bytes.readBigInt64BE()) : undefined),
  },
  decimal: { encode: encodeNumeric, decode: decodeNumeric },
  date: { encode: encodeDate, decode: decodeDate },
  timestamp: TIMESTAMP,
  timestamptz: { ...TIMESTAMP, decode: (bytes) => zoned(decodeTimestamp(bytes)) },
  char: TEXT,
  varchar: TEXT,
  name: TEXT,
  unknown: TEXT,
  super: { ...TEXT, encode: (text) => Buffer.from(textValue({ name: "super" }, text)) },
  varbyte: {
    encode: (text) => Buffer.from(text.replace(/^\\x/, ""), "hex"),
    decode: (bytes) => bytes.toString("hex"),
  },
};

/** @param text PostgreSQL's @throws {SqlError} 42883 when the type has no binary form here */
export function encodeBinary({ name }: RedshiftType, text: string): Buffer {
  const bytes = FORMS[name]?.encode(text);
  if (bytes === undefined) throw new SqlError("42883", `no binary output function available for type ${name}`);
  return bytes;
}

/** @returns PostgreSQL's text @throws {SqlError} 42883 as above; 22P03 when the bytes are no value of the type */
export function decodeBinary(name: RedshiftTypeName, bytes: Buffer): string {
  const form = FORMS[name];
  if (form === undefined) throw new SqlError("42883", `no binary input function available for type ${name}`);
  const text = form.decode(bytes);
  if (text === undefined) throw new SqlError("22P03", "incorrect binary data format in bind parameter");
  return text;
}

function number(
  length: number,
  write: (bytes: Buffer, value: number) => void,
  read: (bytes: Buffer) => number,
): BinaryForm {
  return {
    encode: (text) => {
      const bytes = Buffer.alloc(length);
      write(bytes, Number(text));
      return bytes;
    },
    decode: (bytes) => (bytes.length === length ? String(read(bytes)) : undefined),
  };
}

function zoned(text: string | undefined): string | undefined {
  return text === undefined || text.endsWith("infinity") ? text : text.replace(/( BC)?$/, "+00$1");
}
