import { retentionDefinition } from "@sensor-pipeline/core/setup/retention-machine";
import { RETENTION_FILES } from "@sensor-pipeline/core/setup/setup-files";
import type { CommandContext } from "../command/command-context.ts";
import type { OwnerOperation } from "../execution/owner-run.ts";
import { settingsHere } from "../target/settings-here.ts";
import { sqlTexts } from "../target/sql-texts.ts";

/** Retention, as the stage's own machine does it or this checkout would deploy it. */
export function retentionOperation({ target, root }: CommandContext): OwnerOperation {
  const { names } = target;
  return {
    machine: names.retentionMachine,
    notBeside: [{ name: names.teardownMachine, what: "teardown" }],
    build: (warehouse) => {
      const { keepHours, archive } = settingsHere(names.stage).retention;
      const texts = sqlTexts(root, RETENTION_FILES);
      return retentionDefinition({ target: warehouse, keepSeconds: keepHours * 3600, archive, texts });
    },
  };
}
