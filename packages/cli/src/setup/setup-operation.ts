import { SETUP_FILES } from "@sensor-pipeline/core/setup/setup-files";
import { setupDefinition } from "@sensor-pipeline/core/setup/setup-machine";
import { DEFAULT_THRESHOLDS } from "@sensor-pipeline/core/setup/thresholds";
import type { CommandContext } from "../command/command-context.ts";
import { UsageError } from "../command/command-error.ts";
import type { OwnerOperation } from "../execution/owner-run.ts";
import { settingsHere } from "../target/settings-here.ts";
import { sqlTexts } from "../target/sql-texts.ts";
import type { SetupOptions } from "./setup-command.ts";

/** Set-up, as the stage's own machine does it or this checkout would deploy it. */
export function setupOperation(
  { target, root }: CommandContext,
  { roleArn, stream }: Pick<SetupOptions, "roleArn" | "stream">,
): OwnerOperation {
  const { names } = target;
  return {
    machine: names.setupMachine,
    notBeside: [
      { name: names.teardownMachine, what: "teardown" },
      { name: names.schemaChangeMachine, what: "schema change" },
    ],
    build: (warehouse) => {
      if (roleArn === undefined || stream === undefined) {
        throw new UsageError(
          "Set-up of a warehouse that no stage's state machine is for needs --role-arn and --stream: the role that the warehouse reads the stream with, and the stream.",
        );
      }
      const { refresh, temperature } = settingsHere(names.stage);
      return setupDefinition({
        target: warehouse,
        roleArn,
        streamName: stream,
        autoRefresh: refresh === "auto",
        thresholds: { ...DEFAULT_THRESHOLDS, ...temperature },
        texts: sqlTexts(root, SETUP_FILES),
      });
    },
  };
}
