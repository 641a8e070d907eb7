import { expect, test } from "vitest";
import { readPauseNote, writePauseNote } from "./pause-note.ts";

test("What was written into a description is read from it, and the rest of it comes back as it was", () => {
  for (const text of ["", "Made by hand.", "Line [one]\nline two"]) {
    const written = writePauseNote({ text, paused: ["schedule", "alarm actions"] });
    expect(readPauseNote(written)).toEqual({ text, paused: ["schedule", "alarm actions"] });
    expect(writePauseNote({ text, paused: [] })).toBe(text || undefined);
  }
});

test("A schedule without a note was not paused, and a note that somebody wrote on into is none", () => {
  expect(readPauseNote(undefined)).toEqual({ text: "", paused: [] });
  expect(readPauseNote("[pipeline pause: schedule] but keep it off").paused).toEqual([]);
  expect(readPauseNote("[pipeline pause: everything]").paused).toEqual([]);
});
