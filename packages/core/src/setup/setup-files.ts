/** What set-up makes, in the order in which one can be made after the other. */
export const SETUP_OBJECTS = [
  // Before the views: sensor_data_stream is made together with the grants of what the alerts read.
  { name: "pipeline_reader", kind: "role", file: "sql/setup/role-reader.sql" },
  { name: "pipeline_monitor", kind: "role", file: "sql/setup/role-monitor.sql" },
  { name: "kinesis_schema", kind: "external schema", file: "sql/setup/external-schema.sql" },
  { name: "sensor_records", kind: "streaming view", file: "sql/setup/landing-view.sql" },
  { name: "sensor_records_held", kind: "table", file: "sql/setup/records-held.sql" },
  { name: "sensor_thresholds", kind: "table", file: "sql/setup/sensor-thresholds.sql" },
  { name: "sensor_landed_records", kind: "view", file: "sql/views/sensor-landed-records.sql" },
  { name: "sensor_data_optimized_decode", kind: "view", file: "sql/views/sensor-data-optimized-decode.sql" },
  { name: "sensor_data_base64_decoded", kind: "view", file: "sql/views/sensor-data-base64-decoded.sql" },
  { name: "sensor_data_utf8_decoded", kind: "view", file: "sql/views/sensor-data-utf8-decoded.sql" },
  { name: "sensor_data_hex_decoded", kind: "view", file: "sql/views/sensor-data-hex-decoded.sql" },
  { name: "binary_decode_validation", kind: "view", file: "sql/views/binary-decode-validation.sql" },
  { name: "sensor_record_state", kind: "view", file: "sql/views/sensor-record-state.sql" },
  { name: "sensor_data_stream", kind: "view", file: "sql/views/sensor-data-stream.sql" },
  { name: "sensor_data_quarantine", kind: "view", file: "sql/views/sensor-data-quarantine.sql" },
  { name: "sensor_states", kind: "view", file: "sql/views/sensor-states.sql" },
] as const;

/** What set-up asks and runs besides making objects, by what it is for. */
export const SETUP_STATEMENTS = {
  bookkeeping: "sql/setup/pipeline-objects.sql",
  forgetObject: "sql/setup/forget-object.sql",
  recordObject: "sql/setup/record-object.sql",
  recorded: "sql/setup/look-up-recorded.sql",
  externalSchema: "sql/setup/look-up-external-schema.sql",
  landingViews: "sql/setup/look-up-landing-views.sql",
  relations: "sql/setup/look-up-relations.sql",
  roles: "sql/setup/look-up-roles.sql",
  systemMonitor: "sql/setup/look-up-system-monitor.sql",
  defaultThresholds: "sql/setup/default-thresholds.sql",
  archive: "sql/setup/records-archive.sql",
  grantSystemMonitor: "sql/setup/grant-system-monitor.sql",
  grants: "sql/setup/grants.sql",
  firstRefresh: "sql/setup/first-refresh.sql",
  refreshMode: "sql/setup/refresh-mode.sql",
  validation: "sql/setup/check-validation.sql",
} as const;

/** How every machine but set-up finds out which streaming view the views read. */
export const CURRENT_VIEW_FILE = "sql/setup/look-up-current-view.sql";

/** What a schema change runs beside set-up's own files, in its order. */
export const SCHEMA_CHANGE_STATEMENTS = {
  recorded: "sql/setup/look-up-recorded.sql",
  landingViews: "sql/setup/look-up-landing-views.sql",
  forgetObject: "sql/setup/forget-object.sql",
  recordObject: "sql/setup/record-object.sql",
  landingView: "sql/setup/landing-view.sql",
  refresh: "sql/setup/first-refresh.sql",
  oldest: "sql/schema-change/look-up-oldest.sql",
  deleteLanded: "sql/retention/delete-landed.sql",
  holdWindow: "sql/retention/hold-window.sql",
  grants: "sql/setup/grants.sql",
  both: "sql/schema-change/landed-records-of-both.sql",
  refreshMode: "sql/setup/refresh-mode.sql",
  oneAtATime: "sql/retention/one-at-a-time.sql",
  holdHistory: "sql/schema-change/hold-history.sql",
  landedRecords: "sql/views/sensor-landed-records.sql",
  countMissing: "sql/schema-change/count-missing.sql",
  drop: "sql/teardown/landing-view.sql",
} as const;

/** What teardown runs, in its order; roles are dropped where they exist. */
export const TEARDOWN_STATEMENTS = {
  views: "sql/teardown/views.sql",
  landingView: "sql/teardown/landing-view.sql",
  externalSchema: "sql/teardown/external-schema.sql",
  tables: "sql/teardown/tables.sql",
  lookUpArchive: "sql/teardown/look-up-archive.sql",
  countArchive: "sql/teardown/count-archive.sql",
  archive: "sql/teardown/archive.sql",
  archiveRights: "sql/teardown/archive-rights.sql",
  roles: "sql/setup/look-up-roles.sql",
  readerRole: "sql/teardown/role-reader.sql",
  monitorRole: "sql/teardown/role-monitor.sql",
} as const;

/** What retention runs, in its order; one of the last two. */
export const RETENTION_STATEMENTS = {
  cutoff: "sql/retention/look-up-cutoff.sql",
  givenCutoff: "sql/retention/given-cutoff.sql",
  oneAtATime: "sql/retention/one-at-a-time.sql",
  archive: "sql/retention/archive-records.sql",
  deleteHeld: "sql/retention/delete-held.sql",
  deleteLanded: "sql/retention/delete-landed.sql",
  holdWindow: "sql/retention/hold-window.sql",
} as const;

export type SetupObject = (typeof SETUP_OBJECTS)[number];
export type SetupFile = SetupObject["file"] | (typeof SETUP_STATEMENTS)[keyof typeof SETUP_STATEMENTS];
export type TeardownFile = (typeof TEARDOWN_STATEMENTS)[keyof typeof TEARDOWN_STATEMENTS];
export type CurrentViewFile = typeof CURRENT_VIEW_FILE;
export type RefreshFile = (typeof SETUP_STATEMENTS)["firstRefresh"] | CurrentViewFile;
export type RefreshModeFile = (typeof SETUP_STATEMENTS)["refreshMode"] | CurrentViewFile;
export type RetentionFile = (typeof RETENTION_STATEMENTS)[keyof typeof RETENTION_STATEMENTS] | CurrentViewFile;
export type SchemaChangeFile = (typeof SCHEMA_CHANGE_STATEMENTS)[keyof typeof SCHEMA_CHANGE_STATEMENTS];

/** Texts of files by their path from the project's root. */
export type FileTexts<File extends string> = Readonly<Record<File, string>>;

/** The files whose texts `setupDefinition` takes. */
export const SETUP_FILES: readonly SetupFile[] = [
  ...SETUP_OBJECTS.map(({ file }) => file),
  ...Object.values(SETUP_STATEMENTS),
];

/** The files whose texts `refreshDefinition` takes. */
export const REFRESH_FILES: readonly RefreshFile[] = [SETUP_STATEMENTS.firstRefresh, CURRENT_VIEW_FILE];

/** The files whose texts `refreshModeDefinition` takes. */
export const REFRESH_MODE_FILES: readonly RefreshModeFile[] = [SETUP_STATEMENTS.refreshMode, CURRENT_VIEW_FILE];

/** The files whose texts `retentionDefinition` takes. */
export const RETENTION_FILES: readonly RetentionFile[] = [CURRENT_VIEW_FILE, ...Object.values(RETENTION_STATEMENTS)];

/** The files whose texts `schemaChangeDefinition` takes. */
export const SCHEMA_CHANGE_FILES: readonly SchemaChangeFile[] = Object.values(SCHEMA_CHANGE_STATEMENTS);

/** The files whose texts `teardownDefinition` takes. */
export const TEARDOWN_FILES: readonly TeardownFile[] = Object.values(TEARDOWN_STATEMENTS);

/** The texts of `files`, each read by `read`. */
export function readTexts<File extends string>(files: readonly File[], read: (file: File) => string): FileTexts<File> {
  return Object.fromEntries(files.map((file) => [file, read(file)])) as Record<File, string>;
}
