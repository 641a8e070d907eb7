import { recordLine } from "@sensor-pipeline/core/sensor/record-line";
import type { CommandContext } from "../command/command-context.ts";
import { EXIT_FAILED, EXIT_INTERRUPTED, EXIT_OK } from "../command/exit-code.ts";
import type { ProduceOptions } from "./produce-options.ts";
import { readRecords } from "./read-records.ts";
import type { RecordFeed } from "./record-feed.ts";
import { RejectedLineNotes } from "./rejected-line-notes.ts";
import { simulateRecords } from "./simulate-records.ts";
import { inWords } from "./summary-lines.ts";

/** Writes what would be sent, a line a record, as --file takes it; at once, whatever the rate. */
export async function dryRun(context: CommandContext, options: ProduceOptions): Promise<number> {
  const { terminal, signal, target } = context;
  const notes = new RejectedLineNotes(options.file, terminal);
  const { file, encoding } = options;
  const feed =
    file === undefined
      ? simulateRecords(options, options, target.time)
      : await readRecords({ file, encoding, onRejectedLine: async (line, problem) => notes.add(line, problem) });
  let count = 0;
  const lines = async function* () {
    for await (const record of feed.records) {
      yield recordLine(record);
      count += 1;
    }
  };
  const stopFile = () => feed.file?.stop();
  signal.addEventListener("abort", stopFile, { once: true });
  await terminal.writeEach(lines(), signal);
  stopFile();
  terminal.note(
    `${inWords(count)} ${count === 1 ? "record" : "records"} to ${options.stream ?? target.names.stream}: nothing was sent.`,
  );
  return exitCode(feed, signal, (message) => terminal.note(message));
}

function exitCode({ file }: RecordFeed, signal: AbortSignal, note: (message: string) => void): number {
  if (signal.aborted) return EXIT_INTERRUPTED;
  if (file?.failure !== undefined) note(file.failure);
  return file !== undefined && (file.rejectedLines > 0 || file.failure !== undefined) ? EXIT_FAILED : EXIT_OK;
}
