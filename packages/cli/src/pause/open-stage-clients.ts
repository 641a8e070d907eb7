import { readFileSync } from "node:fs";
import path from "node:path";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { RedshiftDataClient } from "@aws-sdk/client-redshift-data";
import { SchedulerClient } from "@aws-sdk/client-scheduler";
import type { StageClients } from "@sensor-pipeline/core/pause/stage-switches";
import { refreshModeDefinition } from "@sensor-pipeline/core/setup/refresh-mode-machine";
import { REFRESH_MODE_FILES } from "@sensor-pipeline/core/setup/setup-files";
import { queryFile } from "@sensor-pipeline/core/warehouse/query-file";
import { z } from "zod";
import type { CommandContext } from "../command/command-context.ts";
import { CommandError } from "../command/command-error.ts";
import { failureText } from "../execution/failure-text.ts";
import { type OwnerOperation, openOwnerRun } from "../execution/owner-run.ts";
import { sqlTexts } from "../target/sql-texts.ts";
import { stageWarehouse } from "../target/stage-warehouse.ts";
import type { PauseOptions } from "./pause-command.ts";

const AUTO_REFRESH_FILE = "sql/queries/auto-refresh.sql";
const autoRefreshRow = z.object({ is_auto_refreshed: z.boolean() });

/** What a stage is paused and resumed with: looking as its reader, acting as the person. */
export async function openStageClients(
  context: CommandContext,
  options: PauseOptions,
): Promise<{ readonly clients: StageClients; close(): void }> {
  const { names, reader: readerSettings, person: personSettings } = context.target;
  const reader = {
    scheduler: new SchedulerClient(readerSettings),
    cloudWatch: new CloudWatchClient(readerSettings),
  };
  const person = {
    scheduler: new SchedulerClient(personSettings),
    cloudWatch: new CloudWatchClient(personSettings),
  };
  const autoRefresh = {
    isOn: () => isAutoRefreshed(context),
    set: (isOn: boolean) => setAutoRefresh(context, isOn, options),
  };
  return {
    clients: { names, reader, person, autoRefresh },
    close() {
      for (const client of [...Object.values(reader), ...Object.values(person)]) client.destroy();
    },
  };
}

async function isAutoRefreshed({ target, root, clock, signal }: CommandContext): Promise<boolean | undefined> {
  const { target: warehouse, signIn } = await stageWarehouse(target);
  const client = new RedshiftDataClient(signIn);
  try {
    const text = readFileSync(path.join(root, AUTO_REFRESH_FILE), "utf8");
    const context = { client, target: warehouse, clock, signal, row: autoRefreshRow };
    const { rows } = await queryFile({ name: AUTO_REFRESH_FILE, text }, context);
    return rows[0]?.is_auto_refreshed;
  } finally {
    client.destroy();
  }
}

/** Only the view's owner may, so it is an execution of the owner's machine, or what that does, directly. */
async function setAutoRefresh(context: CommandContext, autoRefresh: boolean, options: PauseOptions): Promise<void> {
  const { target, terminal } = context;
  const owner = await openOwnerRun(context, refreshModeOperation(context), options);
  try {
    const report = await owner.run({ autoRefresh });
    // By Ctrl-C: the exit code says so.
    context.signal.throwIfAborted();
    if (report.status === "SUCCEEDED") return;
    for (const line of failureText(report)) terminal.note(line);
    throw new CommandError(`Auto refresh of ${target.title} could not be switched ${autoRefresh ? "on" : "off"}.`);
  } finally {
    owner.close();
  }
}

function refreshModeOperation({ target, root }: CommandContext): OwnerOperation {
  return {
    machine: target.names.refreshModeMachine,
    notBeside: [],
    build: (warehouse) => refreshModeDefinition({ target: warehouse, texts: sqlTexts(root, REFRESH_MODE_FILES) }),
  };
}
