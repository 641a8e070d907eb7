import type { CommandContext } from "./command-context.ts";

/** Does `turn` again and again, `everyMs` after the end of the one before, until Ctrl-C. @throws what a turn throws */
export async function untilCtrlC(
  { clock, signal }: Pick<CommandContext, "clock" | "signal">,
  everyMs: number,
  turn: () => Promise<unknown>,
): Promise<void> {
  while (!signal.aborted) {
    await turn();
    await clock.sleep(everyMs, signal).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }
}
