import path from "node:path";
import { Engine } from "../packages/redshift/src/engine/engine.ts";
import { openTestRedshift, TestRedshift } from "../packages/redshift/src/test-redshift.ts";
import { type Figure, percentile } from "./figure.ts";

const ROWS = 2_000_000;
const RECORDS = 1000;
const RUNS = 15;
const ARRIVAL = Date.parse("2026-01-01T00:00:00Z");

/** A refresh of 1,000 records into a view of two million rows against the same into an empty one, in turns. */
export async function benchRefreshOfLargeView(): Promise<Figure[]> {
  const empty = await TestRedshift.open();
  const large = await TestRedshift.open();
  try {
    await empty.land();
    await large.land();
    await fill(large);
    const seconds = { empty: [] as number[], large: [] as number[] };
    for (let run = 0; run < RUNS; run += 1) {
      seconds.empty.push(await timeRefresh(empty));
      await empty.run("TRUNCATE landed");
      seconds.large.push(await timeRefresh(large));
    }
    const [small, big] = [percentile(seconds.empty, 0.5), percentile(seconds.large, 0.5)];
    return [
      { what: "refresh of 1,000 records into an empty view", value: Math.round(small * 1000), unit: "ms" },
      { what: "the same into a view of 2 million rows", value: Math.round(big * 1000), unit: "ms" },
      {
        what: "large to empty view",
        value: Number((big / small).toFixed(2)),
        unit: "ratio",
        wanted: "at most 1.3",
      },
    ];
  } finally {
    await empty.close();
    await large.close();
  }
}

async function timeRefresh(redshift: TestRedshift): Promise<number> {
  const [shard = ""] = redshift.stream.openShards;
  for (let index = 0; index < RECORDS; index += 1) {
    redshift.stream.put(shard, JSON.stringify({ sensor_id: index, status: "ACTIVE" }), ARRIVAL + index, String(index));
  }
  const started = performance.now();
  await redshift.run("REFRESH MATERIALIZED VIEW landed");
  return (performance.now() - started) / 1000;
}

/** Rows are put into the view's table by the engine: a stream of them would not fit the memory. */
async function fill(redshift: TestRedshift): Promise<void> {
  await redshift.redshift.close();
  const engine = await Engine.open(path.join(redshift.folder, "database"));
  await engine.exclusive((connection) =>
    connection.execute(`
      INSERT INTO public.landed (approximate_arrival_timestamp, refresh_time, partition_key, shard_id, sequence_number, kinesis_data, payload)
      SELECT timestamp '2025-01-01' + n * interval '1 second', timestamp '2025-01-01', (n % 1000)::text, 'shardId-000000000000', n::text,
        '\\x7b7d'::bytea, '{}'
      FROM generate_series(1, ${ROWS}) AS n`),
  );
  await engine.close();
  redshift.redshift = await openTestRedshift(redshift.folder, redshift.stream);
}
