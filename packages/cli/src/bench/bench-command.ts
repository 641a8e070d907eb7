import type { Command } from "commander";
import { z } from "zod";
import { addCommand } from "../command/add-command.ts";
import { decimalNumber, timeSpan, wholeNumber } from "../command/option-value.ts";

const MAX_COUNT = 10_000;
const MAX_RATE = 1_000;

const schema = z.object({
  count: wholeNumber("--count", 1, MAX_COUNT).default(300),
  rate: decimalNumber("--rate", 0.01, MAX_RATE).default(20),
  timeout: timeSpan("--timeout").default(900_000),
});

export type BenchOptions = z.output<typeof schema>;

/** `pipeline bench`: sends readings and looks when each could be seen. */
export function addBenchCommand(program: Command): void {
  addCommand(program, {
    usage: "bench",
    summary: "measure how long readings take to the stream, the view and a metric, and the throughput",
    examples: [
      ["bench", "300 readings at 20 a second, then wait until a metric counts them"],
      ["bench --count 5000 --rate 500 --json", "one JSON document that says where it was measured, too"],
    ],
    options: (command) =>
      command
        .option("--count <n>", "readings to send (300)")
        .option("--rate <n>", "readings a second of the stage's time (20)")
        .option("--timeout <time>", "longest wait for the view and for the metric, each, in the stage's time (15m)"),
    schema,
    load: async () => (await import("./run-bench.ts")).runBench,
  });
}
