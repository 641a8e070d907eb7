import type { CommandContext } from "../command/command-context.ts";
import { EXIT_INTERRUPTED } from "../command/exit-code.ts";
import { untilCtrlC } from "../command/until-ctrl-c.ts";
import type { StatusOptions } from "./status-command.ts";
import { statusHeader } from "./status-header.ts";

const WATCH_SECONDS = { local: 5, aws: 60 } as const;

/** Shows a stage's status, once or until Ctrl-C. @returns the exit code that goes with the verdict */
export async function runStatus(context: CommandContext, { watch, interval }: StatusOptions): Promise<number> {
  const { target, terminal } = context;
  // Before any SDK client is loaded, which takes longer than anything else.
  if (!terminal.json) terminal.write(statusHeader(target, terminal));
  const { openStatus } = await import("./open-status.ts");
  const status = await openStatus(context);
  try {
    if (!watch) return await status.show();
    const seconds = interval ?? WATCH_SECONDS[target.kind];
    await untilCtrlC(context, seconds * 1_000, () => status.show());
    return EXIT_INTERRUPTED;
  } finally {
    status.close();
  }
}
