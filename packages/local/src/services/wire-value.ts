import { z } from "zod";

/**
 * Values as the protocols deliver them: the query protocol sends every scalar as text, JSON sends numbers, booleans, base64 and epoch
 * seconds, and callers in this process pass values. Each schema here accepts all three.
 */

const NUMBER_WORDS: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  "-Infinity": Number.NEGATIVE_INFINITY,
};

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** A double. `NaN` and the infinities pass, because AWS answers them with an error of its own where it refuses them. */
export const double = z
  .union([z.number(), z.nan(), z.literal(Number.POSITIVE_INFINITY), z.string()])
  .transform((value, context) => {
    if (typeof value === "number") return value;
    const text = value.trim();
    const word = NUMBER_WORDS[text];
    if (word !== undefined) return word;
    if (DECIMAL.test(text)) return Number(text);
    context.addIssue({ code: "custom", message: `expected a number, not "${value}"` });
    return z.NEVER;
  });

/** A whole number. */
export const integer = double.refine((value) => Number.isSafeInteger(value), { error: "expected a whole number" });

/** A boolean, or the query protocol's `true` and `false`. */
export const boolean = z
  .union([z.boolean(), z.literal("true"), z.literal("false")])
  .transform((value) => value === true || value === "true");

/** A Date, epoch seconds (JSON), or ISO 8601 (query). */
export const timestamp = z.union([z.date(), z.number(), z.string()]).transform((value, context) => {
  if (value instanceof Date) return value;
  const date =
    typeof value === "number" || DECIMAL.test(value) ? new Date(Math.round(Number(value) * 1000)) : new Date(value);
  if (!Number.isNaN(date.getTime())) return date;
  context.addIssue({ code: "custom", message: `expected a timestamp (epoch seconds or ISO 8601), not "${value}"` });
  return z.NEVER;
});

/** Bytes: base64 over JSON and query, a Uint8Array in this process. */
export const blob = z
  .union([z.instanceof(Uint8Array), z.base64()])
  .transform((value) => (typeof value === "string" ? Buffer.from(value, "base64") : Buffer.from(value)));

/** A list; the query protocol writes an empty one as an empty text. */
export function list<Item extends z.ZodType>(item: Item, maximum = 1_000) {
  return z.preprocess((value) => (value === "" ? [] : value), z.array(item).max(maximum));
}

/** Tags as most services take them. */
export const tags = list(z.strictObject({ Key: z.string().min(1).max(128), Value: z.string().max(256) }), 50);
