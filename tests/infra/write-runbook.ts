import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { RUNBOOK_FILE } from "../../packages/core/src/alarm/render-runbook.ts";
import { currentRunbook } from "./runbook.ts";

const file = path.resolve(import.meta.dirname, "../..", RUNBOOK_FILE);
mkdirSync(path.dirname(file), { recursive: true });
writeFileSync(file, currentRunbook());
process.stdout.write(`${RUNBOOK_FILE} is written.\n`);
