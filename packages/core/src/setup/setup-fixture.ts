import { readFileSync } from "node:fs";
import { refreshDefinition } from "./refresh-machine.ts";
import { refreshModeDefinition } from "./refresh-mode-machine.ts";
import { type RetentionMachine, retentionDefinition } from "./retention-machine.ts";
import { type SchemaChangeMachine, schemaChangeDefinition } from "./schema-change-machine.ts";
import {
  REFRESH_FILES,
  REFRESH_MODE_FILES,
  RETENTION_FILES,
  readTexts,
  SCHEMA_CHANGE_FILES,
  SETUP_FILES,
  TEARDOWN_FILES,
} from "./setup-files.ts";
import { type SetupMachine, setupDefinition } from "./setup-machine.ts";
import type { StatementTarget } from "./statement-target.ts";
import type { StateMachineDefinition } from "./states-language.ts";
import { teardownDefinition } from "./teardown-machine.ts";

const ROOT = new URL("../../../../", import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, ROOT), "utf8");

/** For tests: the texts of the files as they are. */
export const SETUP_TEXTS = readTexts(SETUP_FILES, read);

export const WAREHOUSE_ROLE = "arn:aws:iam::000000000000:role/sensor-pipeline-dev-warehouse";

export const TARGET: StatementTarget = {
  workgroupName: "sensor-pipeline-dev",
  database: "sensors",
  secretArn: "arn:aws:secretsmanager:us-east-1:000000000000:secret:redshift!sensor-pipeline-dev-admin",
};

/** The set-up machine of a stage named dev, with changes. */
export function setupMachine(change: Partial<SetupMachine> = {}) {
  return setupDefinition({
    target: TARGET,
    roleArn: WAREHOUSE_ROLE,
    streamName: "sensor-pipeline-dev-readings",
    autoRefresh: true,
    texts: SETUP_TEXTS,
    ...change,
  });
}

export const refreshMachine = () => refreshDefinition({ target: TARGET, texts: readTexts(REFRESH_FILES, read) });
export const refreshModeMachine = () =>
  refreshModeDefinition({ target: TARGET, texts: readTexts(REFRESH_MODE_FILES, read) });

/** The retention machine of a stage named dev that archives, with changes. */
export function retentionMachine(change: Partial<RetentionMachine> = {}) {
  const texts = readTexts(RETENTION_FILES, read);
  return retentionDefinition({ target: TARGET, keepSeconds: 86_400, archive: true, texts, ...change });
}

/** For tests: the texts of the files of a schema change as they are. */
export const SCHEMA_CHANGE_TEXTS = readTexts(SCHEMA_CHANGE_FILES, read);

/** The schema change machine of a stage named dev, with changes. */
export function schemaChangeMachine(change: Partial<SchemaChangeMachine> = {}) {
  return schemaChangeDefinition({
    target: TARGET,
    streamName: "sensor-pipeline-dev-readings",
    keepSeconds: 86_400,
    texts: SCHEMA_CHANGE_TEXTS,
    ...change,
  });
}

export const teardownMachine = () => teardownDefinition({ target: TARGET, texts: readTexts(TEARDOWN_FILES, read) });

/** Every machine of the owner, by its name in a sentence. */
export const OWNER_MACHINES: Readonly<Record<string, StateMachineDefinition>> = {
  "set-up": setupMachine(),
  "set-up of a cluster without auto refresh": setupMachine({
    target: {
      clusterIdentifier: "shared",
      database: "dev",
      secretArn: "arn:aws:secretsmanager:us-east-1:000000000000:secret:shared",
    },
    autoRefresh: false,
  }),
  refresh: refreshMachine(),
  "a refresh whose end is an event": refreshDefinition({
    target: { ...TARGET, eventPrefix: "sensor-pipeline-dev" },
    texts: readTexts(REFRESH_FILES, read),
  }),
  "the refresh mode": refreshModeMachine(),
  retention: retentionMachine(),
  "retention without an archive": retentionMachine({ archive: false }),
  "the schema change": schemaChangeMachine(),
  teardown: teardownMachine(),
};
