import { appendFileSync } from "node:fs";
import { InjectedFaults } from "../../packages/local/src/faults/injected-faults.ts";
import { planRun } from "./plan-run.ts";
import { findScenario } from "./scenarios/scenarios.ts";
import { openLabStage } from "./stage/lab-stage.ts";
import { Traffic } from "./stage/traffic.ts";

/** The life of a stage whose process is ended by its fault: `first-life.ts STAGE SCENARIO SEED FOLDER JOURNAL`. Ends with 0 when it was not. */
const [kind = "", name = "", seed, folder = "", journalFile = ""] = process.argv.slice(2);
const scenario = findScenario({ stage: kind, scenario: name });
const { start, window, plan, draw, autoRefreshMs } = planRun(scenario, Number(seed));
const stage = await openLabStage({
  ...{ kind: scenario.kind, folder, start, autoRefreshMs },
  faults: (clock) =>
    new Traffic({
      inner: new InjectedFaults({ clock, random: draw.random, rules: plan.rules ?? [] }),
      now: () => clock.now(),
      producer: scenario.kind.names.producerFunction,
      journal: (entry) => appendFileSync(journalFile, `${JSON.stringify(entry)}\n`),
    }),
});
await stage.to(window.from);
await plan.operation?.(stage);
await stage.to(window.until);
await stage.close();
