/** The other side does not keep to the protocol: it is told so, and its connection ends. SQLSTATE 08P01. */
export class ProtocolError extends Error {
  override readonly name = "ProtocolError";
  readonly sqlState = "08P01";
}
