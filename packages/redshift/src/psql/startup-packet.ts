import { MessageReader } from "./message-reader.ts";
import { ProtocolError } from "./protocol-error.ts";

const PROTOCOL_MAJOR = 3;
const CANCEL_REQUEST = 80_877_102;
const SSL_REQUEST = 80_877_103;
const GSS_ENCRYPTION_REQUEST = 80_877_104;

/** A client's first message, the only ones without a type before them. */
export type StartupPacket =
  | { readonly kind: "ssl" | "gss encryption" }
  | { readonly kind: "cancel"; readonly pid: number; readonly secret: number }
  | {
      readonly kind: "startup";
      /** Above 0 the client is told that 3.0 is spoken. */
      readonly minorVersion: number;
      /** `user`, `database` and settings of the session. */
      readonly parameters: ReadonlyMap<string, string>;
    };

/**
 * Reads what follows the length of a client's first message.
 * https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-START-UP
 * @throws {ProtocolError}
 */
export function readStartupPacket(packet: Buffer): StartupPacket {
  const reader = new MessageReader(packet);
  const code = reader.int32();
  if (code === SSL_REQUEST) return { kind: "ssl" };
  if (code === GSS_ENCRYPTION_REQUEST) return { kind: "gss encryption" };
  if (code === CANCEL_REQUEST) return { kind: "cancel", pid: reader.int32(), secret: reader.int32() };
  const [major, minor] = [code >>> 16, code & 0xffff];
  if (major !== PROTOCOL_MAJOR) {
    throw new ProtocolError(`unsupported frontend protocol ${major}.${minor}: server supports 3.0`);
  }
  const parameters = new Map<string, string>();
  for (let name = reader.text(); name !== ""; name = reader.text()) parameters.set(name, reader.text());
  if (!reader.atEnd) throw new ProtocolError("invalid startup packet layout: expected terminator as last byte");
  return { kind: "startup", minorVersion: minor, parameters };
}
