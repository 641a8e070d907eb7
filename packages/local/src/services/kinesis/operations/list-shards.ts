import { z } from "zod";
import { AwsError, type Operation } from "../../../service.ts";
import { type KinesisContext, streamResource } from "../kinesis-context.ts";
import { filterShards, shardFilter } from "../shard-filter.ts";
import { invalidArgument, nameOf, shardIdText, streamFields, timestamp } from "../stream-input.ts";

const TOKEN_LIFETIME_MS = 300_000;

const pageToken = z.strictObject({
  stream: z.string(),
  createdAt: z.number(),
  after: z.string(),
  filter: shardFilter.optional(),
  issuedAt: z.number(),
});

const input = z.strictObject({
  ...streamFields,
  NextToken: z.string().min(1).optional(),
  ExclusiveStartShardId: shardIdText.optional(),
  MaxResults: z.number().int().min(1).max(10_000).default(1000),
  ShardFilter: shardFilter.optional(),
  /** Tells a stream from an earlier one of the same name. */
  StreamCreationTimestamp: timestamp.optional(),
});

type Input = z.infer<typeof input>;

/** A page's token names the stream, so it comes alone. https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListShards.html */
export function listShards(kinesis: KinesisContext): Operation<Input> {
  const { store } = kinesis;
  return {
    input,
    resources: (request) => streamResource(kinesis)({ StreamName: streamOf(request) }),
    run: (request) => {
      const now = store.now();
      const token = request.NextToken === undefined ? undefined : readToken(request.NextToken, now);
      const stream = store.get(streamOf(request));
      const createdAt = token?.createdAt ?? request.StreamCreationTimestamp?.getTime() ?? stream.createdAt;
      if (createdAt !== stream.createdAt) {
        throw new AwsError("ResourceNotFoundException", `Stream ${stream.name} was created at another time.`);
      }
      stream.trim(now);
      const after = token?.after ?? request.ExclusiveStartShardId;
      const filter = token?.filter ?? request.ShardFilter;
      const found = filter ? filterShards(stream, filter, now) : stream.shards;
      const rest = found.filter(({ id }) => after === undefined || id > after);
      const page = rest.slice(0, request.MaxResults);
      const last = page.at(-1);
      return {
        Shards: page.map((shard) => shard.describe()),
        NextToken:
          last && rest.length > page.length
            ? writeToken({ stream: stream.name, createdAt, after: last.id, filter, issuedAt: now })
            : undefined,
      };
    },
  };
}

function streamOf(request: Input): string {
  if (request.NextToken === undefined) return nameOf(request);
  if (
    request.StreamName !== undefined ||
    request.ExclusiveStartShardId !== undefined ||
    request.ShardFilter !== undefined
  ) {
    throw invalidArgument("NextToken and StreamName cannot be provided together.");
  }
  return parseToken(request.NextToken).stream;
}

function writeToken(token: z.infer<typeof pageToken>): string {
  const { filter, ...rest } = token;
  const Timestamp = filter?.Timestamp && filter.Timestamp.getTime() / 1000;
  return Buffer.from(JSON.stringify({ ...rest, filter: filter && { ...filter, Timestamp } })).toString("base64");
}

function readToken(text: string, now: number): z.infer<typeof pageToken> {
  const token = parseToken(text);
  if (now - token.issuedAt > TOKEN_LIFETIME_MS) {
    throw new AwsError("ExpiredNextTokenException", "The NextToken is older than five minutes.");
  }
  return token;
}

function parseToken(text: string): z.infer<typeof pageToken> {
  try {
    return pageToken.parse(JSON.parse(Buffer.from(text, "base64").toString()));
  } catch (cause) {
    throw Object.assign(invalidArgument("NextToken is invalid."), { cause });
  }
}
