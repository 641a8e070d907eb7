import { z } from "zod";
import { WAREHOUSE_OBJECTS } from "../names.ts";
import { type FileTexts, SETUP_STATEMENTS, TEARDOWN_STATEMENTS } from "../setup/setup-files.ts";
import { queryFile } from "../warehouse/query-file.ts";
import type { RunContext } from "../warehouse/run-statement.ts";
import { ARCHIVE, WAREHOUSE_PARTS } from "./teardown-steps.ts";

/** The questions by which set-up itself finds out what exists. */
export const LOOK_UP_FILES = [
  SETUP_STATEMENTS.relations,
  SETUP_STATEMENTS.landingViews,
  SETUP_STATEMENTS.externalSchema,
  SETUP_STATEMENTS.roles,
  SETUP_STATEMENTS.recorded,
  TEARDOWN_STATEMENTS.lookUpArchive,
] as const;

export type LookUpFile = (typeof LOOK_UP_FILES)[number];

/** An object of the pipeline that is in the warehouse. */
export interface FoundPart {
  readonly name: string;
  readonly kind: string;
  /** Whether set-up recorded it as its own work; roles, the archive and the table of records itself are never recorded. */
  readonly recorded: boolean;
}

/** A bound value can't be empty; no role has this name. */
const ANY_ROLE = "-";

/**
 * Objects of the pipeline that the signed-in user sees, in set-up's order. An admin sees all; for anybody else an object
 * that is not seen may be there: SVV_ROLES and SVV_TABLES show a regular user only what it may use
 * (https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_ROLES.html).
 */
export async function findParts(texts: FileTexts<LookUpFile>, context: RunContext): Promise<readonly FoundPart[]> {
  const ask = async <Row>(file: LookUpFile, row: z.ZodType<Row>, values: Readonly<Record<string, string>> = {}) =>
    (await queryFile({ name: file, text: texts[file], values }, { ...context, row })).rows;
  const found = z.object({ found: z.number() });
  const relations = await ask(SETUP_STATEMENTS.relations, z.object({ table_name: z.string() }));
  const both = z.object({ first_found: z.number(), second_found: z.number() });
  const [landing] = await ask(SETUP_STATEMENTS.landingViews, both);
  const [schema] = await ask(SETUP_STATEMENTS.externalSchema, found, { role_arn: ANY_ROLE });
  const [roles] = await ask(SETUP_STATEMENTS.roles, z.object({ reader: z.number(), monitor: z.number() }));
  const [archive] = await ask(TEARDOWN_STATEMENTS.lookUpArchive, found);
  const names = new Set([
    ...relations.map(({ table_name }) => table_name),
    ...(archive?.found ? [ARCHIVE] : []),
    ...(landing?.first_found ? [WAREHOUSE_OBJECTS.landingView] : []),
    ...(landing?.second_found ? [WAREHOUSE_OBJECTS.secondLandingView] : []),
    ...(schema?.found ? ["kinesis_schema"] : []),
    ...(roles?.reader ? ["pipeline_reader"] : []),
    ...(roles?.monitor ? ["pipeline_monitor"] : []),
  ]);
  const recorded = names.has("pipeline_objects")
    ? await ask(SETUP_STATEMENTS.recorded, z.object({ recorded: z.string() }))
    : [];
  const records = z.record(z.string(), z.unknown()).parse(JSON.parse(recorded[0]?.recorded ?? "{}"));
  return WAREHOUSE_PARTS.filter(({ name }) => names.has(name)).map((part) => ({
    ...part,
    recorded: Object.hasOwn(records, part.name),
  }));
}
