import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Observation } from "./judge/observation.ts";
import type { PlannedRun } from "./plan-run.ts";
import type { LabScenario } from "./scenario.ts";
import type { JournalEntry } from "./stage/traffic.ts";

const LIFE = path.resolve(import.meta.dirname, "first-life.ts");

export interface FirstLife {
  readonly journal: readonly JournalEntry[];
  /** Local time it had come to at least, and had not passed by more than a minute. */
  readonly ended: number;
  /** Batches it was asked for that are not in the stream as a whole: they died with the process's memory, unacknowledged. */
  interrupted(records: Pick<Observation["records"], "asked" | "accepted">): readonly string[];
}

/** Runs the stage in a process of its own until the fault ends it. @throws when it ends otherwise */
export async function runFirstLife(
  { kind, name }: LabScenario,
  { draw, window }: PlannedRun,
  folder: string,
): Promise<FirstLife> {
  const journalFile = path.join(folder, "journal.ndjson");
  const child = spawn(process.execPath, [LIFE, kind.name, name, String(draw.seed), folder, journalFile], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  const [code, ended] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
  if (ended !== "SIGKILL")
    throw new Error(`The stage's process was to be killed, and ended with ${code ?? ended}:\n${errors}`);
  const journal = existsSync(journalFile) ? readJournal(readFileSync(journalFile, "utf8")) : [];
  const batches = journal.flatMap((entry) => ("asked" in entry ? [entry.asked as { scheduledTime: string }] : []));
  return {
    journal,
    ended: window.until,
    interrupted: ({ asked, accepted }) => {
      const sent = new Set(accepted.map(({ event }) => event));
      const times = batches.map(({ scheduledTime }) => scheduledTime);
      return times.filter((time) => (asked.get(time) ?? []).some((event) => !sent.has(event)));
    },
  };
}

/** An entry that was not written whole is none. */
function readJournal(text: string): readonly JournalEntry[] {
  const lines = text.split("\n");
  return lines.slice(0, -1).map((line) => JSON.parse(line) as JournalEntry);
}
