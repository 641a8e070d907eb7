import type { AlertSettings } from "@sensor-pipeline/core/alert/evaluate-alerts";
import { type ProducerSettings, producerSettings } from "@sensor-pipeline/core/producer/producer-settings";
import type { WarehouseTarget } from "@sensor-pipeline/core/warehouse/warehouse-target";
import { z } from "zod";

type Variables = Readonly<Record<string, string | undefined>>;

/** A variable that infra sets is missing or wrong. */
export class EnvironmentError extends Error {
  override readonly name = "EnvironmentError";
}

export interface ProducerEnvironment extends ProducerSettings {
  readonly stage: string;
}

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

const producerSchema = z.object({ STAGE: text, KINESIS_STREAM_NAME: text });

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

/** What the producer's environment says. @throws {EnvironmentError} @throws {ProducerSettingsError} */
export function producerEnvironment(variables: Variables): ProducerEnvironment {
  return { stage: read(producerSchema, variables).STAGE, ...producerSettings(variables) };
}

/** What the alert function's environment says. @throws {EnvironmentError} */
export function alertsEnvironment(variables: Variables): AlertsEnvironment {
  return read(alertsSchema, variables);
}

function read<Output>(schema: z.ZodType<Output>, variables: Variables): Output {
  const result = schema.safeParse(variables);
  if (result.success) return result.data;
  throw new EnvironmentError(
    `The function's environment is wrong, see its entry in infra/:\n${z.prettifyError(result.error)}`,
    { cause: result.error },
  );
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
