import type { Target } from "../target/target.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** What can be said before anything was asked: which stage, and where. */
export function statusHeader({ title, time }: Target, { style }: Terminal): string {
  const speed = time.speed === 1 ? "" : style("dim", ` (its clock runs ${time.speed} times as fast)`);
  return `${style("bold", title)}${speed}`;
}
