import type { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import type { KinesisClient } from "@aws-sdk/client-kinesis";
import type { RedshiftServerlessClient } from "@aws-sdk/client-redshift-serverless";
import type { SQSClient } from "@aws-sdk/client-sqs";
import type { Clock } from "@sensor-pipeline/core/clock";
import type { AskWarehouse } from "./ask-warehouse.ts";

/** What asking takes. */
export interface ProbeContext {
  readonly kind: "aws" | "local";
  readonly warehouse: AskWarehouse;
  readonly workgroup: string;
  readonly stream: string;
  /** The stream as statements name it: `kinesis_schema."sensor-pipeline-x-readings"`. */
  readonly streamRelation: string;
  readonly kinesis: KinesisClient;
  readonly events: EventBridgeClient;
  readonly sqs: SQSClient;
  readonly serverless: RedshiftServerlessClient;
  /** The stage's own time. */
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** What a probe does where statements alone are no answer. It gives the answer as text, and leaves nothing behind. */
export type Action = (context: ProbeContext) => Promise<string>;

export type ActionName =
  | "manyViews"
  | "autoRefreshLatency"
  | "reshard"
  | "enhancedVpcRouting"
  | "resultPageSize"
  | "statementEvent";

/** The partition key of every record that a probe puts. */
export const PROBE_KEY = "smoke";

/** Looks until `read` gives something; undefined when the stage's time is up. */
export async function until<T>(
  { clock, signal }: Pick<ProbeContext, "clock" | "signal">,
  { withinMs, everyMs }: { readonly withinMs: number; readonly everyMs: number },
  read: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const end = clock.now() + withinMs;
  for (;;) {
    const found = await read();
    if (found !== undefined) return found;
    if (clock.now() >= end) return undefined;
    await clock.sleep(everyMs, signal);
  }
}
