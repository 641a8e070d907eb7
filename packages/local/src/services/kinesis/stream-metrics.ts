import type { MetricRecord } from "../../service.ts";

/** What one write request came to. */
export interface WriteOutcome {
  readonly operation: "PutRecord" | "PutRecords";
  readonly records: number;
  readonly written: number;
  readonly bytes: number;
}

/** What one GetRecords came to. `ageMs` is the age of its last record, or how far behind the tip it is. */
export interface ReadOutcome {
  readonly records: number;
  readonly bytes: number;
  readonly ageMs: number;
}

export interface StreamMetrics {
  wrote(stream: string, outcome: WriteOutcome): void;
  read(stream: string, outcome: ReadOutcome): void;
  readThrottled(stream: string): void;
}

/**
 * Stream-level metrics, one datapoint a request as AWS counts them. Latencies are not measured.
 * https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html
 */
export function createStreamMetrics(recordMetric: (metric: MetricRecord) => void): StreamMetrics {
  const record = (stream: string, unit: string, values: Readonly<Record<string, number>>) => {
    for (const [name, value] of Object.entries(values)) {
      recordMetric({ namespace: "AWS/Kinesis", name, dimensions: { StreamName: stream }, value, unit });
    }
  };
  return {
    wrote(stream, { operation, records, written, bytes }) {
      record(stream, "Count", {
        IncomingRecords: written,
        WriteProvisionedThroughputExceeded: records - written,
        [`${operation}.Success`]: written > 0 ? 1 : 0,
      });
      record(stream, "Bytes", { IncomingBytes: bytes, [`${operation}.Bytes`]: bytes });
      if (operation === "PutRecord") return;
      record(stream, "Count", {
        "PutRecords.Records": written,
        "PutRecords.TotalRecords": records,
        "PutRecords.SuccessfulRecords": written,
        "PutRecords.FailedRecords": 0,
        "PutRecords.ThrottledRecords": records - written,
      });
    },
    read(stream, { records, bytes, ageMs }) {
      record(stream, "Count", {
        "GetRecords.Records": records,
        "GetRecords.Success": 1,
        ReadProvisionedThroughputExceeded: 0,
      });
      record(stream, "Bytes", { "GetRecords.Bytes": bytes });
      record(stream, "Milliseconds", { "GetRecords.IteratorAgeMilliseconds": ageMs });
    },
    readThrottled(stream) {
      record(stream, "Count", { "GetRecords.Success": 0, ReadProvisionedThroughputExceeded: 1 });
    },
  };
}
