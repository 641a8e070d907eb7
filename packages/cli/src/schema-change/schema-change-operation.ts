import { schemaChangeDefinition } from "@sensor-pipeline/core/setup/schema-change-machine";
import { SCHEMA_CHANGE_FILES } from "@sensor-pipeline/core/setup/setup-files";
import type { CommandContext } from "../command/command-context.ts";
import { UsageError } from "../command/command-error.ts";
import type { OwnerOperation } from "../execution/owner-run.ts";
import { settingsHere } from "../target/settings-here.ts";
import { sqlTexts } from "../target/sql-texts.ts";
import type { SchemaChangeOptions } from "./schema-change-command.ts";

/** A schema change, as the stage's own machine makes it or this checkout would deploy it. */
export function schemaChangeOperation(
  { target, root }: CommandContext,
  { stream }: Pick<SchemaChangeOptions, "stream">,
): OwnerOperation {
  const { names } = target;
  return {
    machine: names.schemaChangeMachine,
    notBeside: [
      { name: names.schemaChangeMachine, what: "schema change" },
      { name: names.setupMachine, what: "set-up" },
      { name: names.teardownMachine, what: "teardown" },
    ],
    build: (warehouse) => {
      if (stream === undefined) {
        throw new UsageError(
          "A schema change in a warehouse that no stage's state machine is for needs --stream: the stream that the new view reads.",
        );
      }
      const { keepHours } = settingsHere(names.stage).retention;
      const texts = sqlTexts(root, SCHEMA_CHANGE_FILES);
      return schemaChangeDefinition({ target: warehouse, streamName: stream, keepSeconds: keepHours * 3600, texts });
    },
  };
}
