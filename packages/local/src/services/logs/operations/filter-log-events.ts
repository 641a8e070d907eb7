import { z } from "zod";
import { AwsError, type Operation } from "../../../service.ts";
import { pageOf } from "../../paging.ts";
import { parseFilterPattern } from "../filter-pattern.ts";
import type { LogEvent, LogStore } from "../log-store.ts";

const inputSchema = z.strictObject({
  logGroupName: z.string().min(1).max(512),
  logStreamNames: z.array(z.string().min(1)).min(1).max(100).optional(),
  logStreamNamePrefix: z.string().min(1).optional(),
  startTime: z.number().int().min(0).optional(),
  endTime: z.number().int().min(0).optional(),
  filterPattern: z.string().max(1024).optional(),
  nextToken: z.string().optional(),
  limit: z.number().int().min(1).max(10_000).optional(),
  /** AWS ignores it: events always come interleaved. */
  interleaved: z.boolean().optional(),
});

type Input = z.output<typeof inputSchema>;

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html */
export function filterLogEvents(store: LogStore): Operation<Input, object> {
  return {
    input: inputSchema,
    resources: (input) => [`${store.arn(input.logGroupName)}:log-stream:`],
    run: (input) => {
      if (input.logStreamNames !== undefined && input.logStreamNamePrefix !== undefined) {
        throw new AwsError(
          "InvalidParameterException",
          "logStreamNames and logStreamNamePrefix can't be given together.",
        );
      }
      const matches = parseFilterPattern(input.filterPattern ?? "");
      const found = store.events(input.logGroupName).filter((event) => isAsked(event, input) && matches(event.message));
      const { page, next } = pageOf(found, input.nextToken, input.limit ?? 10_000, "InvalidParameterException");
      const events = page.map(({ id, stream, timestamp, ingestedAt, message }) => ({
        logStreamName: stream,
        timestamp,
        message,
        ingestionTime: ingestedAt,
        eventId: `${id}`,
      }));
      return { events, searchedLogStreams: [], nextToken: next };
    },
  };
}

function isAsked(event: LogEvent, input: Input): boolean {
  const { logStreamNames, logStreamNamePrefix = "", startTime = 0, endTime = Number.POSITIVE_INFINITY } = input;
  return (
    event.timestamp >= startTime &&
    event.timestamp <= endTime &&
    event.stream.startsWith(logStreamNamePrefix) &&
    (logStreamNames === undefined || logStreamNames.includes(event.stream))
  );
}
