import { rejectedLine } from "@sensor-pipeline/core/sensor/record-line";
import type { CommandContext } from "../command/command-context.ts";
import { UsageError } from "../command/command-error.ts";
import { EXIT_FAILED, EXIT_INTERRUPTED, EXIT_OK } from "../command/exit-code.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { dryRun } from "./dry-run.ts";
import { isSettled, type ProduceOptions } from "./produce-options.ts";
import { NOT_A_RECORD, type ProduceSummary } from "./produce-summary.ts";
import { openProduction, type Production } from "./production.ts";
import { readRecords } from "./read-records.ts";
import type { RecordFeed } from "./record-feed.ts";
import { RejectedLineNotes } from "./rejected-line-notes.ts";
import { runMenu } from "./run-menu.ts";
import { simulateRecords } from "./simulate-records.ts";
import { summaryLines } from "./summary-lines.ts";

/** Sends what the options say, or asks. @returns 0 when everything was sent */
export async function runProduce(context: CommandContext, options: ProduceOptions): Promise<number> {
  const { terminal, signal } = context;
  if (options.dryRun) return dryRun(context, options);
  if (!isSettled(options) && !terminal.canAsk) {
    throw new UsageError("Say what to send: --count, --rate or --file. The menu needs a terminal.");
  }
  const production = await openProduction(context, options);
  try {
    const { total, isNew, isLeft } = isSettled(options)
      ? { total: await sendOnce(context, options, production), isNew: true, isLeft: signal.aborted }
      : await runMenu(context, options, production);
    if (isNew) tell(total, terminal);
    if (isLeft) return EXIT_INTERRUPTED;
    const isComplete = total === undefined || (total.sent === total.asked && total.stopped === undefined);
    return isComplete ? EXIT_OK : EXIT_FAILED;
  } finally {
    await production.close();
  }
}

function tell(summary: ProduceSummary | undefined, terminal: Terminal): void {
  if (summary === undefined) terminal.write("Nothing was sent.");
  else if (terminal.json) terminal.writeJson(summary);
  else for (const line of summaryLines(summary, terminal.style)) terminal.write(line);
}

async function sendOnce(
  context: CommandContext,
  options: ProduceOptions,
  production: Production,
): Promise<ProduceSummary> {
  const { terminal, target } = context;
  const { stream, rejects } = production;
  const feed =
    options.file === undefined
      ? simulateRecords(options, options, target.time)
      : await readOwnRecords(options.file, context, options, production);
  terminal.note(`Sending to ${stream.name} in ${stream.region}, ${target.title}.`);
  if (feed.origin !== undefined) terminal.note(`Seed ${feed.origin.seed}, from ${feed.origin.start} on.`);
  terminal.note(`What can't be sent goes to ${rejects.path}.`);
  return production.send(feed, { rate: options.rate, forMs: options.for });
}

function readOwnRecords(
  file: string,
  { terminal }: CommandContext,
  { encoding }: ProduceOptions,
  { rejects }: Production,
): Promise<RecordFeed> {
  const notes = new RejectedLineNotes(file, terminal, `are in ${rejects.path}`);
  return readRecords({
    file,
    encoding,
    rejectFile: rejects.path,
    async onRejectedLine(line, problem) {
      notes.add(line, problem);
      await rejects.keep([rejectedLine(line.bytes, { code: NOT_A_RECORD, message: problem })]);
    },
  });
}
