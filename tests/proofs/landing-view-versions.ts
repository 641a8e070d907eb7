import { SCHEMA_CHANGE_TEXTS, SETUP_TEXTS } from "@sensor-pipeline/core/setup/setup-fixture";

const FILE = "sql/setup/landing-view.sql";

/** The project's files with a landing view of its own for each `version`: one column more, and what lands otherwise the same. */
export function landingViewTexts(version: number) {
  const text = SETUP_TEXTS[FILE].replace(
    "  kinesis_data,\n",
    `  kinesis_data,\n  LEN(partition_key) + ${version} AS version_${version},\n`,
  );
  if (text === SETUP_TEXTS[FILE]) throw new Error(`${FILE} has no line to put a column after.`);
  return { setup: { ...SETUP_TEXTS, [FILE]: text }, schemaChange: { ...SCHEMA_CHANGE_TEXTS, [FILE]: text } };
}
