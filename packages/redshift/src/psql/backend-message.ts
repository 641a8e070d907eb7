import type { ResultColumn } from "../execute/execution.ts";
import type { Format } from "./frontend-message.ts";
import { MessageWriter } from "./message-writer.ts";
import { typeIdOf, typeModifier } from "./type-id.ts";

/** What a server sends: https://www.postgresql.org/docs/8.0/protocol-message-formats.html */

const AUTHENTICATION = { ok: 0, cleartext: 3, md5: 5 } as const;
const STATUS = { idle: "I", open: "T", failed: "E" } as const;

export type TransactionStatus = keyof typeof STATUS;

/** Fields of ErrorResponse and NoticeResponse. */
export interface Report {
  readonly severity: "ERROR" | "FATAL" | "WARNING" | "INFO" | "NOTICE";
  readonly sqlState: string;
  readonly message: string;
  readonly detail?: string | undefined;
  readonly hint?: string | undefined;
  /** 1-based, in characters. */
  readonly position?: number | undefined;
}

export const PARSE_COMPLETE = new MessageWriter().message("1");
export const BIND_COMPLETE = new MessageWriter().message("2");
export const CLOSE_COMPLETE = new MessageWriter().message("3");
export const NO_DATA = new MessageWriter().message("n");
export const EMPTY_QUERY = new MessageWriter().message("I");
export const PORTAL_SUSPENDED = new MessageWriter().message("s");
export const AUTHENTICATION_OK = new MessageWriter().int32(AUTHENTICATION.ok).message("R");
export const CLEARTEXT_PASSWORD = new MessageWriter().int32(AUTHENTICATION.cleartext).message("R");
/** The answer to SSLRequest and GSSENCRequest, which is no message but a single byte. */
export const REFUSED = Buffer.from("N");

/** @param salt four bytes */
export function md5Password(salt: Buffer): Buffer {
  return new MessageWriter().int32(AUTHENTICATION.md5).bytes(salt).message("R");
}

/** The version spoken, and the options of the protocol that are not known. */
export function negotiateProtocolVersion(unknownOptions: readonly string[]): Buffer {
  const writer = new MessageWriter().int32(0).int32(unknownOptions.length);
  for (const option of unknownOptions) writer.text(option);
  return writer.message("v");
}

export function parameterStatus(name: string, value: string): Buffer {
  return new MessageWriter().text(name).text(value).message("S");
}

export function backendKeyData(pid: number, secret: number): Buffer {
  return new MessageWriter().int32(pid).int32(secret).message("K");
}

export function readyForQuery(status: TransactionStatus): Buffer {
  return new MessageWriter().bytes(Buffer.from(STATUS[status])).message("Z");
}

export function rowDescription(columns: readonly ResultColumn[], formatAt: (index: number) => Format): Buffer {
  const writer = new MessageWriter().int16(columns.length);
  for (const [index, { name, type }] of columns.entries()) {
    const { id, bytes } = typeIdOf(type);
    // No column is told to be a table's: its number would be the engine's, and not the one the catalog shows.
    writer.text(name).int32(0).int16(0).int32(id).int16(bytes).int32(typeModifier(type));
    writer.int16(formatAt(index) === "binary" ? 1 : 0);
  }
  return writer.message("T");
}

export function parameterDescription(typeIds: readonly number[]): Buffer {
  const writer = new MessageWriter().int16(typeIds.length);
  for (const id of typeIds) writer.int32(id);
  return writer.message("t");
}

export function dataRow(values: readonly (Buffer | null)[]): Buffer {
  const writer = new MessageWriter().int16(values.length);
  for (const value of values) {
    if (value === null) writer.int32(-1);
    else writer.int32(value.length).bytes(value);
  }
  return writer.message("D");
}

export function commandComplete(tag: string): Buffer {
  return new MessageWriter().text(tag).message("C");
}

export function errorResponse(report: Report): Buffer {
  return reportMessage("E", report);
}

export function noticeResponse(report: Report): Buffer {
  return reportMessage("N", report);
}

function reportMessage(type: string, { severity, sqlState, message, detail, hint, position }: Report): Buffer {
  const writer = new MessageWriter();
  const fields = { S: severity, C: sqlState, M: message, D: detail, H: hint, P: position };
  for (const [code, value] of Object.entries(fields)) {
    if (value !== undefined) writer.bytes(Buffer.from(code)).text(String(value));
  }
  return writer.bytes(Buffer.from([0])).message(type);
}
