/**
 * The name of everything in a stage, as a function of the app and the stage: infra creates by these names and
 * every program finds by them, so no list of names is kept anywhere else.
 */

const STAGE_PATTERN = /^[a-z][a-z0-9-]{0,29}$/;

export const APP = "sensor-pipeline";

/** Objects in the warehouse: the same in every stage, because each stage has a database of its own. */
export const WAREHOUSE_OBJECTS = {
  externalSchema: "kinesis_schema",
  landingView: "sensor_records",
  /** A streaming view can't be renamed, so a schema change makes the new one under the other name. */
  secondLandingView: "sensor_records_second",
  landedView: "sensor_landed_records",
  archiveTable: "sensor_records_archive",
  readingsView: "sensor_data_stream",
  quarantineView: "sensor_data_quarantine",
  validationView: "binary_decode_validation",
  readerRole: "pipeline_reader",
  monitorRole: "pipeline_monitor",
} as const;

/** CloudWatch namespace of every metric that the pipeline publishes itself. */
export const METRIC_NAMESPACE = "SensorPipeline";

export interface StageNames {
  readonly stage: string;
  /** What every physical name begins with: `sensor-pipeline-<stage>`. */
  readonly prefix: string;
  /** Lower case throughout: an upper-case stream name breaks Redshift's auto refresh (redshift.md 1.10). */
  readonly stream: string;
  readonly namespace: string;
  readonly workgroup: string;
  readonly database: string;
  readonly warehouseRole: string;
  readonly setupMachine: string;
  readonly refreshMachine: string;
  /** Switches the landing view's auto refresh. */
  readonly refreshModeMachine: string;
  readonly retentionMachine: string;
  /** Makes the landing view anew beside the old one. */
  readonly schemaChangeMachine: string;
  readonly teardownMachine: string;
  readonly ownerRole: string;
  /** What a person takes on to look at the stage. */
  readonly readerRole: string;
  /** All schedules are in it, and nobody else's. */
  readonly scheduleGroup: string;
  readonly producerFunction: string;
  readonly producerSchedule: string;
  readonly alertsFunction: string;
  readonly alertsSchedule: string;
  /** Rule and queue of statements that Redshift ended as FAILED or ABORTED. */
  readonly failedStatements: string;
  readonly topic: string;
  readonly dashboard: string;
  /** Physical name of the alarm `key`, for example `sensor-pipeline-dev-temperature-high`. */
  readonly alarm: (key: string) => string;
}

export class StageNameError extends Error {
  override readonly name = "StageNameError";
  constructor(stage: string) {
    super(
      `Stage "${stage}" can't be used: a stage name is 1 to 30 letters, digits and hyphens and begins with a letter. Choose another with --stage.`,
    );
  }
}

/**
 * All names of one stage.
 * @throws {StageNameError} when the stage would give a name that Kinesis, Redshift or IAM refuses.
 */
export function namesOf(stage: string): StageNames {
  const lower = stage.toLowerCase();
  if (!STAGE_PATTERN.test(lower)) throw new StageNameError(stage);
  const prefix = `${APP}-${lower}`;
  return {
    stage: lower,
    prefix,
    stream: `${prefix}-readings`,
    namespace: prefix,
    workgroup: prefix,
    database: "sensors",
    warehouseRole: `${prefix}-warehouse`,
    setupMachine: `${prefix}-setup`,
    refreshMachine: `${prefix}-refresh`,
    refreshModeMachine: `${prefix}-refresh-mode`,
    retentionMachine: `${prefix}-retention`,
    schemaChangeMachine: `${prefix}-schema-change`,
    teardownMachine: `${prefix}-teardown`,
    ownerRole: `${prefix}-owner`,
    readerRole: `${prefix}-reader`,
    scheduleGroup: prefix,
    producerFunction: `${prefix}-producer`,
    producerSchedule: `${prefix}-producer`,
    alertsFunction: `${prefix}-alerts`,
    alertsSchedule: `${prefix}-alerts`,
    failedStatements: `${prefix}-failed-statements`,
    topic: `${prefix}-alarms`,
    dashboard: prefix,
    alarm: (key) => `${prefix}-${key}`,
  };
}
