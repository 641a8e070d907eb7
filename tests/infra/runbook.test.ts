import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { isCheckId } from "../../packages/cli/src/doctor/check-ids.ts";
import { alarmsOf } from "../../packages/core/src/alarm/alarms.ts";
import { RUNBOOK_FILE } from "../../packages/core/src/alarm/render-runbook.ts";
import { RUNBOOK } from "../../packages/core/src/alarm/runbook.ts";
import { namesOf } from "../../packages/core/src/names.ts";
import { defaultSettings } from "../../packages/core/src/stage/stage-settings.ts";
import { pipelineHere } from "../cli/pipeline-here.ts";
import { currentRunbook } from "./runbook.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");

test("the runbook is the one that the table of alarms gives (npm run runbook writes it)", () => {
  expect(readFileSync(path.join(ROOT, RUNBOOK_FILE), "utf8")).toBe(currentRunbook());
});

test("every alarm of any stage has an entry, and every entry an alarm", () => {
  const keys = ["dev", "production"].flatMap((stage) =>
    alarmsOf(namesOf(stage), defaultSettings(stage)).map(({ key }) => key),
  );
  expect(Object.keys(RUNBOOK).toSorted()).toEqual([...new Set(keys)].toSorted());
});

test("what the runbook says to type are commands that there are", async () => {
  const { stdout } = await pipelineHere(["--help"]);
  const known = [...stdout.matchAll(/^ {2}([a-z]+)/gm)].map(([, name]) => name);
  const named = [...currentRunbook().matchAll(/(?:`|^npx )pipeline ([a-z]+)/gm)].map(([, name]) => name);
  expect([...new Set(named)].filter((name) => !known.includes(name))).toEqual([]);
});

test("what the runbook says to look at first are files of sql/queries and checks of the doctor that there are", () => {
  const files = [...currentRunbook().matchAll(/sql\/queries\/[a-z-]+\.sql/g)].map(([file]) => file);
  expect(files.filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
  const checks = [...currentRunbook().matchAll(/doctor --only ([a-z,-]+)/g)].flatMap(([, ids = ""]) => ids.split(","));
  expect(checks.filter((id) => !isCheckId(id))).toEqual([]);
});
