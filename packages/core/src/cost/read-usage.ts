import type { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import {
  DescribeStreamSummaryCommand,
  type KinesisClient,
  type StreamDescriptionSummary,
} from "@aws-sdk/client-kinesis";
import { z } from "zod";
import { type MetricQuery, readMetrics, sumSince } from "../metric/read-metrics.ts";
import type { StageNames } from "../names.ts";
import { type QueryFile, queryFile } from "../warehouse/query-file.ts";
import type { RunContext } from "../warehouse/run-statement.ts";
import type { UsageLine } from "./cost-line.ts";
import { functionsUsed, type MeasuredFlow, streamUsed, warehouseUsed } from "./used-lines.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export interface UsageSources {
  readonly names: StageNames;
  readonly cloudWatch: CloudWatchClient;
  readonly kinesis: KinesisClient;
  /** Where SYS_SERVERLESS_USAGE is asked; undefined for a cluster, which has none. */
  readonly warehouse: () => Promise<RunContext | undefined>;
  /** Text of sql/queries/serverless-usage.sql. */
  readonly text: string;
  readonly since: Date;
  readonly now: Date;
  readonly signal?: AbortSignal | undefined;
  readonly explain: (error: unknown) => string;
}

export interface StageUsage {
  readonly lines: readonly UsageLine[];
  /** What can't be told, and why. */
  readonly missing: readonly { readonly what: string; readonly reason: string }[];
}

const usageRow = z.object({
  intervals: z.number(),
  charged_rpu_seconds: z.number(),
  storage_megabytes: z.number().nullable(),
});

/** What a stage really used: the workgroup as it says itself, the stream and the functions as CloudWatch counted them. */
export async function readUsage(sources: UsageSources): Promise<StageUsage> {
  const parts = [
    ["Redshift Serverless", readWarehouse],
    ["Kinesis", readStream],
    ["Lambda", readFunctions],
  ] as const;
  const read = await Promise.all(
    parts.map(async ([what, readPart]) =>
      readPart(sources).then(
        (lines) => ({ what, lines }),
        (error: unknown) => ({ what, lines: sources.explain(error) }),
      ),
    ),
  );
  return {
    lines: read.flatMap(({ lines }) => (typeof lines === "string" ? [] : lines)),
    missing: read.flatMap(({ what, lines }) => (typeof lines === "string" ? [{ what, reason: lines }] : [])),
  };
}

type Part = Promise<readonly UsageLine[] | string>;

async function readWarehouse({ warehouse, text, since, now }: UsageSources): Part {
  const context = await warehouse();
  if (context === undefined) return "the warehouse is a cluster, which is paid for by the node.";
  const seconds = Math.round((now.getTime() - since.getTime()) / 1_000);
  const file: QueryFile = { name: "serverless-usage.sql", text, values: { window_seconds: seconds } };
  const { rows } = await queryFile(file, { ...context, row: usageRow });
  const [row] = rows;
  if (row === undefined || row.intervals === 0)
    return "SYS_SERVERLESS_USAGE has no row of that time: nothing was charged.";
  return warehouseUsed({
    chargedRpuSeconds: row.charged_rpu_seconds,
    storageMegabytes: row.storage_megabytes ?? 0,
    hours: seconds / 3_600,
  });
}

async function readStream(sources: UsageSources): Part {
  const { kinesis, names, since, now, signal } = sources;
  const [described, flow] = await Promise.all([
    kinesis.send(new DescribeStreamSummaryCommand({ StreamName: names.stream }), { abortSignal: signal }),
    measuredFlow(sources),
  ]);
  const stream: Partial<StreamDescriptionSummary> = described.StreamDescriptionSummary ?? {};
  const from = Math.max(since.getTime(), stream.StreamCreationTimestamp?.getTime() ?? 0);
  return streamUsed({
    mode: stream.StreamModeDetails?.StreamMode === "ON_DEMAND" ? "on-demand" : "provisioned",
    shards: stream.OpenShardCount ?? 0,
    retentionHours: stream.RetentionPeriodHours ?? 0,
    hours: (now.getTime() - from) / HOUR_MS,
    ...flow,
  });
}

async function measuredFlow(sources: UsageSources): Promise<MeasuredFlow> {
  const ofStream = (name: string): MetricQuery => ({
    namespace: "AWS/Kinesis",
    name,
    dimensions: { StreamName: sources.names.stream },
    statistic: "Sum",
  });
  const found = await sums(sources, { records: ofStream("IncomingRecords"), bytes: ofStream("IncomingBytes") });
  return { records: found.records, bytes: found.bytes };
}

async function readFunctions(sources: UsageSources): Part {
  const { producerFunction, alertsFunction } = sources.names;
  const of = (functionName: string, name: string): MetricQuery => ({
    namespace: "AWS/Lambda",
    name,
    dimensions: { FunctionName: functionName },
    statistic: "Sum",
  });
  const found = await sums(sources, {
    producer: of(producerFunction, "Invocations"),
    alerts: of(alertsFunction, "Invocations"),
    producerMs: of(producerFunction, "Duration"),
    alertsMs: of(alertsFunction, "Duration"),
  });
  return functionsUsed({
    invocations: found.producer + found.alerts,
    seconds: (found.producerMs + found.alertsMs) / 1_000,
  });
}

async function sums<Key extends string>(
  { cloudWatch, since, now, signal }: UsageSources,
  queries: Readonly<Record<Key, MetricQuery>>,
): Promise<Readonly<Record<Key, number>>> {
  const periodSeconds = now.getTime() - since.getTime() > DAY_MS ? 3_600 : 300;
  const range = { start: since, end: now, periodSeconds };
  const found = await readMetrics(cloudWatch, queries, range, signal);
  const keys = Object.keys(queries) as Key[];
  return Object.fromEntries(keys.map((key) => [key, sumSince(found[key], 0)])) as Record<Key, number>;
}
