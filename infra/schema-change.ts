import { schemaChangeDefinition } from "@sensor-pipeline/core/setup/schema-change-machine";
import { readTexts, SCHEMA_CHANGE_FILES } from "@sensor-pipeline/core/setup/setup-files";
import { ownerMachine } from "./owner-machine.ts";
import { readSql } from "./setup.ts";
import { names, settings } from "./stage.ts";
import { stream } from "./stream.ts";
import { ownerTarget, warehouse } from "./warehouse.ts";

/** Makes the landing view anew beside the old one, where its file has changed; a person starts it. */
export const schemaChangeMachine = ownerMachine({
  component: "SchemaChange",
  name: names.schemaChangeMachine,
  definition: $util.all([warehouse.adminSecretArn, stream.name]).apply(([secretArn, streamName]) =>
    JSON.stringify(
      schemaChangeDefinition({
        target: ownerTarget(secretArn),
        streamName,
        keepSeconds: settings.retention.keepHours * 3600,
        texts: readTexts(SCHEMA_CHANGE_FILES, readSql),
      }),
    ),
  ),
});
