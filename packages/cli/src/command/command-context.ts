import type { Clock } from "@sensor-pipeline/core/clock";
import type { Target } from "../target/target.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** What every command works with. */
export interface CommandContext {
  /** The stage and where it is. */
  readonly target: Target;
  readonly terminal: Terminal;
  readonly clock: Clock;
  /** A number in [0, 1). */
  readonly random: () => number;
  /** Aborted by the first Ctrl-C; the second one ends the process. */
  readonly signal: AbortSignal;
  /** Absolute path of the repository. */
  readonly root: string;
}
