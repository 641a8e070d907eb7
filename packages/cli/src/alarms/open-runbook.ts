import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { RUNBOOK_FILE, runbookSection } from "@sensor-pipeline/core/alarm/render-runbook";

/** Gives the section of the runbook on an alarm, by the last part of its name; undefined where it has none. */
export function openRunbook(root: string): (alarm: string) => string | undefined {
  const file = path.join(root, RUNBOOK_FILE);
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  const sections = new Set([...text.matchAll(/^## (\S+)$/gm)].map(([, name]) => name));
  return (alarm) => (sections.has(alarm) ? runbookSection(alarm) : undefined);
}
