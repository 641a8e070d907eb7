import { refreshDefinition } from "@sensor-pipeline/core/setup/refresh-machine";
import { REFRESH_FILES } from "@sensor-pipeline/core/setup/setup-files";
import type { CommandContext } from "../command/command-context.ts";
import { CommandError } from "../command/command-error.ts";
import { endOfRun } from "../execution/end-of-run.ts";
import { findOwnerMachine } from "../execution/owner-machine.ts";
import { type OwnerOperation, openOwnerRun } from "../execution/owner-run.ts";
import { sqlTexts } from "../target/sql-texts.ts";
import { lastRefresh } from "./last-refresh.ts";
import type { RefreshOptions } from "./refresh-command.ts";

/** `pipeline refresh`. @returns the exit code */
export async function runRefresh(context: CommandContext, options: RefreshOptions): Promise<number> {
  const { terminal, target } = context;
  if (options.secretArn === undefined) await refuseWhereAutomatic(context);
  const owner = await openOwnerRun(context, refreshOperation(context), options);
  try {
    terminal.note(`Refresh of ${target.title}`);
    const report = await owner.run({});
    const refresh = report.status === "SUCCEEDED" ? await lastRefresh(context, options) : undefined;
    if (terminal.json) terminal.writeJson({ execution: report, refresh: refresh ?? null });
    else if (refresh)
      terminal.write(
        `${refresh.message.replace(/\.?$/, ".")} Records landed by it: ${refresh.landed.toLocaleString("en-US")}.`,
      );
    return endOfRun(context, report, { what: "refresh" });
  } finally {
    owner.close();
  }
}

function refreshOperation({ target, root }: CommandContext): OwnerOperation {
  const { names } = target;
  return {
    machine: names.refreshMachine,
    notBeside: [
      { name: names.setupMachine, what: "set-up" },
      { name: names.teardownMachine, what: "teardown" },
    ],
    build: (warehouse) => refreshDefinition({ target: warehouse, texts: sqlTexts(root, REFRESH_FILES) }),
  };
}

/** Only a stage that refreshes at a rate has a machine for it. @throws {CommandError} */
async function refuseWhereAutomatic({ target }: CommandContext): Promise<void> {
  const { names, title } = target;
  const [refresh, setup] = await Promise.all(
    [names.refreshMachine, names.setupMachine].map((name) => findOwnerMachine(target, name)),
  );
  refresh?.close();
  setup?.close();
  if (refresh !== undefined || setup === undefined) return;
  throw new CommandError(
    `Redshift refreshes the view of ${title} by itself, so no state machine does: wait, or refresh directly with --secret-arn. (pipeline status shows how far behind it is.)`,
  );
}
