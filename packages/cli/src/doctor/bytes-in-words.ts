/** Hex digits of a record's first bytes as a person reads them: text where it is text, and the digits. */
export function bytesInWords(hex: string): string {
  const bytes = Buffer.from(hex, "hex");
  const digits = hex.toLowerCase().slice(0, 16);
  const isText = bytes.every((byte) => byte === 9 || byte === 10 || byte === 13 || (byte >= 32 && byte < 127));
  if (!isText || bytes.length === 0) return `beginning with the bytes ${digits || "of nothing"}`;
  return `beginning with ${JSON.stringify(bytes.toString("latin1"))}`;
}
