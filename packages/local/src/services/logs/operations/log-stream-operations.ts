import { z } from "zod";
import type { LocalClock } from "../../../clock.ts";
import type { ResourcePolicy } from "../../../identity/resource-policy.ts";
import { AwsError, type Operation } from "../../../service.ts";
import { pageOf } from "../../paging.ts";
import { EVENT_OVERHEAD, type LogStore, type LogStream } from "../log-store.ts";

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html */
const MAXIMUM_BATCH_EVENTS = 10_000;
const MAXIMUM_BATCH_BYTES = 1_048_576;
const OLDEST_MS = 14 * 86_400_000;
const NEWEST_MS = 2 * 3_600_000;

const logGroupName = z.string().min(1).max(512);
const logStreamName = z.string().regex(/^[^:*]{1,512}$/);

const streamInput = z.strictObject({ logGroupName, logStreamName });
const describeInput = z.strictObject({
  logGroupName,
  logStreamNamePrefix: z.string().optional(),
  orderBy: z.enum(["LogStreamName", "LastEventTime"]).optional(),
  descending: z.boolean().optional(),
  nextToken: z.string().optional(),
  limit: z.number().int().min(1).max(50).optional(),
});
const putInput = z.strictObject({
  logGroupName,
  logStreamName,
  logEvents: z
    .array(z.strictObject({ timestamp: z.number().int().min(0), message: z.string().min(1) }))
    .min(1)
    .max(MAXIMUM_BATCH_EVENTS),
  /** AWS ignores it since 2023. */
  sequenceToken: z.string().optional(),
});

type Put = z.output<typeof putInput>;

const ORDERS = {
  LogStreamName: (a: LogStream, b: LogStream) => (a.name < b.name ? -1 : 1),
  LastEventTime: (a: LogStream, b: LogStream) => (a.lastTimestamp ?? 0) - (b.lastTimestamp ?? 0),
} as const;

/** Log streams, and putting events into them; `policy` is the account's own for its log groups. */
export function logStreamOperations(store: LogStore, clock: LocalClock, policy: ResourcePolicy) {
  const byStream = (input: { logGroupName: string; logStreamName: string }) => [
    `${store.arn(input.logGroupName)}:log-stream:${input.logStreamName}`,
  ];

  const CreateLogStream: Operation<z.output<typeof streamInput>, void> = {
    input: streamInput,
    resources: byStream,
    policy: () => policy,
    run: (input) => store.createStream(input.logGroupName, input.logStreamName),
  };
  const DescribeLogStreams: Operation<z.output<typeof describeInput>, object> = {
    input: describeInput,
    resources: (input) => [`${store.arn(input.logGroupName)}:log-stream:`],
    run: (input) => {
      if (input.orderBy === "LastEventTime" && input.logStreamNamePrefix !== undefined) {
        throw new AwsError("InvalidParameterException", "Cannot order by LastEventTime with a logStreamNamePrefix.");
      }
      const order = ORDERS[input.orderBy ?? "LogStreamName"];
      const found = store
        .streams(input.logGroupName)
        .filter(({ name }) => name.startsWith(input.logStreamNamePrefix ?? ""))
        .sort((a, b) => (input.descending === true ? order(b, a) : order(a, b)));
      const { page, next } = pageOf(found, input.nextToken, input.limit ?? 50, "InvalidParameterException");
      return { logStreams: page.map((stream) => describe(stream, store.arn(input.logGroupName))), nextToken: next };
    },
  };
  /** Events out of AWS's bounds of time are left out and told of, the others are kept. */
  const PutLogEvents: Operation<Put, object> = {
    input: putInput,
    resources: byStream,
    policy: () => policy,
    run: (input) => {
      checkBatch(input);
      const now = clock.now();
      const { logEvents } = input;
      const firstTooNew = logEvents.findIndex(({ timestamp }) => timestamp > now + NEWEST_MS);
      const lastTooOld = logEvents.findLastIndex(({ timestamp }) => timestamp < now - OLDEST_MS);
      const end = firstTooNew === -1 ? logEvents.length : firstTooNew;
      store.append(input.logGroupName, input.logStreamName, logEvents.slice(lastTooOld + 1, end));
      const rejected = {
        ...(firstTooNew === -1 ? {} : { tooNewLogEventStartIndex: firstTooNew }),
        ...(lastTooOld === -1 ? {} : { tooOldLogEventEndIndex: lastTooOld + 1 }),
      };
      return Object.keys(rejected).length === 0 ? {} : { rejectedLogEventsInfo: rejected };
    },
  };
  return { CreateLogStream, DescribeLogStreams, PutLogEvents };
}

function checkBatch({ logEvents }: Put): void {
  const bytes = logEvents.reduce((sum, { message }) => sum + Buffer.byteLength(message) + EVENT_OVERHEAD, 0);
  if (bytes > MAXIMUM_BATCH_BYTES) {
    throw new AwsError(
      "InvalidParameterException",
      `Upload too large: ${bytes} bytes exceeds limit of ${MAXIMUM_BATCH_BYTES}`,
    );
  }
  const inOrder = logEvents.every(({ timestamp }, index) => timestamp >= (logEvents[index - 1]?.timestamp ?? 0));
  if (!inOrder)
    throw new AwsError(
      "InvalidParameterException",
      "Log events in a single PutLogEvents request must be in chronological order.",
    );
}

function describe(stream: LogStream, groupArn: string): object {
  return {
    logStreamName: stream.name,
    creationTime: stream.createdAt,
    firstEventTimestamp: stream.firstTimestamp,
    lastEventTimestamp: stream.lastTimestamp,
    lastIngestionTime: stream.lastIngestedAt,
    arn: `${groupArn}:log-stream:${stream.name}`,
    storedBytes: 0,
  };
}
