import { readFileSync } from "node:fs";
import path from "node:path";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { RedshiftDataClient } from "@aws-sdk/client-redshift-data";
import { SchedulerClient } from "@aws-sdk/client-scheduler";
import { startExecution } from "@sensor-pipeline/core/execution/start-execution";
import type { StageClients } from "@sensor-pipeline/core/pause/stage-switches";
import { queryFile } from "@sensor-pipeline/core/warehouse/query-file";
import { z } from "zod";
import type { CommandContext } from "../command/command-context.ts";
import { CommandError } from "../command/command-error.ts";
import { failureText } from "../execution/failure-text.ts";
import { follow } from "../execution/follow.ts";
import { openOwnerMachine } from "../execution/owner-machine.ts";
import { stageWarehouse } from "../target/stage-warehouse.ts";

const AUTO_REFRESH_FILE = "sql/queries/auto-refresh.sql";
const autoRefreshRow = z.object({ is_auto_refreshed: z.boolean() });

/** What a stage is paused and resumed with: looking as its reader, acting as the person. */
export async function openStageClients(
  context: CommandContext,
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
    set: (isOn: boolean) => setAutoRefresh(context, isOn),
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

/** Only the view's owner may, so it is an execution of the owner's machine. */
async function setAutoRefresh(context: CommandContext, autoRefresh: boolean): Promise<void> {
  const { target, terminal } = context;
  const machine = await openOwnerMachine(target, target.names.refreshModeMachine);
  try {
    const report = await follow(context, machine, await startExecution(machine.person, machine.arn, { autoRefresh }));
    // By Ctrl-C: the exit code says so.
    context.signal.throwIfAborted();
    if (report?.status === "SUCCEEDED") return;
    for (const line of report ? failureText(report) : []) terminal.note(line);
    throw new CommandError(`Auto refresh of ${target.title} could not be switched ${autoRefresh ? "on" : "off"}.`);
  } finally {
    machine.close();
  }
}
