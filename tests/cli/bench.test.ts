import { afterAll, beforeAll, expect, test } from "vitest";
import type { BenchReport } from "../../packages/cli/src/bench/bench-report.ts";
import { runPipeline } from "./run-pipeline.ts";
import { type RunningStage, startStage } from "./stage.ts";

const TIMEOUT_MS = 180_000;

let stage: RunningStage;

beforeAll(async () => {
  stage = await startStage(["--speed", "30"]);
});

afterAll(() => stage.close());

test(
  "bench follows its own readings to the stream, the view and a metric, each later than the one before",
  async () => {
    const report = await stage.pipelineJson<BenchReport>("bench", "--count", "30", "--rate", "10");
    expect(report).toMatchObject({
      measured: { speed: 30 },
      asked: { count: 30, ratePerSecond: 10 },
      sent: { count: 30, failed: 0 },
      visible: { count: 30 },
    });
    const { toStream, toVisible, toMetric } = report.latency;
    expect([toStream?.count, toVisible?.count, toMetric?.count]).toEqual([30, 30, 30]);
    expect(toVisible?.p50).toBeGreaterThan(toStream?.p50 ?? Number.POSITIVE_INFINITY);
    expect(toMetric?.p50).toBeGreaterThan(toVisible?.p50 ?? Number.POSITIVE_INFINITY);
  },
  TIMEOUT_MS,
);

test(
  "readings that can't be seen in time are told, and the exit code is 1",
  async () => {
    const { code, stdout, stderr } = await runPipeline([
      ...["bench", "--count", "3", "--timeout", "1s"],
      ...["--folder", stage.folder],
    ]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^3 sent at /m);
    expect(stderr).toContain("could not be seen within 1 s: see pipeline status, or raise --timeout.");
  },
  TIMEOUT_MS,
);

test.each([
  [["--count", "0"], "--count must be a whole number from 1 to 10,000."],
  [["--rate", "fast"], "--rate must be a number from 0.01 to 1,000."],
  [["--timeout", "long"], "--timeout must be a time such as 30s, 5m, 1h or 1h30m"],
])("bench %j is refused in one sentence", async (options, sentence) => {
  const { code, stderr } = await stage.pipeline("bench", ...options);
  expect(code).toBe(64);
  expect(stderr).toContain(sentence);
});
