import { setTimeout as delay } from "node:timers/promises";
import { InMemoryStream } from "./stream/in-memory-stream.ts";
import { TestRedshift } from "./test-redshift.ts";

/** Program of a test: refreshes a view in the folder it is given, tells when it is in the middle of that, and waits to be killed. */
const stream = new InMemoryStream("readings");
const [shard = ""] = stream.openShards;
for (let count = 0; count < 60_000; count++) stream.put(shard, `record ${count}`, Date.UTC(2026, 0, 1) + count);
const redshift = await TestRedshift.onFolder(process.argv[2] ?? "", stream, { recordsPerTransaction: 5000 });
await redshift.land();
const refreshed = redshift.run("REFRESH MATERIALIZED VIEW landed");
// The third round is read while the rows of the first are computed and committed, apart from the view.
while (stream.reads < 4) await delay(1);
process.stdout.write("refreshing\n");
await refreshed;
