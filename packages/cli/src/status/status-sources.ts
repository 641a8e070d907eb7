import { readFileSync } from "node:fs";
import path from "node:path";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { KinesisClient } from "@aws-sdk/client-kinesis";
import { RedshiftDataClient } from "@aws-sdk/client-redshift-data";
import { SchedulerClient } from "@aws-sdk/client-scheduler";
import { SFNClient } from "@aws-sdk/client-sfn";
import type { StageSources } from "@sensor-pipeline/core/status/read-stage";
import type { CommandContext } from "../command/command-context.ts";
import { dollars } from "../cost/cost-words.ts";
import { stageCost } from "../cost/stage-cost.ts";
import { stateMachineArn } from "../target/identity.ts";
import { stageWarehouse } from "../target/stage-warehouse.ts";

export interface OpenSources {
  readonly clients: Omit<StageSources, "names" | "now" | "signal" | "explain">;
  /** What today has cost until now, in a person's words. */
  costToday(): Promise<string>;
  close(): void;
}

/** Clients of everything that a status asks, all as the stage's reader. */
export function openSources(context: CommandContext): OpenSources {
  const { target, root, clock, signal } = context;
  const cloudWatch = new CloudWatchClient(target.reader);
  const kinesis = new KinesisClient(target.reader);
  const scheduler = new SchedulerClient(target.reader);
  const sfn = new SFNClient(target.reader);
  const redshiftData = new RedshiftDataClient(target.reader);
  // Freshness is against what the stage's clock says; polling is in real time.
  const stageClock = { now: target.time.now, sleep: clock.sleep };
  return {
    clients: {
      cloudWatch,
      kinesis,
      scheduler,
      sfn,
      stateMachineArn: async (name) => stateMachineArn(await target.identity(), name),
      warehouse: async () => ({
        environment: await stageWarehouse(target),
        run: { client: redshiftData, clock: stageClock, signal },
        cloudWatch,
        text: (file) => readFileSync(path.join(root, "sql/queries", file), "utf8"),
      }),
    },
    async costToday() {
      if (target.kind === "local") return "no cost here";
      const since = new Date(target.time.now());
      since.setUTCHours(0, 0, 0, 0);
      const { usd, missing, unknown } = await stageCost(context, { cloudWatch, kinesis, redshiftData }, { since });
      const without = [...missing.map(({ what }) => what), ...unknown];
      const at = `US$ ${dollars(usd)} at list prices since midnight UTC`;
      return without.length === 0 ? at : `${at}, without ${without.join(", ")} (pipeline cost --used)`;
    },
    close() {
      for (const client of [cloudWatch, kinesis, scheduler, sfn, redshiftData]) client.destroy();
    },
  };
}
