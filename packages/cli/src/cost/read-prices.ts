import { readFileSync } from "node:fs";
import { PRICES, type PriceKey, type PriceList } from "@sensor-pipeline/core/cost/prices";
import { z } from "zod";
import { UsageError } from "../command/command-error.ts";

const KEYS = Object.keys(PRICES) as PriceKey[];
const priceFile = z.partialRecord(z.enum(KEYS), z.number().nonnegative());

/** A person's own prices. @throws {UsageError} one sentence naming the file and what is wrong with it */
export function readPrices(file: string | undefined): PriceList {
  if (file === undefined) return {};
  const parsed = priceFile.safeParse(parseJson(file));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (issue?.code === "unrecognized_keys" || issue?.code === "invalid_key") {
    const name = issue.code === "unrecognized_keys" ? issue.keys[0] : String(issue.path.at(-1));
    throw new UsageError(`--prices: ${file} has "${name}", which is no price; there are ${KEYS.join(", ")}.`);
  }
  const at = issue?.path.join(".");
  throw new UsageError(
    `--prices: ${file} must be an object of prices by name, in US dollars${at ? ` (look at ${at})` : ""}.`,
  );
}

function parseJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`--prices: ${file} can't be read as JSON: ${why}.`);
  }
}
