import { parseArgs } from "node:util";
import type { z } from "zod";

/** The command line can't be used: the message is one sentence for the person who typed it. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

type Options = Readonly<
  Record<string, { readonly type: "string" | "boolean"; readonly short?: string; readonly multiple?: boolean }>
>;

/**
 * Reads the words of a command: options with their values, nothing else, and `--help` besides.
 * @param command as it is typed: `npm start`
 * @throws {UsageError} naming the word that is none of them
 */
export function readOptions<Known extends Options>(command: string, args: readonly string[], options: Known) {
  try {
    return parseArgs({
      args: [...args],
      strict: true,
      allowPositionals: false,
      options: { ...options, help: { type: "boolean", short: "h" } },
    }).values;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${reason} See ${command} -- --help.`, { cause: error });
  }
}

/** The options as their rules make them. @throws {UsageError} with what is wrong with the first that is */
export function checkOptions<Schema extends z.ZodType>(schema: Schema, values: unknown): z.output<Schema> {
  const checked = schema.safeParse(values);
  if (checked.success) return checked.data;
  throw new UsageError(`${checked.error.issues[0]?.message ?? "The options are not usable"}.`);
}
