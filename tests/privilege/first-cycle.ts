import { openStage } from "../../packages/local/src/start/bring-up.ts";
import { firstCycle } from "../../packages/local/src/start/first-cycle.ts";
import { createReport } from "../../packages/local/src/start/report.ts";
import { stageOutputsSchema } from "../../packages/local/src/start/stage-outputs.ts";
import { type ProofStage, ROOT } from "./proof-stage.ts";
import { eventually, wordsOf } from "./step.ts";

/** What `npm start -- --once` says to be wrong with a stage that is applied already; all but the wait for what was sent. */
export async function failuresOfStart(stage: ProofStage): Promise<readonly string[]> {
  const { aws, graph, names } = stage;
  stage.identity.forgetUses();
  const run = await openStage(aws, { names, outputs: stageOutputsSchema.parse(graph.outputs), root: ROOT });
  try {
    let error: string | undefined;
    try {
      await firstCycle(run, {
        options: { once: true },
        step: (_name, work) => work(() => undefined),
        onSetup: () => {},
      });
    } catch (caught) {
      error = wordsOf(caught);
    }
    // Without an error the status would be read, which is not what is looked at here.
    if (error === undefined)
      return await eventually("A denial", async () => (run.refused()[0] ? run.refused() : undefined));
    const report = { stage: names.stage, region: aws.region, speed: aws.clock.speed, timings: [] };
    return createReport({ ...report, error, refused: run.refused() }).failures;
  } finally {
    run.view.operator.close();
  }
}
