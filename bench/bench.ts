import { mkdirSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Figure } from "./figure.ts";
import { benchFirstAlarm } from "./first-alarm.ts";
import { benchPlan } from "./plan.ts";
import { benchProducer } from "./producer.ts";
import { benchQueries } from "./queries.ts";
import { benchRefresh } from "./refresh.ts";
import { benchRefreshOfLargeView } from "./refresh-large-view.ts";
import { benchThroughput } from "./throughput.ts";

const RESULT_FILE = path.resolve(import.meta.dirname, "../.local/bench.json");

/** Parts in the order they run; `npm run bench -- throughput` runs one. */
const PARTS: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  "first-alarm": benchFirstAlarm,
  throughput: benchThroughput,
  producer: benchProducer,
  refresh: benchRefresh,
  "refresh-large-view": benchRefreshOfLargeView,
  plan: benchPlan,
  queries: benchQueries,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  process.stderr.write(`There is no bench "${unknown.join(", ")}"; choose from ${Object.keys(PARTS).join(", ")}.\n`);
  process.exit(2);
}

const machine = {
  cpu: os.cpus()[0]?.model ?? "unknown",
  cores: os.availableParallelism(),
  memoryGiB: Math.round(os.totalmem() / 2 ** 30),
  platform: `${os.platform()} ${os.release()} ${os.arch()}`,
  node: process.version,
};
const figures: Figure[] = [];
for (const [name, part] of Object.entries(PARTS)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  process.stderr.write(`${name} ...\n`);
  figures.push(...(await part()));
}

process.stdout.write(
  `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, ${machine.platform}, Node ${machine.node}\n\n`,
);
for (const { what, value, unit, wanted } of figures) {
  process.stdout.write(`${what.padEnd(62)} ${String(value).padStart(10)} ${unit.padEnd(10)} ${wanted ?? ""}\n`);
}
mkdirSync(path.dirname(RESULT_FILE), { recursive: true });
writeFileSync(RESULT_FILE, `${JSON.stringify({ machine, figures }, null, 2)}\n`);
