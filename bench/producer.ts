import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { type Figure, percentile } from "./figure.ts";
import { type RunningSink, startSink } from "./producer-sink-process.ts";

const BATCH = 500;
const BATCHES = 400;
const ROUNDS = 3;

/** Different batches, so that no loop sends the same bytes again and again. */
const DIFFERENT_BATCHES = 20;

interface LoopTime {
  readonly seconds: number;
  readonly cpuSeconds: number;
}

/** What sending costs a client: produceRecords, a bare loop of PutRecordsCommand and one of boto3, in turns, one connection each. */
export async function benchProducer(): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "bench-producer-"));
  const file = path.join(folder, "records.ndjson");
  writeFileSync(file, readings(BATCH * DIFFERENT_BATCHES));
  const sink = await startSink(BATCH);
  try {
    const loops = loopsOf(sink, file);
    const times = new Map<string, LoopTime[]>(loops.map(({ name }) => [name, []]));
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const { name, command } of loops) times.get(name)?.push(await timeOf(command));
    }
    return figuresOf(times);
  } finally {
    await sink.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function loopsOf({ http2Url, http1Url }: RunningSink, file: string) {
  const script = path.join(import.meta.dirname, "producer-loop.ts");
  const node = (how: string) => [process.execPath, script, how, http2Url, file, String(BATCHES)];
  const loops = [
    { name: "produce", command: node("produce") },
    { name: "bare", command: node("bare") },
  ];
  const python = spawnSync("python3", ["-c", "import boto3"]);
  if (python.status !== 0) {
    process.stderr.write("  python3 with boto3 is missing (Debian: python3-boto3), so there is no figure for it.\n");
    return loops;
  }
  const loop = path.join(import.meta.dirname, "producer-loop.py");
  return [...loops, { name: "boto3", command: ["python3", loop, http1Url, file, String(BATCHES)] }];
}

async function timeOf([program = "", ...args]: readonly string[]): Promise<LoopTime> {
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  for await (const chunk of child.stdout) output += String(chunk);
  return JSON.parse(output) as LoopTime;
}

function figuresOf(times: ReadonlyMap<string, readonly LoopTime[]>): Figure[] {
  const records = BATCH * BATCHES;
  const rates = (name: string) => times.get(name)?.map(({ seconds }) => records / seconds) ?? [];
  const best = (name: string) => Math.max(...rates(name));
  const cpuMicroseconds = (name: string) => {
    const costs = times.get(name)?.map(({ cpuSeconds }) => (cpuSeconds * 1e6) / records) ?? [];
    return Number(percentile(costs, 0.5).toFixed(2));
  };
  const hasBoto3 = times.has("boto3");
  return [
    { what: "produceRecords into a sink, 500 a request", value: Math.round(best("produce")), unit: "records/s" },
    { what: "a bare PutRecordsCommand loop", value: Math.round(best("bare")), unit: "records/s" },
    {
      what: "produceRecords to the bare loop",
      value: ratio(best("produce"), best("bare")),
      unit: "ratio",
      wanted: "at least 0.95",
    },
    ...(hasBoto3
      ? [
          { what: "a boto3 loop", value: Math.round(best("boto3")), unit: "records/s" },
          {
            what: "produceRecords to boto3",
            value: ratio(best("produce"), best("boto3")),
            unit: "ratio",
            wanted: "at least 1.5",
          },
        ]
      : []),
    { what: "processor time a record, produceRecords", value: cpuMicroseconds("produce"), unit: "us" },
    { what: "processor time a record, bare loop", value: cpuMicroseconds("bare"), unit: "us" },
  ];
}

function ratio(one: number, other: number): number {
  return Number((one / other).toFixed(2));
}

function readings(count: number): string {
  const lines = Array.from({ length: count }, (_, index) =>
    JSON.stringify({
      event_id: `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`,
      sensor_id: 1001 + (index % 20),
      current_temperature: 20 + (index % 100) / 10,
      status: "ACTIVE",
      event_time: "2026-01-01T00:00:00.000Z",
      created_date: "2026-01-01",
    }),
  );
  return `${lines.join("\n")}\n`;
}
