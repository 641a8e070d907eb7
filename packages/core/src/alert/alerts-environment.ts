import { z } from "zod";
import { readEnvironment, type Variables } from "../environment.ts";
import type { WarehouseTarget } from "../warehouse/warehouse-target.ts";
import type { AlertSettings } from "./evaluate-alerts.ts";

/** What the alert function is told: where its stage's data is, and how it judges them. */
export interface AlertsEnvironment {
  readonly stage: string;
  readonly streamName: string;
  readonly target: WarehouseTarget;
  readonly settings: AlertSettings;
}

/** The views show the records of the last 24 hours. */
const LONGEST_WINDOW_SECONDS = 24 * 3600;

const text = z.string().min(1);
/** Digits only: what `Number` makes a 0 of, such as an empty text, is no number here. */
const wholeNumber = z.string().regex(/^\d+$/, "must be a whole number").transform(Number).pipe(z.int());

const alertsSchema = z
  .object({
    STAGE: text,
    KINESIS_STREAM_NAME: text,
    WORKGROUP_NAME: text.optional(),
    CLUSTER_IDENTIFIER: text.optional(),
    DATABASE_NAME: text,
    ALERT_WINDOW_SECONDS: wholeNumber.pipe(z.int().min(1).max(LONGEST_WINDOW_SECONDS)),
    FRESHNESS_THRESHOLD_SECONDS: wholeNumber.pipe(z.int().min(1)),
    MINIMUM_RECORDS: wholeNumber,
  })
  .transform((variables, context): AlertsEnvironment => {
    const target = targetOf(variables);
    if (!target) {
      context.addIssue({ code: "custom", message: "set either WORKGROUP_NAME or CLUSTER_IDENTIFIER" });
      return z.NEVER;
    }
    return {
      stage: variables.STAGE,
      streamName: variables.KINESIS_STREAM_NAME,
      target,
      settings: {
        windowSeconds: variables.ALERT_WINDOW_SECONDS,
        freshnessThresholdSeconds: variables.FRESHNESS_THRESHOLD_SECONDS,
        minimumRecords: variables.MINIMUM_RECORDS,
      },
    };
  });

/** What the alert function's environment says. @throws {EnvironmentError} */
export function alertsEnvironment(variables: Variables): AlertsEnvironment {
  return readEnvironment(alertsSchema, variables);
}

interface TargetVariables {
  readonly WORKGROUP_NAME?: string | undefined;
  readonly CLUSTER_IDENTIFIER?: string | undefined;
  readonly DATABASE_NAME: string;
}

function targetOf(variables: TargetVariables): WarehouseTarget | undefined {
  const { WORKGROUP_NAME: workgroupName, CLUSTER_IDENTIFIER: clusterIdentifier, DATABASE_NAME: database } = variables;
  if (workgroupName && !clusterIdentifier) return { workgroupName, database };
  if (clusterIdentifier && !workgroupName) return { clusterIdentifier, database };
  return undefined;
}
