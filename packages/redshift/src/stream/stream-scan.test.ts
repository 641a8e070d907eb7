import { expect, test } from "vitest";
import type { Clock } from "../clock.ts";
import { StreamReadError } from "../stream-reader.ts";
import { InMemoryStream } from "./in-memory-stream.ts";
import { type ShardCheckpoint, StreamScan } from "./stream-scan.ts";

/** A clock that jumps where it is asked to sleep. */
function jumpingClock(): Clock & { slept: number } {
  let now = Date.UTC(2026, 0, 1);
  return {
    slept: 0,
    now: () => now,
    async sleep(milliseconds) {
      now = Math.max(now, now + milliseconds);
      this.slept += milliseconds;
    },
  };
}

async function readAll(scan: StreamScan): Promise<string[]> {
  const { scanned } = await scan.read();
  scan.committed(
    scanned.map(({ shardId, records, finished }): ShardCheckpoint => {
      const position = records.at(-1)?.sequenceNumber;
      return { shardId, finished, ...(position === undefined ? {} : { position }) };
    }),
  );
  return scanned.flatMap((shard) => shard.records.map((record) => Buffer.from(record.data).toString()));
}

test("the children of a split are read only after their parent, and only once", async () => {
  const stream = new InMemoryStream("s");
  const scan = new StreamScan(stream, "s", jumpingClock(), []);
  const [parent = ""] = stream.openShards;
  stream.put(parent, "before", 0);
  stream.split(parent);
  const [left = ""] = stream.openShards;
  stream.put(left, "after", 1);
  await scan.discover();
  expect(scan.readable()).toEqual([parent]);
  expect(await readAll(scan)).toEqual(["before"]);
  expect(scan.readable()).toEqual(stream.openShards);
  expect(await readAll(scan)).toEqual(["after"]);
  expect(await readAll(scan)).toEqual([]);
});

test("the child of a merge waits for both parents", async () => {
  const stream = new InMemoryStream("s", 2);
  const [left = "", right = ""] = stream.openShards;
  stream.put(right, "x", 0);
  stream.merge(left, right);
  const scan = new StreamScan(stream, "s", jumpingClock(), [{ shardId: left, finished: true }]);
  await scan.discover();
  expect(scan.readable()).toEqual([right]);
});

test("a shard is read at most five times a second", async () => {
  const stream = new InMemoryStream("s");
  const clock = jumpingClock();
  const scan = new StreamScan(stream, "s", clock, []);
  await scan.discover();
  for (let round = 0; round < 6; round++) await readAll(scan);
  expect(clock.slept).toBe(1000);
});

test("an expired iterator is replaced by one at the last commit, and what was read and not committed is read again", async () => {
  const stream = new InMemoryStream("s");
  const [shard = ""] = stream.openShards;
  stream.put(shard, "1", 0);
  const scan = new StreamScan(stream, "s", jumpingClock(), []);
  await scan.discover();
  expect(await readAll(scan)).toEqual(["1"]);
  stream.put(shard, "2", 0);
  stream.failNext(new StreamReadError("expired", "Iterator expired."));
  expect((await scan.read()).scanned[0]?.records).toHaveLength(1);
  scan.rewind();
  await scan.discover();
  expect(await readAll(scan)).toEqual(["2"]);
});

test("a throttled shard is left alone and read later; a denied one fails the round", async () => {
  const stream = new InMemoryStream("s");
  const [shard = ""] = stream.openShards;
  stream.put(shard, "1", 0);
  const scan = new StreamScan(stream, "s", jumpingClock(), []);
  await scan.discover();
  stream.failNext(new StreamReadError("throttled", "Rate exceeded."));
  const round = await scan.read();
  expect([round.scanned[0]?.records, round.atTip.size]).toEqual([[], 0]);
  stream.failNext(new StreamReadError("denied", "not authorized"));
  await expect(scan.read()).rejects.toThrow("not authorized");
  scan.rewind();
  await scan.discover();
  expect(await readAll(scan)).toEqual(["1"]);
});
