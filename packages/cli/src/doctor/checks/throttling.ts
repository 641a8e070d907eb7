import type { Check } from "../check.ts";
import { metricSums } from "../metric-sums.ts";
import { PAGES } from "../pages.ts";

const LOOK_BACK_MS = 3_600_000;

/** What a stream refuses for exceeding a shard's limits, writing and reading. */
export const throttling: Check = {
  id: "throttling",
  needs: ["reader", "stream"],
  async run(examination) {
    const { names, facts } = examination;
    const metric = (name: string) => ({ namespace: "AWS/Kinesis", name, dimensions: { StreamName: names.stream } });
    const [[written = 0, read = 0], shards] = await Promise.all([
      metricSums(
        examination,
        [metric("WriteProvisionedThroughputExceeded"), metric("ReadProvisionedThroughputExceeded")],
        LOOK_BACK_MS,
      ),
      facts.openShards(),
    ]);
    const findings = [];
    if (written > 0) {
      findings.push({
        rule: "writes-throttled",
        severity: "warning",
        found: `The stream ${names.stream} refused ${written} records in the last hour: ${shards.length} shard${shards.length === 1 ? " takes" : "s take"} 1,000 records and 1 MB a second each.`,
        matters: "They arrive later, after retries, or not at all.",
        mend: `See whether one key has most of them (pipeline doctor --only hot-keys); otherwise send slower, or: aws kinesis update-shard-count --stream-name ${names.stream} --target-shard-count ${shards.length * 2} --scaling-type UNIFORM_SCALING`,
        source: PAGES.limits,
      } as const);
    }
    if (read > 0) {
      findings.push({
        rule: "reads-throttled",
        severity: "warning",
        found: `The stream ${names.stream} refused ${read} reads in the last hour: a shard allows five and 2 MB a second, all its readers together.`,
        matters: "Refreshes take longer. Each materialized view on a stream is a reader of every shard.",
        mend: "Keep one materialized view on the stream, with plain views over it (pipeline doctor --only refresh names the others), and give other readers enhanced fan-out.",
        source: PAGES.streaming,
      } as const);
    }
    return findings;
  },
};
