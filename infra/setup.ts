import { readFileSync } from "node:fs";
import path from "node:path";
import { readTexts, SETUP_FILES, TEARDOWN_FILES } from "@sensor-pipeline/core/setup/setup-files";
import { setupDefinition } from "@sensor-pipeline/core/setup/setup-machine";
import { teardownDefinition } from "@sensor-pipeline/core/setup/teardown-machine";
import { DEFAULT_THRESHOLDS } from "@sensor-pipeline/core/setup/thresholds";
import { ownerMachine } from "./owner-machine.ts";
import { names, settings } from "./stage.ts";
import { stream } from "./stream.ts";
import { ownerTarget, warehouse } from "./warehouse.ts";

/** A file of sql/, as it is when the stage is deployed. */
export const readSql = (file: string) => readFileSync(path.join($cli.paths.root, file), "utf8");

/** Makes everything in the warehouse, or says what is there already and differs; a person starts it. */
export const setupMachine = ownerMachine({
  component: "Setup",
  name: names.setupMachine,
  definition: $util
    .all([warehouse.adminSecretArn, warehouse.readRoleArn, stream.name])
    .apply(([secretArn, roleArn, streamName]) =>
      JSON.stringify(
        setupDefinition({
          target: ownerTarget(secretArn),
          roleArn,
          streamName,
          autoRefresh: settings.refresh === "auto",
          thresholds: { ...DEFAULT_THRESHOLDS, ...settings.temperature, ...settings.sensors },
          texts: readTexts(SETUP_FILES, readSql),
        }),
      ),
    ),
});

/** Drops everything that set-up made, landed records too; a person starts it before the stage is removed. */
export const teardownMachine = ownerMachine({
  component: "Teardown",
  name: names.teardownMachine,
  definition: warehouse.adminSecretArn.apply((secretArn) =>
    JSON.stringify(teardownDefinition({ target: ownerTarget(secretArn), texts: readTexts(TEARDOWN_FILES, readSql) })),
  ),
});
