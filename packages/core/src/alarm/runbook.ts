import { EVALUATION_RUNBOOK } from "./runbook/evaluation-runbook.ts";
import { INGESTION_RUNBOOK } from "./runbook/ingestion-runbook.ts";
import { OPERATION_RUNBOOK } from "./runbook/operation-runbook.ts";
import { PRODUCER_RUNBOOK } from "./runbook/producer-runbook.ts";
import { QUALITY_RUNBOOK } from "./runbook/quality-runbook.ts";
import type { RunbookEntry } from "./runbook/runbook-entry.ts";
import { SENSOR_RUNBOOK } from "./runbook/sensor-runbook.ts";
import { STREAM_RUNBOOK } from "./runbook/stream-runbook.ts";

const ENTRIES = {
  ...PRODUCER_RUNBOOK,
  ...STREAM_RUNBOOK,
  ...INGESTION_RUNBOOK,
  ...QUALITY_RUNBOOK,
  ...SENSOR_RUNBOOK,
  ...EVALUATION_RUNBOOK,
  ...OPERATION_RUNBOOK,
} as const;

export type AlarmKey = keyof typeof ENTRIES;

/** By the alarm's key: what is not here can't be an alarm, and a test holds that every entry is one. */
export const RUNBOOK: Readonly<Record<AlarmKey, RunbookEntry>> = ENTRIES;
