import type { CommandContext } from "../command/command-context.ts";
import { openOwnerMachine } from "../execution/owner-machine.ts";
import { printScript } from "./print-script.ts";
import { setUpDirectly } from "./set-up-directly.ts";
import type { SetupOptions } from "./setup-command.ts";
import { showStatus } from "./show-status.ts";
import { startSetup } from "./start-setup.ts";

/** `pipeline setup`, and its `--status` and `--sql`. @returns the exit code */
export async function runSetup(context: CommandContext, options: SetupOptions): Promise<number> {
  if (options.secretArn !== undefined) return setUpDirectly(context, options);
  const machine = await openOwnerMachine(context.target, context.target.names.setupMachine);
  try {
    if (options.sql) return printScript(context, machine);
    if (options.status) return await showStatus(context, machine);
    return await startSetup(context, machine, options);
  } finally {
    machine.close();
  }
}
