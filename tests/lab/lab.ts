import { randomInt } from "node:crypto";
import { availableParallelism } from "node:os";
import { LabUsageError, parseLabOptions } from "./lab-options.ts";
import { isBroken } from "./lab-outcome.ts";
import { outcomesAsJson, renderOutcome, renderSummary } from "./lab-report.ts";
import { runLab } from "./run-lab.ts";
import { SCENARIOS } from "./scenarios/scenarios.ts";

const EXIT_BROKE = 1;
const EXIT_USAGE = 2;
const EXIT_STOPPED = 130;
const LARGEST_SEED = 1_000_000;

// AWS lives in UTC.
process.env.TZ = "UTC";
process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  let parsed: ReturnType<typeof parseLabOptions>;
  try {
    parsed = parseLabOptions(args, SCENARIOS, {
      randomSeed: () => randomInt(1, LARGEST_SEED),
      cores: availableParallelism(),
    });
  } catch (error) {
    if (!(error instanceof LabUsageError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return EXIT_USAGE;
  }
  if ("text" in parsed) {
    process.stdout.write(`${parsed.text}\n`);
    return 0;
  }
  const { run: options } = parsed;
  const stopped = new AbortController();
  const stop = () => stopped.abort(new Error("The lab was stopped."));
  // They stay: npm passes on a Ctrl-C that the terminal has sent already.
  process.on("SIGINT", stop).on("SIGTERM", stop);
  // With --json the standard output is for the result.
  const print = (text: string) => void (options.json ? process.stderr : process.stdout).write(text);
  const isTerminal = process.stderr.isTTY === true;
  const outcomes = await runLab({
    ...options,
    signal: stopped.signal,
    progress: (what) => {
      if (isTerminal) process.stderr.write(`\r\u001b[K${what}`);
    },
    ended: (outcome) => {
      if (isTerminal) process.stderr.write("\r\u001b[K");
      print(renderOutcome(outcome));
    },
  });
  print(renderSummary(outcomes, options.runs + options.matrices.length));
  if (options.json) process.stdout.write(`${JSON.stringify(outcomesAsJson(outcomes), null, 2)}\n`);
  if (outcomes.some(isBroken)) return EXIT_BROKE;
  return stopped.signal.aborted ? EXIT_STOPPED : 0;
}
