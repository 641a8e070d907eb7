import { once } from "node:events";
import { createRequire } from "node:module";
import { setImmediate } from "node:timers/promises";
import { styleText } from "node:util";
import type { LiveBlock } from "./live-block.ts";
import { type Progress, startProgress } from "./progress.ts";
import type { Column } from "./table.ts";

/** What measures texts is slow to load, and no command's first line is a table. */
const require = createRequire(import.meta.url);

const DEFAULT_WIDTH = 100;
const DEFAULT_HEIGHT = 24;
const LINES_IN_A_ROW = 1000;

export type Style = Parameters<typeof styleText>[0];

/** Where a command writes: results on stdout, everything about its way on stderr. */
export interface Terminal {
  /** Whether results are JSON. */
  readonly json: boolean;
  /** Whether stdout is a terminal, which can be drawn anew. */
  readonly isTerminal: boolean;
  /** Whether a person can be asked. */
  readonly canAsk: boolean;
  /** Whether stderr is a terminal, where progress is one line that is drawn anew. */
  readonly canDraw: boolean;
  /** Columns of stdout. */
  readonly width: number;
  /** Lines of stdout. */
  readonly height: number;
  /** Writes a line of the result. */
  write(line?: string): void;
  /** Writes lines of a result that may be long, no faster than they are read, until `signal` aborts. */
  writeEach(lines: Iterable<string> | AsyncIterable<string>, signal: AbortSignal): Promise<void>;
  /** Writes one JSON document on a line. */
  writeJson(value: unknown): void;
  /** Writes a line that is not part of the result. */
  note(line: string): void;
  /** Coloured where stdout is a terminal, unless NO_COLOR is set. */
  style(style: Style, text: string): string;
  /** A table that fits the terminal; its widest columns are cut. */
  table(columns: readonly Column[], rows: readonly (readonly string[])[]): void;
  /** A block of results that is drawn over itself, for `--watch` and for what comes in bit by bit. */
  live(): Promise<LiveBlock>;
  /** Shows that something is going on, on stderr. */
  progress(text: string): Progress;
  /** Ends what is drawn. */
  close(): void;
}

export interface TerminalOptions {
  readonly json: boolean;
  readonly output: NodeJS.WriteStream;
  readonly notes: NodeJS.WriteStream;
}

export function createTerminal({ json, output, notes }: TerminalOptions): Terminal {
  const running = new Set<Progress>();
  // Asked each time: a person may change the window while something is watched.
  const width = () => output.columns || DEFAULT_WIDTH;
  const write = (line = "") => void output.write(`${line}\n`);
  const style = (style: Style, text: string) => styleText(style, text, { stream: output });
  return {
    json,
    isTerminal: output.isTTY === true,
    canAsk: process.stdin.isTTY === true && notes.isTTY === true,
    canDraw: notes.isTTY === true && notes.columns > 0,
    get width() {
      return width();
    },
    get height() {
      return output.rows || DEFAULT_HEIGHT;
    },
    write,
    async writeEach(lines, signal) {
      let count = 0;
      for await (const line of lines) {
        if (signal.aborted) return;
        count += 1;
        if (!output.write(`${line}\n`)) await drained(output, signal);
        // A file takes everything at once: Ctrl-C is heard in between.
        else if (count % LINES_IN_A_ROW === 0) await setImmediate();
      }
    },
    writeJson: (value) => write(JSON.stringify(value)),
    note: (line) => void notes.write(`${line}\n`),
    style,
    table(columns, rows) {
      const { renderTable } = require("./table.ts") as typeof import("./table.ts");
      write(renderTable(columns, rows, { width: width(), style }));
    },
    live: async () => (await import("./live-block.ts")).createLiveBlock(output),
    progress(text) {
      const progress = startProgress(text, notes);
      running.add(progress);
      return progress;
    },
    close() {
      for (const progress of running) progress.stop();
      running.clear();
    },
  };
}

/** Returns early when the signal aborts, as it does when nobody reads any more. */
async function drained(output: NodeJS.WriteStream, signal: AbortSignal): Promise<void> {
  try {
    await once(output, "drain", { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
