import { existsSync } from "node:fs";
import { type FileHandle, open, rm } from "node:fs/promises";
import { CommandError } from "../command/command-error.ts";
import { fileErrorWords } from "./file-error-words.ts";

/**
 * Keeps lines that were not sent. The file is made with the first line; what it holds already stays. Writing never
 * throws: after the first failure nothing more is kept, and what was lost is counted.
 */
export class RejectFile {
  readonly path: string;
  readonly #failed = new AbortController();
  #file: FileHandle | undefined;
  #size = 0;
  #kept = 0;
  #lost = 0;
  #failure: string | undefined;
  #last: Promise<void> = Promise.resolve();

  constructor(path: string) {
    this.path = path;
  }

  /** Aborted when the file can't be written any more. */
  get failed(): AbortSignal {
    return this.#failed.signal;
  }

  /** Why it can't, in a sentence. */
  get failure(): string | undefined {
    return this.#failure;
  }

  /** Lines that are in the file. */
  get kept(): number {
    return this.#kept;
  }

  /** Lines that could not be written. */
  get lost(): number {
    return this.#lost;
  }

  /**
   * Tries whether the file can be written and leaves no trace.
   * @throws {CommandError}
   */
  async check(): Promise<void> {
    const isThere = existsSync(this.path);
    try {
      await (await open(this.path, "a")).close();
      if (!isThere) await rm(this.path);
    } catch (error) {
      throw new CommandError(
        `The reject file ${this.path} can't be written: ${fileErrorWords(error)}. Name another with --reject-file.`,
        { cause: error },
      );
    }
  }

  /** Adds lines, those of one call together. */
  async keep(lines: readonly string[]): Promise<void> {
    this.#last = this.#last.then(() => this.#append(lines));
    await this.#last;
  }

  async close(): Promise<void> {
    await this.#last;
    await this.#file?.close();
    this.#file = undefined;
  }

  async #append(lines: readonly string[]): Promise<void> {
    if (this.#failure !== undefined) {
      this.#lost += lines.length;
      return;
    }
    try {
      this.#file ??= await this.#open();
      const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(""));
      await this.#file.writeFile(bytes);
      this.#size += bytes.length;
      this.#kept += lines.length;
    } catch (error) {
      this.#lost += lines.length;
      this.#failure = `The reject file ${this.path} can't be written: ${fileErrorWords(error)}.`;
      await this.#cutHalfLine();
      this.#failed.abort();
    }
  }

  async #open(): Promise<FileHandle> {
    const file = await open(this.path, "a+");
    const { size } = await file.stat();
    this.#size = size;
    if (size > 0) {
      const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
      if (buffer.toString() !== "\n") this.#size += (await file.write("\n")).bytesWritten;
    }
    return file;
  }

  /** A disk that became full may have taken half a line, which would spoil the next one. */
  async #cutHalfLine(): Promise<void> {
    try {
      if ((await this.#file?.stat())?.isFile()) await this.#file?.truncate(this.#size);
    } catch (error) {
      this.#failure = `${this.#failure} Its last line may be cut off: ${fileErrorWords(error)}.`;
    }
  }
}
