import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Figure } from "./figure.ts";
import { startSink } from "./producer-sink-process.ts";

const BATCH = 500;
const BATCHES = 400;
const ROUNDS = 3;
const MANY_RECORDS = 10_000_000;
const MEMORY_SECONDS = 90;

/** Different batches, so that no loop sends the same bytes again and again. */
const DIFFERENT_BATCHES = 20;

interface LoopTime {
  readonly seconds: number;
  readonly cpuSeconds: number;
}

interface SdkTimes {
  readonly produce: LoopTime;
  readonly bare: LoopTime;
}

interface MemoryAccount {
  readonly sent: number;
  readonly inUseAtFirstMiB: number;
  readonly inUseLaterMiB: number;
  readonly residentMiB: number;
}

/** What sending costs a client: produceRecords, a bare loop of PutRecordsCommand and one of boto3, one connection each. */
export async function benchProducer(): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "bench-producer-"));
  const file = path.join(folder, "records.ndjson");
  writeFileSync(file, readings(BATCH * DIFFERENT_BATCHES));
  const sink = await startSink(BATCH);
  try {
    const sdk: SdkTimes[] = [];
    const boto3: LoopTime[] = [];
    const hasBoto3 = spawnSync("python3", ["-c", "import boto3"]).status === 0;
    if (!hasBoto3) process.stderr.write("  No python3 with boto3 (Debian: python3-boto3), so no figure of it.\n");
    for (let round = 0; round < ROUNDS; round += 1) {
      sdk.push(await run<SdkTimes>(process.execPath, script("producer-loop.ts"), sink.url, file, BATCHES));
      if (hasBoto3) boto3.push(await run("python3", script("producer-loop.py"), sink.url, file, BATCHES));
    }
    const phases = await run<Record<string, number>>(
      process.execPath,
      script("producer-phases.ts"),
      sink.url,
      file,
      BATCHES,
    );
    const memory = await run<MemoryAccount>(
      process.execPath,
      "--expose-gc",
      script("producer-memory.ts"),
      sink.url,
      MANY_RECORDS,
      MEMORY_SECONDS,
    );
    return [...speedFigures(sdk, boto3), ...phaseFigures(phases), ...memoryFigures(memory)];
  } finally {
    await sink.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function script(name: string): string {
  return path.join(import.meta.dirname, name);
}

/** Runs a process to its end; gives what it printed, as JSON. */
async function run<Value>(program: string, ...args: readonly (string | number)[]): Promise<Value> {
  const child = spawn(program, args.map(String), { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  for await (const chunk of child.stdout) output += String(chunk);
  return JSON.parse(output) as Value;
}

function speedFigures(sdk: readonly SdkTimes[], boto3: readonly LoopTime[]): Figure[] {
  const produce = totalOf(sdk.map((times) => times.produce));
  const bare = totalOf(sdk.map((times) => times.bare));
  const python = totalOf(boto3);
  const comparison: Figure[] = [
    { what: "a boto3 loop", value: Math.round(python.perSecond), unit: "records/s" },
    { what: "produceRecords to boto3", value: ratio(produce, python), unit: "ratio", wanted: "at least 1.5" },
    { what: "  by processor time", value: cpuRatio(produce, python), unit: "ratio" },
  ];
  return [
    { what: "produceRecords into a sink, 500 a request", value: Math.round(produce.perSecond), unit: "records/s" },
    { what: "a bare PutRecordsCommand loop", value: Math.round(bare.perSecond), unit: "records/s" },
    { what: "produceRecords to the bare loop", value: ratio(produce, bare), unit: "ratio", wanted: "at least 0.95" },
    { what: "  by processor time", value: cpuRatio(produce, bare), unit: "ratio" },
    ...(boto3.length > 0 ? comparison : []),
    { what: "processor time, produceRecords", value: rounded(produce.cpuMicroseconds), unit: "us/record" },
  ];
}

function phaseFigures(phases: Readonly<Record<string, number>>): Figure[] {
  return Object.entries(phases).map(([phase, microseconds]) => ({
    what: `the bare loop: ${phase}`,
    value: rounded(microseconds),
    unit: "us/record",
  }));
}

function memoryFigures({ sent, inUseAtFirstMiB, inUseLaterMiB, residentMiB }: MemoryAccount): Figure[] {
  const all = `of ${(sent / 1e6).toFixed(1)} million records`;
  return [
    { what: "heap in use by a producer, up to a million records", value: rounded(inUseAtFirstMiB), unit: "MiB" },
    {
      what: `the highest after that, ${all}`,
      value: rounded(inUseLaterMiB),
      unit: "MiB",
      wanted: "not more; 10 million where 90 s are enough",
    },
    { what: "resident memory, the highest (V8's room for garbage in it)", value: Math.round(residentMiB), unit: "MiB" },
  ];
}

function totalOf(times: readonly LoopTime[]) {
  const records = BATCH * BATCHES * times.length;
  const seconds = times.reduce((sum, time) => sum + time.seconds, 0);
  const cpuSeconds = times.reduce((sum, time) => sum + time.cpuSeconds, 0);
  return { perSecond: records / seconds, cpuMicroseconds: (cpuSeconds * 1e6) / records };
}

type Total = ReturnType<typeof totalOf>;

function ratio(one: Total, other: Total): number {
  return rounded(one.perSecond / other.perSecond);
}

/** By processor time, which says more on a machine that does other things as well. */
function cpuRatio(one: Total, other: Total): number {
  return rounded(other.cpuMicroseconds / one.cpuMicroseconds);
}

function rounded(value: number): number {
  return Number(value.toFixed(2));
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
