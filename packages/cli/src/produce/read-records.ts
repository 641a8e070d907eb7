import { isUtf8 } from "node:buffer";
import { open, stat } from "node:fs/promises";
import type { Readable } from "node:stream";
import type { RecordEncoding } from "@sensor-pipeline/core/sensor/record-encoding";
import { type LineRecord, parseRecordLine, RecordLineError } from "@sensor-pipeline/core/sensor/record-line";
import { CommandError, UsageError } from "../command/command-error.ts";
import { fileErrorWords } from "./file-error-words.ts";
import { type Line, readLines } from "./read-lines.ts";
import type { FileProgress, RecordFeed } from "./record-feed.ts";

const STDIN = "-";

export interface ReadRecordsOptions {
  /** NDJSON; - is stdin. */
  readonly file: string;
  /** Of readings whose line does not name theirs. */
  readonly encoding: RecordEncoding;
  /** Where lines go that are no records, which can't be the file that is read. */
  readonly rejectFile?: string | undefined;
  /** Told of each line that is no record. */
  readonly onRejectedLine: (line: Line, problem: string) => Promise<void>;
}

/**
 * Records of a file, read as they are asked for. Lines that are blank are passed over.
 * @throws {CommandError} when the file can't be opened
 */
export async function readRecords(options: ReadRecordsOptions): Promise<RecordFeed> {
  const { file, rejectFile } = options;
  if (file !== STDIN && rejectFile !== undefined && (await isSameFile(file, rejectFile))) {
    throw new UsageError(`--file and --reject-file are both ${file}: rejects need a file of their own.`);
  }
  const reading = new FileReading(file === STDIN ? process.stdin : await openFile(file), options);
  return { records: reading.records(), file: reading };
}

class FileReading implements FileProgress {
  readonly name: string;
  rejectedLines = 0;
  firstProblem: string | undefined;
  failure: string | undefined;
  readonly #stream: Readable;
  readonly #options: ReadRecordsOptions;
  #given = 0;
  /** Line of the last record that was given. */
  #givenLine = 0;
  #readLine = 0;
  #isStopped = false;
  #isAtEnd = false;

  constructor(stream: Readable, options: ReadRecordsOptions) {
    this.#stream = stream;
    this.#options = options;
    this.name = options.file === STDIN ? "stdin" : options.file;
  }

  async *records(): AsyncGenerator<LineRecord, void, void> {
    try {
      for await (const line of readLines(this.#stream)) {
        if (this.#isStopped) return;
        this.#readLine = line.number;
        const record = await this.#recordOf(line);
        if (record === undefined) continue;
        this.#given += 1;
        this.#givenLine = line.number;
        yield record;
      }
      this.#isAtEnd = true;
    } catch (error) {
      if (!this.#isStopped) this.failure = `${this.name} can't be read any further: ${fileErrorWords(error)}.`;
    }
  }

  resumeLine(taken: number): number | undefined {
    // A record that was given when nobody took any more still counts as not read.
    if (taken < this.#given) return this.#givenLine;
    return this.#isAtEnd ? undefined : this.#readLine + 1;
  }

  stop(): void {
    this.#isStopped = true;
    this.#stream.destroy();
  }

  async #recordOf(line: Line): Promise<LineRecord | undefined> {
    try {
      return parseLine(line, this.#options.encoding);
    } catch (error) {
      if (!(error instanceof RecordLineError)) throw error;
      this.rejectedLines += 1;
      this.firstProblem ??= error.message;
      await this.#options.onRejectedLine(line, error.message);
      return undefined;
    }
  }
}

/** @throws {RecordLineError} */
function parseLine({ bytes, isTooLong }: Line, encoding: RecordEncoding): LineRecord | undefined {
  if (isTooLong) throw new RecordLineError("longer than 4 MiB, of which only the beginning is kept");
  if (!isUtf8(bytes)) throw new RecordLineError("not UTF-8");
  const text = bytes.toString("utf8").replace(/^\uFEFF/, "");
  return text.trim() === "" ? undefined : parseRecordLine(text, encoding);
}

async function openFile(file: string): Promise<Readable> {
  try {
    const handle = await open(file, "r");
    if (!(await handle.stat()).isDirectory()) return handle.createReadStream();
    await handle.close();
  } catch (error) {
    throw new CommandError(`--file ${file} can't be read: ${fileErrorWords(error)}.`, { cause: error });
  }
  throw new CommandError(`--file ${file} can't be read: it is a folder.`);
}

async function isSameFile(one: string, other: string): Promise<boolean> {
  const [first, second] = await Promise.all([inode(one), inode(other)]);
  return first !== undefined && first === second;
}

async function inode(file: string): Promise<string | undefined> {
  try {
    const { dev, ino } = await stat(file);
    return `${dev}:${ino}`;
  } catch (error) {
    // A file that is not there is no other one; whoever opens it says what is wrong.
    if (error instanceof Error && "code" in error) return undefined;
    throw error;
  }
}
