import type { StageNames } from "../names.ts";
import { type AlarmDefinition, type AlarmSettings, HOPS, type Hop } from "./alarm-definition.ts";
import type { AlarmContext } from "./alarm-rules.ts";
import { evaluationAlarms } from "./evaluation-alarms.ts";
import { ingestionAlarms } from "./ingestion-alarms.ts";
import { operationAlarms } from "./operation-alarms.ts";
import { producerAlarms } from "./producer-alarms.ts";
import { qualityAlarms } from "./quality-alarms.ts";
import { sensorAlarms } from "./sensor-alarms.ts";
import { streamAlarms } from "./stream-alarms.ts";
import { watchedMetrics } from "./watched-metrics.ts";

const ALARMS: Readonly<Record<Hop, (context: AlarmContext) => readonly AlarmDefinition[]>> = {
  producer: producerAlarms,
  stream: streamAlarms,
  ingestion: ingestionAlarms,
  quality: qualityAlarms,
  sensors: sensorAlarms,
  evaluation: evaluationAlarms,
  operation: operationAlarms,
};

/** The table: every alarm of a stage, in the order of a reading's way. */
export function alarmsOf(names: StageNames, settings: AlarmSettings): readonly AlarmDefinition[] {
  const context = { names, settings, metrics: watchedMetrics(names) };
  return HOPS.flatMap((hop) => ALARMS[hop](context));
}
