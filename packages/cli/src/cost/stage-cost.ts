import { readFileSync } from "node:fs";
import path from "node:path";
import type { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import type { KinesisClient } from "@aws-sdk/client-kinesis";
import type { RedshiftDataClient } from "@aws-sdk/client-redshift-data";
import { type Cost, priced } from "@sensor-pipeline/core/cost/cost-line";
import { type PriceList, priceList } from "@sensor-pipeline/core/cost/prices";
import { readUsage, type StageUsage } from "@sensor-pipeline/core/cost/read-usage";
import type { CommandContext } from "../command/command-context.ts";
import { explainError } from "../command/explain-error.ts";
import { stageWarehouse } from "../target/stage-warehouse.ts";

export interface CostClients {
  readonly cloudWatch: CloudWatchClient;
  readonly kinesis: KinesisClient;
  readonly redshiftData: RedshiftDataClient;
}

export interface UsedCost extends Cost {
  readonly since: Date;
  readonly region: string;
  readonly missing: StageUsage["missing"];
}

/** What a stage used since then and what that costs, as the stage's reader. */
export async function stageCost(
  { target, root, clock, signal }: CommandContext,
  { cloudWatch, kinesis, redshiftData }: CostClients,
  { since, given = {} }: { readonly since: Date; readonly given?: PriceList },
): Promise<UsedCost> {
  const [{ region }, { lines, missing }] = await Promise.all([
    target.identity(),
    readUsage({
      names: target.names,
      cloudWatch,
      kinesis,
      warehouse: async () => {
        const warehouse = (await stageWarehouse(target)).target;
        if (!("workgroupName" in warehouse)) return undefined;
        return { client: redshiftData, target: warehouse, clock: { now: target.time.now, sleep: clock.sleep }, signal };
      },
      text: readFileSync(path.join(root, "sql/queries/serverless-usage.sql"), "utf8"),
      since,
      now: new Date(target.time.now()),
      signal,
      explain: (error) => explainError(error)?.message ?? String(error),
    }),
  ]);
  return { ...priced(lines, priceList(region, given)), since, region, missing };
}
