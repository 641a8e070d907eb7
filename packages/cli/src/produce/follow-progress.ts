import type { ProduceProgress } from "@sensor-pipeline/core/producer/produce-progress";
import type { Terminal } from "../terminal/terminal.ts";
import { progressText } from "./progress-text.ts";

/** How often a line is written where nothing can be drawn anew. */
const LINE_SECONDS = 5;

export interface ProgressView {
  show(progress: ProduceProgress): void;
  /** Takes it away. */
  end(): void;
}

/** One line that is drawn anew on a terminal; elsewhere a line every few seconds. */
export function followProgress(terminal: Terminal, planned: number | undefined): ProgressView {
  if (!terminal.canDraw) {
    let nextAt = LINE_SECONDS;
    return {
      show(progress) {
        if (progress.seconds < nextAt) return;
        nextAt = progress.seconds + LINE_SECONDS;
        terminal.note(progressText(progress, planned));
      },
      end: () => {},
    };
  }
  const line = terminal.progress("sending");
  return {
    show: (progress) => line.update(progressText(progress, planned)),
    end: () => line.stop(),
  };
}
