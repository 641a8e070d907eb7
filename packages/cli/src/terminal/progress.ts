import { createRequire } from "node:module";
import type ora from "ora";

const require = createRequire(import.meta.url);

/** Something that takes more than a moment, as a person sees it. */
export interface Progress {
  /** What is going on now: drawn over the last text on a terminal, left out elsewhere. */
  update(text: string): void;
  /** Ends it with a line that stays. */
  succeed(text: string): void;
  fail(text: string): void;
  /** Ends it without a word. */
  stop(): void;
}

/** A spinner on a terminal; elsewhere one line at the start and one at the end. */
export function startProgress(text: string, stream: NodeJS.WriteStream): Progress {
  // A pseudo-terminal without a size has no columns, and ora counts the lines to erase by them: infinitely many.
  return stream.isTTY && stream.columns > 0 ? spinner(text, stream) : lines(text, stream);
}

function spinner(text: string, stream: NodeJS.WriteStream): Progress {
  // stdin is left alone: a prompt may follow, and Ctrl-C must arrive.
  // Loaded when something is shown for the first time: most commands begin to write before that, or never show any.
  const { default: draw } = require("ora") as { readonly default: typeof ora };
  const drawn = draw({ text, stream, discardStdin: false, hideCursor: true }).start();
  return {
    update(next) {
      if (drawn.isSpinning) drawn.text = next;
    },
    succeed: (last) => void drawn.succeed(last),
    fail: (last) => void drawn.fail(last),
    stop: () => void drawn.stop(),
  };
}

/** Not by ora, which colours its marks wherever it writes. */
function lines(text: string, stream: NodeJS.WriteStream): Progress {
  const write = (line: string) => void stream.write(`${line}\n`);
  write(`- ${text}`);
  return {
    update: () => undefined,
    succeed: (last) => write(`✓ ${last}`),
    fail: (last) => write(`✗ ${last}`),
    stop: () => undefined,
  };
}
