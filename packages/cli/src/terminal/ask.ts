/** What a prompt of @inquirer/prompts takes as its second argument. */
interface PromptContext {
  /** Results alone go to stdout. */
  readonly output: NodeJS.WritableStream;
  readonly signal: AbortSignal;
}

/** What a prompt throws when a person leaves it, or it is stopped. */
const LEFT = new Set(["ExitPromptError", "AbortPromptError"]);

/**
 * Asks the person at the terminal.
 * @returns undefined when they leave by Ctrl-C or Ctrl-D, the terminal goes away, or `signal` aborts
 */
export async function ask<Answer>(
  prompt: (context: PromptContext) => Promise<Answer>,
  signal: AbortSignal,
): Promise<Answer | undefined> {
  // A prompt does not know Ctrl-D and would wait for ever.
  const left = new AbortController();
  const leave = () => left.abort();
  const onKey = (_: string | undefined, key: { readonly ctrl?: boolean; readonly name?: string }) => {
    if (key.ctrl && key.name === "d") leave();
  };
  process.stdin.on("keypress", onKey).on("end", leave);
  try {
    return await prompt({ output: process.stderr, signal: AbortSignal.any([signal, left.signal]) });
  } catch (error) {
    if (error instanceof Error && LEFT.has(error.name)) return undefined;
    throw error;
  } finally {
    process.stdin.off("keypress", onKey).off("end", leave);
  }
}
