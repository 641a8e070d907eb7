import type { CommandContext } from "../command/command-context.ts";
import type { CostOptions } from "./cost-command.ts";

/** Shows an estimate, or what was used. */
export async function runCost(context: CommandContext, options: CostOptions): Promise<number> {
  if (options.used) {
    const { showUsed } = await import("./show-used.ts");
    return showUsed(context, options);
  }
  const { showEstimate } = await import("./show-estimate.ts");
  return showEstimate(context, options);
}
