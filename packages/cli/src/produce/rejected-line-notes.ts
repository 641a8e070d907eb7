import type { Terminal } from "../terminal/terminal.ts";
import type { Line } from "./read-lines.ts";

/** More than these scroll away what else there is to read. */
const MOST_NOTES = 10;

/** Tells lines of a file that are no records by number and reason, the first ones of many. */
export class RejectedLineNotes {
  readonly #name: string;
  readonly #terminal: Terminal;
  readonly #rest: string;
  #count = 0;

  /** @param rest where the others are told */
  constructor(file: string | undefined, terminal: Terminal, rest = "are counted only") {
    this.#name = file === "-" ? "stdin" : (file ?? "");
    this.#terminal = terminal;
    this.#rest = rest;
  }

  add({ number }: Line, problem: string): void {
    this.#count += 1;
    if (this.#count <= MOST_NOTES) this.#terminal.note(`${this.#name}:${number}: ${problem}`);
    if (this.#count === MOST_NOTES + 1)
      this.#terminal.note(`${this.#name}: more lines are no readings; they ${this.#rest}.`);
  }
}
