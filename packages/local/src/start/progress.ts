import { styleText } from "node:util";
import { createLogUpdate } from "log-update";

const SPINNER = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const SPINNER_INTERVAL_MS = 100;
const NAME_WIDTH = 34;
/** The mark, the space behind it, and one column that stays free. */
const MARK_WIDTH = 3;

export interface StepTiming {
  readonly step: string;
  readonly milliseconds: number;
}

/** What a person sees of a start: one line a step with its time, live on a terminal, plain lines elsewhere. */
export interface Progress {
  /** Runs `work` as a named step; `detail` replaces what stands behind the step's name while it runs. */
  step<T>(name: string, work: (detail: (text: string) => void) => Promise<T>): Promise<T>;
  /** A line below the current step. */
  note(text: string): void;
  readonly timings: readonly StepTiming[];
}

/**
 * @param output the stream to write to; colours and the spinner appear only when it is a terminal.
 * @param elapsed a monotonic clock in milliseconds, for example `performance.now`.
 */
export function createProgress(output: NodeJS.WriteStream, elapsed: () => number): Progress {
  const timings: StepTiming[] = [];
  const terminal = output.isTTY === true;
  const live = terminal ? createLogUpdate(output) : undefined;
  const colour = (format: Parameters<typeof styleText>[0], text: string) =>
    terminal ? styleText(format, text, { validateStream: false }) : text;

  /** A step's line without its mark, cut to what a terminal shows in one. */
  const fitting = (name: string, milliseconds: number, detail: string) => {
    const line = `${name.padEnd(NAME_WIDTH)} ${seconds(milliseconds)}  ${detail}`.trimEnd();
    const width = terminal ? output.columns - MARK_WIDTH : line.length;
    return line.length <= width ? line : `${line.slice(0, width - 1)}…`;
  };

  return {
    timings,
    note(text) {
      live?.clear();
      output.write(`    ${colour("dim", text)}\n`);
    },
    async step(name, work) {
      const started = elapsed();
      let latest = "";
      let frame = 0;
      const draw = () => {
        frame += 1;
        const spinner = SPINNER[frame % SPINNER.length] ?? "";
        live?.(`${colour("cyan", spinner)} ${fitting(name, elapsed() - started, latest)}`);
      };
      const timer = live ? setInterval(draw, SPINNER_INTERVAL_MS) : undefined;
      const finish = (mark: string) => {
        clearInterval(timer);
        live?.clear();
        output.write(`${mark} ${fitting(name, elapsed() - started, latest)}\n`);
      };
      try {
        const result = await work((text) => {
          latest = text;
        });
        timings.push({ step: name, milliseconds: Math.round(elapsed() - started) });
        finish(colour("green", "✓"));
        return result;
      } catch (error) {
        finish(colour("red", "✗"));
        throw error;
      }
    },
  };
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1).padStart(5)} s`;
}
