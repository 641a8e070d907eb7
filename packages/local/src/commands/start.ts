import { mkdirSync, writeFileSync } from "node:fs";
import { enableCompileCache } from "node:module";
import path from "node:path";
import { StageNameError } from "@sensor-pipeline/core/names";
import { UnknownScenarioError } from "@sensor-pipeline/core/sensor/scenario";
import { parseStartOptions, type StartOptions, USAGE } from "../start/options.ts";
import { UsageError } from "./command-line.ts";

const ROOT = path.resolve(import.meta.dirname, "../../../..");
const EXIT_FAILED = 1;
const EXIT_USAGE = 2;
const EXIT_STOPPED = 130;
const USAGE_ERRORS = [UsageError, StageNameError, UnknownScenarioError];

// AWS lives in UTC: every date that is shown or compared here does, too.
process.env.TZ = "UTC";
process.exitCode = await main(process.argv.slice(2));

/** `npm start`: 0 when all went well or a person stopped it, 1 when something failed, 2 when it can't be begun so. */
async function main(args: readonly string[]): Promise<number> {
  let options: StartOptions | undefined;
  try {
    options = parseStartOptions(args, process.cwd());
  } catch (error) {
    if (!(error instanceof Error) || !USAGE_ERRORS.some((kind) => error instanceof kind)) throw error;
    process.stderr.write(`${error.message}\n`);
    return EXIT_USAGE;
  }
  if (!options) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  // Loaded only now: whoever mistypes an option hears of it at once. What is stripped of its types and compiled is kept
  // for the next run, which spares it a second and a half of processor time.
  enableCompileCache();
  const { CANNOT_BEGIN, run } = await import("../start/run.ts");
  if (options.remove) return remove(options);
  if (options.reportFile) mkdirSync(path.dirname(options.reportFile), { recursive: true });
  const running = run(options, { ...environmentOf(), signal: stopSignal() });
  const report = await running.catch((error: unknown) => {
    if (error instanceof Error && CANNOT_BEGIN.some((kind) => error instanceof kind)) return error;
    throw error;
  });
  if (report instanceof Error) {
    process.stderr.write(`${report.message}\n`);
    return EXIT_USAGE;
  }
  if (options.reportFile) writeFileSync(options.reportFile, `${JSON.stringify(report, null, 2)}\n`);
  for (const failure of report.failures) process.stderr.write(`${failure}\n`);
  return report.failures.length === 0 ? 0 : EXIT_FAILED;
}

/** `npm start -- --remove`: 0 when the stage is gone, 1 when something refused, 2 when it can't be begun, 130 when stopped. */
async function remove(options: StartOptions): Promise<number> {
  const { removeStage } = await import("../start/remove-stage.ts");
  const { CANNOT_BEGIN } = await import("../start/run.ts");
  const { RemovalStoppedError } = await import("../apply/remove-graph.ts");
  try {
    await removeStage(options, { ...environmentOf(), signal: stopSignal() });
    return 0;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    process.stderr.write(`${error.message}\n`);
    if (error instanceof RemovalStoppedError) return EXIT_STOPPED;
    return CANNOT_BEGIN.some((kind) => error instanceof kind) ? EXIT_USAGE : EXIT_FAILED;
  }
}

/** Aborts when a person stops the command. */
function stopSignal(): AbortSignal {
  const stopped = new AbortController();
  const stop = () => stopped.abort();
  // They stay until the process ends: npm passes a Ctrl-C on that the terminal has sent already, and the second one must
  // not end it before all is closed. A reader of the output that has gone away is a stop, too.
  process.on("SIGINT", stop).on("SIGTERM", stop);
  process.stdout.on("error", stop);
  return stopped.signal;
}

function environmentOf() {
  const elapsed = () => performance.now();
  return { root: ROOT, region: process.env.AWS_REGION, output: process.stdout, elapsed };
}
