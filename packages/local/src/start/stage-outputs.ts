import { z } from "zod";

/** What `run()` of sst.config.ts returns: how a stage is found once it is applied. */
export const stageOutputsSchema = z.object({
  stream: z.string(),
  workgroup: z.string({
    error: "This stage uses an existing cluster, which can't be run here: leave PIPELINE_CLUSTER out.",
  }),
  database: z.string(),
  setupStateMachine: z.string(),
  /** Only where the stage refreshes at a rate; Redshift's auto refresh does it otherwise. */
  refreshStateMachine: z.string().optional(),
  topic: z.string(),
  dashboardUrl: z.string(),
});

export type StageOutputs = z.infer<typeof stageOutputsSchema>;
