import type { Deed, Planning, ScenariosOn } from "../scenario.ts";
import type { LabStage } from "../stage/lab-stage.ts";
import { withoutAction } from "../stage/take-permission.ts";

const MINUTE_MS = 60_000;

interface Shard {
  readonly ShardId: string;
  readonly HashKeyRange: { readonly StartingHashKey: string; readonly EndingHashKey: string };
  readonly SequenceNumberRange: { readonly EndingSequenceNumber?: string };
}

/** The stream itself. */
export const streamFaults: ScenariosOn = ({ every }) => [
  {
    name: "reshard",
    only: {
      stage: "development",
      because: "Kinesis alone reshards an on-demand stream, by a traffic that would take hours here",
    },
    happens:
      "In mid-stream a shard is split and the two are merged again: records of parents and children are all read, in their order.",
    minutes: [15, 40],
    plan: ({ window, draw }: Planning) => {
      const merged = window.from + draw.whole("merge", 3, 12) * MINUTE_MS;
      const deeds: readonly Deed[] = [
        { at: window.from, what: "the shard is split", run: (stage) => split(stage, draw.share("where", 0.1, 0.9)) },
        { at: merged, what: "its children are merged", run: merge },
      ];
      return { drawn: `split, merged ${(merged - window.from) / MINUTE_MS} min later`, deeds };
    },
    raised: {},
  },
  {
    name: "retention-expiry",
    only: {
      stage: "development",
      because: "production's stream keeps its records for a week, which is too long a run",
    },
    happens:
      "Nothing is refreshed for longer than the stream keeps its records: the oldest are gone for good, all others land, and the window of 24 hours rolls on.",
    minutes: [25 * 60, 26 * 60],
    plan: ({ window, names }) => ({
      drawn: "no refresh for longer than 24 h",
      deeds: withoutAction(names.warehouseRole, "kinesis:GetRecords", window),
    }),
    raised: {
      ...{ "refresh-failed": 0, "data-not-fresh": 0, "refresh-stopped": 0, "alerts-stale": 0 },
      "statement-failed": every.refresh,
    },
    mayRaise: {
      "retention-at-risk":
        "a reader's age is known only when it reads: once it may again, for as long as it has old records before it",
      "iterator-age": "as retention-at-risk",
      "scan-lag": "the first evaluation afterwards sees how old the records were that have just been read",
    },
    expires: true,
  },
];

async function split({ ask, names }: LabStage, where: number): Promise<void> {
  const [shard] = await openShards(ask, names.stream);
  if (!shard) throw new Error("The stream has no open shard.");
  const [first, last] = [BigInt(shard.HashKeyRange.StartingHashKey), BigInt(shard.HashKeyRange.EndingHashKey)];
  const NewStartingHashKey = first + ((last - first) * BigInt(Math.round(where * 100))) / 100n;
  await ask("kinesis", "SplitShard", {
    StreamName: names.stream,
    ShardToSplit: shard.ShardId,
    NewStartingHashKey: String(NewStartingHashKey),
  });
}

async function merge({ ask, names }: LabStage): Promise<void> {
  const [left, right] = await openShards(ask, names.stream);
  if (!left || !right) throw new Error("The stream has no two open shards.");
  await ask("kinesis", "MergeShards", {
    StreamName: names.stream,
    ShardToMerge: left.ShardId,
    AdjacentShardToMerge: right.ShardId,
  });
}

async function openShards(ask: LabStage["ask"], StreamName: string): Promise<readonly Shard[]> {
  const { Shards } = await ask<{ Shards: readonly Shard[] }>("kinesis", "ListShards", { StreamName });
  return Shards.filter(({ SequenceNumberRange }) => SequenceNumberRange.EndingSequenceNumber === undefined);
}
