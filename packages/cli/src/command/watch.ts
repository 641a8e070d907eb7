import type { CommandContext } from "./command-context.ts";
import { EXIT_INTERRUPTED } from "./exit-code.ts";
import { explainError } from "./explain-error.ts";
import { untilCtrlC } from "./until-ctrl-c.ts";

/** One look, in both forms. */
export interface Look {
  /** One JSON value, on one line. */
  readonly json: () => string;
  readonly lines: () => readonly string[];
}

export interface WatchOptions {
  readonly everyMs: number;
  /** What is looked at, for the first line. */
  readonly title: string;
}

/**
 * Looks again and again until Ctrl-C: drawn over the last look on a terminal, block below block elsewhere, and a JSON document a
 * line, `{"at", "value"}` or `{"at", "error"}`, with --json. The first look has to succeed; what fails later is told and tried
 * again, because a service that throttles once should not end a watch of hours.
 * @returns the exit code
 */
export async function watch(
  context: CommandContext,
  { everyMs, title }: WatchOptions,
  look: () => Promise<Look>,
): Promise<number> {
  const { target, terminal, signal } = context;
  const block = terminal.isTerminal && !terminal.json ? await terminal.live() : undefined;
  let seen: readonly string[] = [];
  let looks = 0;
  await untilCtrlC(context, everyMs, async () => {
    const { found, failure } = await tryLook(look, signal, looks === 0);
    if (signal.aborted) return;
    looks += 1;
    const at = new Date(target.time.now()).toISOString();
    if (terminal.json) {
      terminal.write(`{"at":"${at}",${found ? `"value":${found.json()}` : `"error":${JSON.stringify(failure)}`}}`);
    } else {
      seen = found?.lines() ?? seen;
      const head = `${title}, ${at.slice(0, 19).replace("T", " ")} UTC`;
      const lines = [
        terminal.style("bold", head),
        ...(failure === undefined ? [] : [terminal.style("red", failure)]),
        ...seen,
      ];
      if (block) block.draw(fitting(lines, terminal.height));
      else for (const line of [...lines, ""]) terminal.write(line);
    }
  });
  block?.keep();
  terminal.note(`Looked ${looks === 1 ? "once" : `${looks} times`}; ended by Ctrl-C.`);
  return EXIT_INTERRUPTED;
}

async function tryLook(
  look: () => Promise<Look>,
  signal: AbortSignal,
  mustSucceed: boolean,
): Promise<{ readonly found?: Look; readonly failure?: string }> {
  try {
    return { found: await look() };
  } catch (error) {
    // What was under way is ended by Ctrl-C: that is no failure.
    if (signal.aborted) return {};
    const known = mustSucceed ? undefined : explainError(error);
    if (known === undefined) throw error;
    return { failure: known.message };
  }
}

/** What is beyond the last line of a terminal would scroll and could not be drawn over. */
function fitting(lines: readonly string[], height: number): readonly string[] {
  const most = height - 2;
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), `… and ${lines.length - most + 1} lines more: make the window higher.`];
}
