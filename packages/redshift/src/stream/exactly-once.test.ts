import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { StreamReadError, type StreamReadFailure } from "../stream-reader.ts";
import { TestRedshift } from "../test-redshift.ts";

/** One thing that happens to a stream and its view. Numbers choose among what there is. */
type Step =
  | { readonly kind: "put"; readonly shard: number; readonly count: number }
  | { readonly kind: "split" | "merge"; readonly shard: number }
  | { readonly kind: "fail"; readonly failure: StreamReadFailure }
  | { readonly kind: "refresh" | "reopen" };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("put" as const),
      shard: fc.nat(),
      count: fc.integer({ min: 1, max: 40 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom("split" as const, "merge" as const), shard: fc.nat() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("fail" as const),
      failure: fc.constantFrom<StreamReadFailure>("expired", "throttled", "denied"),
    }),
  },
  { weight: 4, arbitrary: fc.constant({ kind: "refresh" as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: "reopen" as const }) },
);

let redshift: TestRedshift;
let sent = 0;

beforeAll(async () => {
  redshift = await TestRedshift.open({ shards: 2 });
  await redshift.land();
});

afterAll(() => redshift.close());

test("whatever happens to the stream and to us, each record is in the view exactly once, and in its shard's order", async () => {
  // The stream and the view live on from run to run: each run is a longer history.
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (steps) => {
      for (const item of steps) await take(item);
      // Failures that are left fail one refresh each.
      while (!(await refreshed()));
      const rows = await redshift.run(
        "SELECT COUNT(*), COUNT(DISTINCT sequence_number), COUNT(DISTINCT FROM_VARBYTE(kinesis_data, 'utf8')) FROM landed",
      );
      expect(rows).toEqual([[sent, sent, sent]]);
    }),
    { numRuns: 12, endOnFailure: true },
  );
  const shards = await redshift.run("SELECT shard_id, COUNT(*) FROM landed GROUP BY shard_id HAVING COUNT(*) > 0");
  expect(shards.length).toBeGreaterThan(2);
}, 120_000);

async function take(item: Step): Promise<void> {
  const { stream } = redshift;
  const open = stream.openShards;
  const chosen = "shard" in item ? open[item.shard % open.length] : undefined;
  if (item.kind === "put" && chosen) {
    for (let count = 0; count < item.count; count++) {
      sent += 1;
      stream.put(chosen, `record ${sent}`, Date.UTC(2026, 0, 1) + sent);
    }
  } else if (item.kind === "split" && chosen && open.length < 6) stream.split(chosen);
  else if (item.kind === "merge" && chosen && open.length > 1) {
    const other = open.find((shard) => shard !== chosen);
    if (other) stream.merge(chosen, other);
  } else if (item.kind === "fail") stream.failNext(new StreamReadError(item.failure, `injected: ${item.failure}`));
  else if (item.kind === "reopen") await redshift.reopen();
  else if (item.kind === "refresh") await refreshed();
}

/** Whether the refresh succeeded; it may only fail by an injected failure. */
async function refreshed(): Promise<boolean> {
  try {
    await redshift.run("REFRESH MATERIALIZED VIEW landed");
    return true;
  } catch (error) {
    expect(String(error)).toContain("injected: denied");
    return false;
  }
}
