import os from "node:os";
import type { Latencies, Percentiles } from "@sensor-pipeline/core/latency/latencies";
import type { Terminal } from "../terminal/terminal.ts";

/** What a bench measured, and where: all latencies in milliseconds of the stage's time. */
export interface BenchReport {
  readonly measured: { readonly at: string; readonly on: string; readonly speed: number };
  /** The machine that sent the readings. */
  readonly from: Readonly<Record<string, string | number>>;
  readonly asked: { readonly count: number; readonly ratePerSecond: number };
  readonly sent: { readonly count: number; readonly failed: number; readonly perSecond: number };
  readonly visible: { readonly count: number; readonly perSecond: number | undefined };
  readonly latency: Latencies;
}

const STATIONS: readonly (readonly [keyof Latencies, string])[] = [
  ["toStream", "in the stream"],
  ["toVisible", "visible in the view"],
  ["toMetric", "counted by a metric"],
];

export function renderBenchReport(report: BenchReport, terminal: Terminal): void {
  const { measured, sent, visible, latency } = report;
  terminal.write(`${measured.on}, ${measured.at.slice(0, 19).replace("T", " ")} UTC`);
  terminal.write(`${sent.count} sent at ${sent.perSecond.toFixed(1)}/s, ${sent.failed} given up`);
  const landed = visible.perSecond === undefined ? "" : ` at ${visible.perSecond.toFixed(1)}/s`;
  terminal.write(`${visible.count} visible${landed}\n`);
  terminal.table(
    [
      { title: "from event time to" },
      ...["readings", "p50", "p95", "p99", "max"].map((title) => ({ title, align: "right" as const })),
    ],
    STATIONS.map(([key, title]) => [title, ...cells(latency[key])]),
  );
}

export function machine(): BenchReport["from"] {
  return {
    cpu: os.cpus()[0]?.model ?? "unknown",
    cores: os.availableParallelism(),
    memoryGiB: Math.round(os.totalmem() / 2 ** 30),
    platform: `${os.platform()} ${os.release()} ${os.arch()}`,
    node: process.version,
  };
}

function cells(found: Percentiles | undefined): readonly string[] {
  if (found === undefined) return ["0", "-", "-", "-", "-"];
  const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;
  return [String(found.count), seconds(found.p50), seconds(found.p95), seconds(found.p99), seconds(found.max)];
}
