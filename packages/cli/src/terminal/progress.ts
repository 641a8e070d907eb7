import ora from "ora";

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
  // stdin is left alone: a prompt may follow, and Ctrl-C must arrive.
  // A pseudo-terminal without a size has no columns, and ora counts the lines to erase by them: infinitely many.
  const isSized = stream.columns === 0 ? { isEnabled: false } : {};
  const spinner = ora({ text, stream, discardStdin: false, hideCursor: true, ...isSized }).start();
  return {
    update(next) {
      if (spinner.isSpinning) spinner.text = next;
    },
    succeed: (last) => void spinner.succeed(last),
    fail: (last) => void spinner.fail(last),
    stop: () => void spinner.stop(),
  };
}
