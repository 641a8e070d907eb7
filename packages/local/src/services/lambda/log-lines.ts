import type { FunctionRecord } from "./function-record.ts";

const MEGABYTE = 1024 * 1024;

/** What Lambda reports of one invocation. */
export interface InvocationReport {
  readonly requestId: string;
  readonly durationMs: number;
  readonly status: "success" | "error" | "timeout";
  readonly errorType?: string;
}

/** The platform's own lines of one invocation: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html */
export interface LogLines {
  start(requestId: string): string;
  end(report: InvocationReport): readonly string[];
}

/** Lambda's lines as text, or as JSON where the function's log format is JSON. `now` is the local time. */
export function logLines(record: FunctionRecord, now: () => Date): LogLines {
  return record.logFormat === "JSON" ? jsonLines(record, now) : textLines(record);
}

function textLines(record: FunctionRecord): LogLines {
  return {
    start: (requestId) => `START RequestId: ${requestId} Version: $LATEST`,
    end: ({ requestId, durationMs, status, errorType }) => [
      `END RequestId: ${requestId}`,
      [
        `REPORT RequestId: ${requestId}`,
        `Duration: ${durationMs.toFixed(2)} ms`,
        `Billed Duration: ${Math.ceil(durationMs)} ms`,
        `Memory Size: ${record.memoryMb} MB`,
        `Max Memory Used: ${usedMegabytes()} MB`,
        ...(status === "success" ? [] : [`Status: ${status}`]),
        ...(errorType ? [`Error Type: ${errorType}`] : []),
      ].join("\t"),
    ],
  };
}

function jsonLines(record: FunctionRecord, now: () => Date): LogLines {
  const line = (type: string, content: Readonly<Record<string, unknown>>) =>
    JSON.stringify({ time: now().toISOString(), type, record: content });
  return {
    start: (requestId) => line("platform.start", { requestId, functionArn: record.arn, version: "$LATEST" }),
    end: ({ requestId, durationMs, status, errorType }) => [
      line("platform.report", {
        requestId,
        metrics: {
          durationMs: Number(durationMs.toFixed(3)),
          billedDurationMs: Math.ceil(durationMs),
          memorySizeMB: record.memoryMb,
          maxMemoryUsedMB: usedMegabytes(),
        },
        status,
        ...(errorType ? { errorType } : {}),
      }),
    ],
  };
}

/** Of the whole process: a worker thread has no figure of its own (SUPPORT.md). */
function usedMegabytes(): number {
  return Math.round(process.memoryUsage.rss() / MEGABYTE);
}
