import { GetRecordsCommand, GetShardIteratorCommand } from "@aws-sdk/client-kinesis";
import type { Check, Finding } from "../check.ts";
import type { Examination } from "../examination.ts";
import { PAGES } from "../pages.ts";
import { positionRow } from "../suspect-record.ts";

/** Kinesis may answer with no record though there are some further on. */
const LOOKS = 5;

/** For each shard, how long its first record that the landing view has not read has been waiting. */
export const lag: Check = {
  id: "lag",
  needs: ["reader", "stream", "setup", "landing-view", "grants"],
  async run(examination) {
    const { facts, query } = examination;
    const landingView = await facts.landingView();
    const [shards, positions, { settings }] = await Promise.all([
      facts.openShards(),
      query("scan-positions.sql", positionRow),
      facts.warehouse(),
    ]);
    const waits = await Promise.all(
      shards.map((shard) => {
        const row = positions.find(({ view_name, shard_id }) => view_name === landingView && shard_id === shard);
        return waitingSeconds(examination, shard, row?.position);
      }),
    );
    return shards.flatMap((shard, index) => {
      const seconds = waits[index] ?? 0;
      return seconds > settings.freshnessThresholdSeconds
        ? behind(shard, seconds, settings.freshnessThresholdSeconds, examination.names.stage)
        : [];
    });
  },
};

function behind(shard: string, seconds: number, allowed: number, stage: string): Finding {
  return {
    rule: "shard-behind",
    severity: "problem",
    found: `${shard}: its first record that has not landed has waited ${Math.round(seconds)} s; this stage counts data as stale after ${allowed} s.`,
    matters: "What comes behind it is not visible either, and is lost when it leaves the stream first.",
    mend: `Do refreshes succeed, and is there one at all (pipeline doctor --only refresh,refresh-mode,schedules --stage ${stage})? Where they do, the workgroup is too busy: raise its base capacity.`,
    source: PAGES.streaming,
  };
}

async function waitingSeconds(
  { ask, reader, names, now }: Examination,
  ShardId: string,
  position: string | undefined,
): Promise<number> {
  const place =
    position === undefined
      ? ({ ShardIteratorType: "TRIM_HORIZON" } as const)
      : ({ ShardIteratorType: "AFTER_SEQUENCE_NUMBER", StartingSequenceNumber: position } as const);
  const start = new GetShardIteratorCommand({ StreamName: names.stream, ShardId, ...place });
  let { ShardIterator: iterator } = await ask("kinesis:GetShardIterator", () => reader.kinesis.send(start));
  for (let look = 0; look < LOOKS && iterator !== undefined; look += 1) {
    const command = new GetRecordsCommand({ ShardIterator: iterator, Limit: 1 });
    const page = await ask("kinesis:GetRecords", () => reader.kinesis.send(command));
    const arrival = page.Records?.[0]?.ApproximateArrivalTimestamp;
    if (arrival !== undefined) return (now() - arrival.getTime()) / 1_000;
    if (page.MillisBehindLatest === 0) return 0;
    iterator = page.NextShardIterator;
  }
  return 0;
}
