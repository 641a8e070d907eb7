declare global {
  interface JSON {
    /** Digits that JSON.stringify writes as they are: Node has it, TypeScript's library not yet. */
    rawJSON(text: string): unknown;
  }
}

/**
 * A value as the JSON protocols write it: blobs in base64, timestamps in epoch seconds, whole numbers with all their digits, absent fields
 * left out.
 */
export function toJsonValue(value: unknown): unknown {
  if (typeof value === "bigint") return JSON.rawJSON(String(value));
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Uint8Array) return base64(value);
  if (value instanceof Date) return value.getTime() / 1000;
  if (Array.isArray(value)) return value.map(toJsonValue);
  const converted: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(value)) {
    if (field !== undefined) converted[name] = toJsonValue(field);
  }
  return converted;
}

export function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
}
