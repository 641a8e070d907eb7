import { z } from "zod";
import { DEFAULT_REGION } from "../account.ts";

/** A whole number within bounds. */
export function whole(option: string, minimum: number, maximum: number) {
  return z.coerce
    .number({ error: `${option} must be a number` })
    .int(`${option} must be a whole number`)
    .min(minimum, `${option} must be at least ${minimum}`)
    .max(maximum, `${option} must be at most ${maximum}`);
}

export const region = z
  .string()
  .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, "--region must be a region's name such as us-east-1")
  .default(DEFAULT_REGION);

export function folder(path: string) {
  return z.string().min(1, "--folder must name a folder").default(path);
}
