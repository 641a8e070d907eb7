import { InMemoryStream } from "./stream/in-memory-stream.ts";
import { TestRedshift } from "./test-redshift.ts";

/** Program of a test: lands a stream in the folder it is given, tells when the first rows are there, and waits to be killed. */
const stream = new InMemoryStream("readings");
const [shard = ""] = stream.openShards;
for (let count = 0; count < 60_000; count++) stream.put(shard, `record ${count}`, Date.UTC(2026, 0, 1) + count);
const redshift = await TestRedshift.onFolder(process.argv[2] ?? "", stream);
await redshift.land();
const refreshed = redshift.run("REFRESH MATERIALIZED VIEW landed");
for (;;) {
  const [[rows] = []] = await redshift.run("SELECT COUNT(*) FROM landed");
  if (rows !== 0) break;
}
process.stdout.write("landed\n");
await refreshed;
