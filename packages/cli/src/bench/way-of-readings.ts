import { readFileSync } from "node:fs";
import path from "node:path";
import { type CloudWatchLogsClient, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import type { Evaluation, LandedReading, Refresh } from "@sensor-pipeline/core/latency/latencies";
import { queryFile } from "@sensor-pipeline/core/warehouse/query-file";
import type { RunContext } from "@sensor-pipeline/core/warehouse/run-statement";
import { z } from "zod";

const MAX_ROWS = 1_000_000;

const readingRow = z
  .object({
    event_id: z.string().nullable(),
    event_time: z.date().nullable(),
    approximate_arrival_timestamp: z.date(),
    refresh_time: z.date(),
  })
  .transform((row) => ({
    eventId: row.event_id,
    eventTime: row.event_time,
    arrival: row.approximate_arrival_timestamp,
    refreshStarted: row.refresh_time,
  }));

const refreshRow = z
  .object({ start_time: z.date(), end_time: z.date() })
  .transform(({ start_time, end_time }): Refresh => ({ startedAt: start_time, endedAt: end_time }));

/** What an evaluation of the alerts leaves in its log, once its metrics are out. */
const outcomeSchema = z.object({ outcome: z.object({ summary: z.object({ evaluated_at: z.coerce.date() }) }) });

interface Since {
  readonly root: string;
  /** In the stage's time. */
  readonly since: Date;
}

/** Those of the readings `ids` that can be seen. */
export async function landedReadings(
  ids: ReadonlySet<string>,
  warehouse: RunContext,
  { root, since }: Since,
): Promise<readonly LandedReading[]> {
  const file = sqlFile(root, "latency-readings.sql", since);
  const { rows } = await queryFile(file, { ...warehouse, row: readingRow, maxRows: MAX_ROWS });
  return rows.flatMap(({ eventId, eventTime, ...rest }) =>
    eventId !== null && eventTime !== null && ids.has(eventId) ? { eventId, eventTime, ...rest } : [],
  );
}

/** The streaming view's refreshes that have ended. */
export async function endedRefreshes(warehouse: RunContext, { root, since }: Since): Promise<readonly Refresh[]> {
  const file = sqlFile(root, "latency-refreshes.sql", since);
  return (await queryFile(file, { ...warehouse, row: refreshRow, maxRows: MAX_ROWS })).rows;
}

/** Evaluations whose metrics are out, by the alert function's log. */
export async function publishedEvaluations(
  logs: CloudWatchLogsClient,
  logGroupName: string,
  since: Date,
  signal: AbortSignal,
): Promise<readonly Evaluation[]> {
  const evaluations: Evaluation[] = [];
  let nextToken: string | undefined;
  do {
    const page = await logs.send(
      new FilterLogEventsCommand({
        logGroupName,
        startTime: since.getTime(),
        filterPattern: '{ $.message = "done" }',
        nextToken,
      }),
      { abortSignal: signal },
    );
    for (const { message = "", timestamp = 0 } of page.events ?? []) {
      // An evaluation before set-up counts nothing and has no summary.
      const { success, data } = outcomeSchema.safeParse(JSON.parse(message));
      if (success) {
        evaluations.push({ evaluatedAt: data.outcome.summary.evaluated_at, publishedAt: new Date(timestamp) });
      }
    }
    nextToken = page.nextToken;
  } while (nextToken);
  return evaluations;
}

function sqlFile(root: string, name: string, since: Date) {
  const text = readFileSync(path.join(root, "sql/queries", name), "utf8");
  return { name, text, values: { since: since.toISOString().replace("T", " ").replace("Z", "") } };
}
