import { readFileSync } from "node:fs";
import path from "node:path";
import { RedshiftDataClient } from "@aws-sdk/client-redshift-data";
import { WAREHOUSE_OBJECTS } from "@sensor-pipeline/core/names";
import { currentLandingView, otherLandingView } from "@sensor-pipeline/core/setup/landing-views";
import { StatementError } from "@sensor-pipeline/core/warehouse/errors";
import { queryFile } from "@sensor-pipeline/core/warehouse/query-file";
import { z } from "zod";
import type { CommandContext } from "../command/command-context.ts";
import { CommandError } from "../command/command-error.ts";
import { warehouseToAsk } from "../target/direct-warehouse.ts";
import type { WarehouseOptions } from "../target/warehouse-options.ts";

const RECORDED_FILE = "sql/schema-change/what-is-recorded.sql";
const RECORDS_FILE = "sql/teardown/count-records.sql";

const recordedRow = z.object({
  object_name: z.string(),
  file: z.string(),
  fingerprint: z.string(),
  settings: z.string(),
});

const landedRow = z.object({
  records: z.number(),
  first_arrival: z.date().nullable(),
  last_arrival: z.date().nullable(),
});

/** What the deployed state machine makes the view of: constants of its first state. */
export const wantedSchema = z.object({ fingerprint: z.string(), settings: z.string(), keepSeconds: z.number() });

/** What a schema change would do. */
export interface SchemaChangePlan {
  /** The streaming view that the views read. */
  readonly landingView: string;
  /** The name that the new one takes, or has. */
  readonly newView: string;
  readonly current: { readonly fingerprint: string; readonly settings: string };
  readonly wanted: { readonly fingerprint: string; readonly settings: string };
  readonly differs: boolean;
  /** Whether an earlier one has begun and not ended. */
  readonly isUnfinished: boolean;
  readonly landedRecords: number;
  readonly firstArrival: Date | null;
}

/** Asks the warehouse, as the stage's reader or with a secret as its user, what is there. @throws {CommandError} before set-up */
export async function planSchemaChange(
  { target, clock, signal, root }: CommandContext,
  { fingerprint, settings }: Pick<z.output<typeof wantedSchema>, "fingerprint" | "settings">,
  options: WarehouseOptions,
): Promise<SchemaChangePlan> {
  const { target: warehouse, signIn } = await warehouseToAsk(target, options);
  const client = new RedshiftDataClient(signIn);
  const ask = async <Row>(file: string, row: z.ZodType<Row>) => {
    const text = readFileSync(path.join(root, file), "utf8");
    return (await queryFile({ name: file, text }, { client, target: warehouse, clock, signal, row })).rows;
  };
  try {
    const recorded = new Map((await ask(RECORDED_FILE, recordedRow)).map((row) => [row.object_name, row]));
    const reads = recorded.get(WAREHOUSE_OBJECTS.landedView)?.settings ?? "";
    const landingView = currentLandingView(reads);
    const newView = otherLandingView(landingView);
    const current = recorded.get(landingView);
    const [landed] = await ask(RECORDS_FILE, landedRow);
    if (current === undefined || landed === undefined) {
      throw new CommandError(`Nothing is recorded of a landing view in ${target.title}: run pipeline setup first.`);
    }
    return {
      landingView,
      newView,
      current: { fingerprint: current.fingerprint, settings: current.settings },
      wanted: { fingerprint, settings },
      differs: current.fingerprint !== fingerprint,
      isUnfinished: recorded.has(newView),
      landedRecords: landed.records,
      firstArrival: landed.first_arrival,
    };
  } catch (error) {
    if (!(error instanceof StatementError) || !/does not exist|permission denied/.test(error.reason)) throw error;
    throw new CommandError(
      `A schema change of ${target.title} finds nothing of its set-up, or of an older one: run pipeline setup first. (${error.reason.split("\n")[0]})`,
      { cause: error },
    );
  } finally {
    client.destroy();
  }
}
