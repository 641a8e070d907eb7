import { createLogUpdate } from "log-update";

/** Lines that are drawn over themselves on a terminal; elsewhere only what is kept of them is written, once. */
export interface LiveBlock {
  draw(lines: readonly string[]): void;
  /** What was drawn last stays; the next drawing is below it. */
  keep(): void;
}

export function createLiveBlock(output: NodeJS.WriteStream): LiveBlock {
  return output.isTTY ? redrawn(output) : written(output);
}

function redrawn(output: NodeJS.WriteStream): LiveBlock {
  // The cursor is left alone: a person may be at a prompt next, and nothing has to bring it back.
  const update = createLogUpdate(output, { showCursor: true });
  return { draw: (lines) => update(lines.join("\n")), keep: () => update.done() };
}

function written(output: NodeJS.WriteStream): LiveBlock {
  let drawn: readonly string[] = [];
  return {
    draw(lines) {
      drawn = lines;
    },
    keep() {
      if (drawn.length > 0) output.write(`${drawn.join("\n")}\n`);
      drawn = [];
    },
  };
}
