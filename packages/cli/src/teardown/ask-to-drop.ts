import type { CommandContext } from "../command/command-context.ts";
import { ask } from "../terminal/ask.ts";

/** Asks whether to drop it all. @returns undefined when the person leaves instead of answering */
export async function askToDrop({ signal }: CommandContext, title: string): Promise<boolean | undefined> {
  const { confirm } = await import("@inquirer/prompts");
  return ask((context) => confirm({ message: `Drop all of this in ${title}?`, default: false }, context), signal);
}
