import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline/promises";
import { StageNameError } from "@sensor-pipeline/core/names";
import { UsageError } from "../../packages/local/src/commands/command-line.ts";
import { awsStage, NoAccountError } from "./aws-stage.ts";
import { NotBegunError } from "./begin-smoke.ts";
import { compareReports, renderDifferences } from "./compare-reports.ts";
import { localStage } from "./local-stage.ts";
import { runSmoke } from "./run-smoke.ts";
import { type CompareOptions, parseSmokeOptions, type SmokeOptions, USAGE } from "./smoke-options.ts";
import { renderReport, reportSchema, type SmokeReport } from "./smoke-report.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const EXIT_FAILED = 1;
const EXIT_USAGE = 2;
const IN_A_SENTENCE = [UsageError, StageNameError, NoAccountError, NotBegunError];

process.env.TZ = "UTC";
process.exitCode = await main(process.argv.slice(2));

/** `npm run smoke`: 0 when all went well, 1 when something failed or differs, 2 when it was not begun. */
async function main(args: readonly string[]): Promise<number> {
  try {
    const options = parseSmokeOptions(args, { root: ROOT, workingFolder: process.cwd() });
    if (!options) {
      process.stdout.write(`${USAGE}\n`);
      return 0;
    }
    return "compare" in options ? compare(options) : await smoke(options);
  } catch (error) {
    if (!(error instanceof Error) || !IN_A_SENTENCE.some((kind) => error instanceof kind)) throw error;
    process.stderr.write(`${error.message}\n`);
    return EXIT_USAGE;
  }
}

async function smoke(options: SmokeOptions): Promise<number> {
  const stopped = new AbortController();
  // Every Ctrl-C but the first is ignored: what costs money is being removed.
  const stop = () => {
    process.stderr.write(
      stopped.signal.aborted
        ? "Being removed; a kill -9 leaves the stage standing.\n"
        : "Stopping, and removing what was made.\n",
    );
    stopped.abort();
  };
  process.on("SIGINT", stop).on("SIGTERM", stop);
  const { stage: name, local, region } = options;
  const write = (line: string) => void process.stdout.write(`${line}\n`);
  const stage = local
    ? await localStage({ stage: name, root: ROOT, folder: path.join(ROOT, ".local/smoke", name), region })
    : await awsStage({ stage: name, root: ROOT, region, onOutput: (text) => void process.stdout.write(text) });
  try {
    const elapsed = () => performance.now() / 1_000;
    const report = await runSmoke({ options, stage, root: ROOT, write, ask, signal: stopped.signal, elapsed });
    save(report, options.report);
    write(`\nThe report is in ${options.report}.md and .json.`);
    for (const failure of report.failures) process.stderr.write(`${failure}\n`);
    return report.failures.length === 0 ? 0 : EXIT_FAILED;
  } finally {
    await stage.close();
    process.off("SIGINT", stop).off("SIGTERM", stop);
  }
}

function compare({ compare: file, with: other }: CompareOptions): number {
  const differences = compareReports(read(file), read(other ?? newestLocal()));
  process.stdout.write(renderDifferences(differences));
  return differences.length === 0 ? 0 : EXIT_FAILED;
}

function save(report: SmokeReport, file: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(`${file}.json`, `${JSON.stringify(report, null, 2)}\n`);
  writeFileSync(`${file}.md`, renderReport(report));
}

function read(file: string): SmokeReport {
  const parsed = reportSchema.safeParse(JSON.parse(readFileSync(file, "utf8")));
  if (parsed.success) return parsed.data;
  throw new UsageError(`${file} is no report of npm run smoke: ${parsed.error.issues[0]?.message}.`);
}

function newestLocal(): string {
  const folder = path.join(ROOT, ".local/smoke");
  const reports = readdirSync(folder)
    .filter((file) => file.endsWith("-local.json"))
    .map((file) => path.join(folder, file));
  const [newest] = reports.toSorted((a, b) => read(b).startedAt.localeCompare(read(a).startedAt));
  if (newest === undefined) {
    throw new UsageError("There is no local report to compare with: run npm run smoke -- --local --stage smoke first.");
  }
  return newest;
}

async function ask(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) {
    throw new NotBegunError("Nobody can be asked here: say --yes.");
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test(await terminal.question(`${question} [y/N] `));
  } finally {
    terminal.close();
  }
}
