import { appendFileSync } from "node:fs";
import { InjectedFaults } from "../../packages/local/src/faults/injected-faults.ts";
import { planRun } from "./plan-run.ts";
import { SCENARIOS } from "./scenarios/scenarios.ts";
import { LAB_NAMES, openLabStage } from "./stage/lab-stage.ts";
import { Traffic } from "./stage/traffic.ts";

/** The life of a stage whose process is ended by its fault: `first-life.ts SCENARIO SEED FOLDER JOURNAL`. Ends with 0 when it was not. */
const [name, seed, folder = "", journalFile = ""] = process.argv.slice(2);
const scenario = SCENARIOS.find((each) => each.name === name);
if (!scenario) throw new Error(`There is no scenario "${name}".`);
const { start, window, plan, draw } = planRun(scenario, Number(seed));
const stage = await openLabStage({
  folder,
  start,
  faults: (clock) =>
    new Traffic({
      inner: new InjectedFaults({ clock, random: draw.random, rules: plan.rules ?? [] }),
      now: () => clock.now(),
      producer: LAB_NAMES.producerFunction,
      journal: (entry) => appendFileSync(journalFile, `${JSON.stringify(entry)}\n`),
    }),
});
await stage.to(window.until);
await stage.close();
