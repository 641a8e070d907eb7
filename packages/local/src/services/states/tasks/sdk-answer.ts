import type { Json } from "../definition.ts";

/** A service's answer as a task's result: members in PascalCase, timestamps in ISO 8601, bytes in base64. */
export function sdkAnswer(value: unknown): Json {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (Array.isArray(value)) return value.map(sdkAnswer);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, inner]) => inner !== undefined)
        .map(([key, inner]) => [key.charAt(0).toUpperCase() + key.slice(1), sdkAnswer(inner)]),
    );
  }
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (typeof value === "bigint") return Number(value);
  return null;
}
