import { retentionDefinition } from "@sensor-pipeline/core/setup/retention-machine";
import { RETENTION_FILES, readTexts } from "@sensor-pipeline/core/setup/setup-files";
import { ownerMachine } from "./owner-machine.ts";
import { everyHours } from "./schedule-expression.ts";
import { scheduledMachine } from "./scheduled-machine.ts";
import { readSql } from "./setup.ts";
import { names, settings } from "./stage.ts";
import { ownerTarget, warehouse } from "./warehouse.ts";

const { retention } = settings;

/** Lets old records leave the landing view, on a schedule; a person may start it as well. */
export const retentionMachine = ownerMachine({
  component: "Retention",
  name: names.retentionMachine,
  definition: warehouse.adminSecretArn.apply((secretArn) =>
    JSON.stringify(
      retentionDefinition({
        target: ownerTarget(secretArn),
        keepSeconds: retention.keepHours * 3600,
        archive: retention.archive,
        texts: readTexts(RETENTION_FILES, readSql),
      }),
    ),
  ),
});

scheduledMachine({
  component: "Retention",
  name: names.retentionMachine,
  machine: retentionMachine,
  expression: everyHours(retention.everyHours),
});
