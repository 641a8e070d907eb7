import type { Progress } from "./progress.ts";
import type { Terminal } from "./terminal.ts";

/** What is quicker needs no word. */
const QUICK_MS = 1_000;

/** Shows `text` as long as `work` takes, if that is more than a moment. */
export async function whileWaiting<Result>(terminal: Terminal, text: string, work: Promise<Result>): Promise<Result> {
  let progress: Progress | undefined;
  const timer = setTimeout(() => {
    progress = terminal.progress(text);
  }, QUICK_MS);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
    progress?.stop();
  }
}
