/** What a pause switches off and a resume has to switch on again. */
export const PAUSABLE = ["schedule", "auto refresh", "alarm actions"] as const;
export type Pausable = (typeof PAUSABLE)[number];

/** At the end of a schedule's description: `[pipeline pause: schedule, auto refresh]`. */
const NOTE = /\s*\[pipeline pause: ([a-z, ]*)\]$/;

/** What stands in a schedule's description: its own text, and what a pause found switched on. */
export interface PauseNote {
  readonly text: string;
  readonly paused: readonly Pausable[];
}

/** Reads a description. One without a note was not paused. */
export function readPauseNote(description = ""): PauseNote {
  const [, list = ""] = NOTE.exec(description) ?? [];
  const words = list.split(", ");
  return { text: description.replace(NOTE, ""), paused: PAUSABLE.filter((each) => words.includes(each)) };
}

/** The description that says so; undefined for none at all. */
export function writePauseNote({ text, paused }: PauseNote): string | undefined {
  const note = paused.length === 0 ? "" : `[pipeline pause: ${paused.join(", ")}]`;
  return [text, note].filter((part) => part !== "").join(" ") || undefined;
}
