import { WAREHOUSE_OBJECTS } from "../names.ts";
import { LANDING_VIEWS } from "../setup/landing-views.ts";
import { type FileTexts, SETUP_OBJECTS, TEARDOWN_STATEMENTS, type TeardownFile } from "../setup/setup-files.ts";
import { type PsqlValues, renderStatements } from "../sql/render-statements.ts";
import type { ArchiveFate } from "./archive-fate.ts";

/** Records that left the landing view, where the stage keeps them: set-up makes it and does not record it. */
export const ARCHIVE = "sensor_records_archive";

/** Everything that set-up makes, with the table in which it records the rest. */
export const WAREHOUSE_PARTS: readonly { readonly name: string; readonly kind: string }[] = [
  ...SETUP_OBJECTS.map(({ name, kind }) => ({ name, kind })),
  { name: WAREHOUSE_OBJECTS.secondLandingView, kind: "streaming view" },
  { name: ARCHIVE, kind: "table" },
  { name: "pipeline_objects", kind: "table" },
];

/** How one object is dropped. */
export interface TeardownStep {
  readonly name: string;
  readonly kind: string;
  readonly file: TeardownFile;
  readonly statements: readonly string[];
}

const DROPPED = /^DROP (?:MATERIALIZED VIEW|VIEW|TABLE|SCHEMA|ROLE) (?:IF EXISTS )?(?:public\.)?"?(\w+)/;

/**
 * How each object is dropped, in the order of the state machine of teardown: what reads before what is read. Statements
 * before a DROP belong to it. @throws {PsqlError}
 */
export function teardownSteps(texts: FileTexts<TeardownFile>, archive: ArchiveFate): readonly TeardownStep[] {
  const steps: TeardownStep[] = [];
  let before: string[] = [];
  for (const [file, values] of filesFor(archive)) {
    for (const sql of renderStatements(texts[file], values, file)) {
      const name = DROPPED.exec(sql)?.[1];
      before.push(sql);
      if (name === undefined) continue;
      const kind = WAREHOUSE_PARTS.find((part) => part.name === name)?.kind ?? "object";
      steps.push({ name, kind, file, statements: before });
      before = [];
    }
  }
  return steps;
}

function filesFor(archive: ArchiveFate): readonly (readonly [TeardownFile, PsqlValues])[] {
  const { views, landingView, externalSchema, tables, readerRole, monitorRole } = TEARDOWN_STATEMENTS;
  const alone = (...files: readonly TeardownFile[]) => files.map((file) => [file, {}] as const);
  return [
    ...alone(views),
    ...LANDING_VIEWS.map((view) => [landingView, { landing_view: view }] as const),
    ...alone(externalSchema, tables),
    ...alone(...(archive === "dropped" ? [TEARDOWN_STATEMENTS.archive] : [])),
    ...alone(...(archive === "kept" ? [TEARDOWN_STATEMENTS.archiveRights] : [])),
    ...alone(readerRole, monitorRole),
  ];
}
