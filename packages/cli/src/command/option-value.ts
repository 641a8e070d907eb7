import { z } from "zod";

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** A whole number as it is typed. */
export function wholeNumber(option: string, least: number, most: number) {
  const words = `${option} must be a whole number from ${inWords(least)} to ${inWords(most)}`;
  return z
    .string()
    .regex(/^-?\d+$/, words)
    .transform(Number)
    .pipe(z.number().min(least, words).max(most, words));
}

/** A number as it is typed, fractions allowed. */
export function decimalNumber(option: string, least: number, most: number) {
  const words = `${option} must be a number from ${inWords(least)} to ${inWords(most)}`;
  return z
    .string()
    .regex(/^\d+(\.\d+)?$/, words)
    .transform(Number)
    .pipe(z.number().min(least, words).max(most, words));
}

/** A time such as 30s, 5m, 1h or 1h30m, in milliseconds. */
export function timeSpan(option: string, longestDays = 365) {
  const words = `${option} must be a time such as 30s, 5m, 1h or 1h30m, at most ${longestDays}d`;
  return z
    .string()
    .regex(/^(\d+[smhd])+$/, words)
    .transform((text) =>
      [...text.matchAll(/(\d+)([smhd])/g)].reduce(
        (sum, [, amount, unit = ""]) => sum + Number(amount) * (SECONDS[unit] ?? 0) * 1000,
        0,
      ),
    )
    .pipe(
      z
        .number()
        .min(1000, words)
        .max(longestDays * 86_400_000, words),
    );
}

function inWords(number: number): string {
  return number.toLocaleString("en-US");
}
