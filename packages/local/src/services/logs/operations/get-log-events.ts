import { z } from "zod";
import { AwsError, type Operation } from "../../../service.ts";
import type { LogEvent, LogStore } from "../log-store.ts";

const inputSchema = z.strictObject({
  logGroupName: z.string().min(1).max(512),
  logStreamName: z.string().min(1).max(512),
  startTime: z.number().int().min(0).optional(),
  endTime: z.number().int().min(0).optional(),
  nextToken: z.string().optional(),
  limit: z.number().int().min(1).max(10_000).optional(),
  startFromHead: z.boolean().optional(),
});

type Input = z.output<typeof inputSchema>;

/** `f/` or `b/` and the id of the event that the next page begins after or before. */
const TOKEN = /^([fb])\/(\d+)$/;

/**
 * Pages of one stream, forwards and backwards; at the end the token is the one that was given, as on AWS.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html
 */
export function getLogEvents(store: LogStore): Operation<Input, object> {
  return {
    input: inputSchema,
    resources: (input) => [`${store.arn(input.logGroupName)}:log-stream:${input.logStreamName}`],
    run: (input) => {
      if (!store.streams(input.logGroupName).some(({ name }) => name === input.logStreamName)) {
        throw new AwsError("ResourceNotFoundException", "The specified log stream does not exist.");
      }
      const all = store.events(input.logGroupName).filter((event) => isAsked(event, input));
      const page = pageOf(all, input);
      const given = TOKEN.exec(input.nextToken ?? "")?.[2] ?? "0";
      return {
        events: page.map(({ timestamp, message, ingestedAt }) => ({ timestamp, message, ingestionTime: ingestedAt })),
        nextForwardToken: `f/${page.at(-1)?.id ?? given}`,
        nextBackwardToken: `b/${page[0]?.id ?? given}`,
      };
    },
  };
}

function isAsked(
  event: LogEvent,
  { logStreamName, startTime = 0, endTime = Number.POSITIVE_INFINITY }: Input,
): boolean {
  return event.stream === logStreamName && event.timestamp >= startTime && event.timestamp < endTime;
}

function pageOf(
  all: readonly LogEvent[],
  { nextToken, limit = 10_000, startFromHead = false }: Input,
): readonly LogEvent[] {
  if (nextToken === undefined) return startFromHead ? all.slice(0, limit) : all.slice(-limit);
  const [, direction, text] = TOKEN.exec(nextToken) ?? [];
  if (direction === undefined) throw new AwsError("InvalidParameterException", "The specified nextToken is invalid.");
  const at = all.findIndex((event) => event.id === Number(text));
  if (direction === "f") return all.slice(at + 1, at + 1 + limit);
  return at === -1 ? [] : all.slice(Math.max(0, at - limit), at);
}
