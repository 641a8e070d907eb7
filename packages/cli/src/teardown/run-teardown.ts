import type { CommandContext } from "../command/command-context.ts";
import { UsageError } from "../command/command-error.ts";
import { directWarehouse } from "../target/direct-warehouse.ts";
import { dropByMachine } from "./drop-by-machine.ts";
import { dropDirectly } from "./drop-directly.ts";
import type { TeardownOptions } from "./teardown-command.ts";

/** `pipeline teardown`. @returns the exit code */
export async function runTeardown(context: CommandContext, options: TeardownOptions): Promise<number> {
  if (!options.yes && !context.terminal.canAsk) {
    throw new UsageError("teardown asks before it drops anything, and nobody can be asked here: give --yes.");
  }
  const warehouse = await directWarehouse(context.target, options);
  return warehouse === undefined ? dropByMachine(context, options) : dropDirectly(context, warehouse, options);
}
