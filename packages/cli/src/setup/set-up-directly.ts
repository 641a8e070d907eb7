import type { CommandContext } from "../command/command-context.ts";
import { openOwnerRun } from "../execution/owner-run.ts";
import { namedWarehouse, warehouseTitle } from "../target/warehouse-options.ts";
import type { SetupOptions } from "./setup-command.ts";
import { setupInput } from "./setup-input.ts";
import { setupOperation } from "./setup-operation.ts";
import { showSetupEnd } from "./show-setup-end.ts";

/** Set-up as the admin, without the state machine: what that would do, from here. @returns the exit code */
export async function setUpDirectly(context: CommandContext, options: SetupOptions): Promise<number> {
  const { terminal, target } = context;
  const owner = await openOwnerRun(context, setupOperation(context, options), options);
  try {
    terminal.note(`Set-up of ${target.title}, directly in ${warehouseTitle(owner.deployed.target)}`);
    // A warehouse that is named is no stage's, which could be paused.
    const isStages = namedWarehouse(options) === undefined;
    const input = isStages ? await setupInput(context, options.replaceViews) : { replaceViews: options.replaceViews };
    return showSetupEnd(context, await owner.run(input));
  } finally {
    owner.close();
  }
}
