import { type CloudWatchClient, GetMetricDataCommand, type MetricDataQuery } from "@aws-sdk/client-cloudwatch";
import { MINUTE_MS, type ReceivedMinute } from "./freshness.ts";

/** CloudWatch could not say what the stream received. */
export class ReceivedRecordsError extends Error {
  override readonly name = "ReceivedRecordsError";
  constructor(streamName: string, problem: string) {
    super(`CloudWatch has no answer on IncomingRecords of stream "${streamName}": ${problem}.`);
  }
}

/**
 * How many records the stream received in each minute of the range; a minute without a datapoint received none, or is
 * too recent for CloudWatch to know.
 * https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html
 * @throws {ReceivedRecordsError} when CloudWatch answers, but not the question
 */
export async function receivedMinutes(
  client: CloudWatchClient,
  streamName: string,
  range: { readonly start: Date; readonly end: Date },
  signal?: AbortSignal,
): Promise<readonly ReceivedMinute[]> {
  const minutes: ReceivedMinute[] = [];
  let nextToken: string | undefined;
  do {
    const command = new GetMetricDataCommand({
      MetricDataQueries: [incomingRecords(streamName)],
      StartTime: range.start,
      EndTime: range.end,
      ScanBy: "TimestampAscending",
      NextToken: nextToken,
    });
    const page = await client.send(command, { abortSignal: signal });
    const [result] = page.MetricDataResults ?? [];
    nextToken = page.NextToken;
    // PartialData is what every page but the last says.
    const isComplete = result?.StatusCode === "Complete" || (result?.StatusCode === "PartialData" && nextToken);
    if (!isComplete) throw new ReceivedRecordsError(streamName, `its status is ${result?.StatusCode ?? "missing"}`);
    for (const [index, minute] of (result.Timestamps ?? []).entries()) {
      const records = result.Values?.[index];
      if (records === undefined) throw new ReceivedRecordsError(streamName, "a timestamp has no value");
      minutes.push({ minute, records });
    }
  } while (nextToken);
  return minutes;
}

function incomingRecords(streamName: string): MetricDataQuery {
  return {
    Id: "received",
    MetricStat: {
      Metric: {
        Namespace: "AWS/Kinesis",
        MetricName: "IncomingRecords",
        Dimensions: [{ Name: "StreamName", Value: streamName }],
      },
      Period: MINUTE_MS / 1_000,
      Stat: "Sum",
    },
  };
}
