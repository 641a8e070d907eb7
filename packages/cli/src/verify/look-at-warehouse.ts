import { RedshiftDataClient } from "@aws-sdk/client-redshift-data";
import { type FoundPart, findParts, LOOK_UP_FILES } from "@sensor-pipeline/core/teardown/find-parts";
import { ARCHIVE, WAREHOUSE_PARTS } from "@sensor-pipeline/core/teardown/teardown-steps";
import type { WarehouseTarget } from "@sensor-pipeline/core/warehouse/warehouse-target";
import type { CommandContext } from "../command/command-context.ts";
import { CommandError } from "../command/command-error.ts";
import { timeText } from "../execution/duration.ts";
import { sqlTexts } from "../target/sql-texts.ts";
import { stageWarehouse } from "../target/stage-warehouse.ts";
import type { ClientSettings } from "../target/target.ts";
import { warehouseTitle } from "../target/warehouse-options.ts";
import type { VerifyFinding } from "./finding.ts";
import { unknown } from "./look-at-resources.ts";
import { ownWorkgroupIsGone } from "./own-workgroup.ts";
import { type TeardownEvidence, teardownEvidence } from "./teardown-evidence.ts";

const AS_ADMIN =
  "Only an admin sees all of a warehouse: name it with --workgroup or --cluster, --database and --secret-arn.";

/** Looks for everything that set-up makes, as the admin of the warehouse that is named, or as the stage's reader. */
export async function lookAtWarehouse(
  context: CommandContext,
  named: WarehouseTarget | undefined,
): Promise<readonly VerifyFinding[]> {
  const { target } = context;
  try {
    if (named !== undefined) {
      const found = await partsIn(context, named, target.person);
      return findings(found, () => ({ state: "gone", detail: `not in ${warehouseTitle(named)}` }), named);
    }
    if (await ownWorkgroupIsGone(target)) {
      return findings([], () => ({ state: "gone", detail: "with the stage's own workgroup" }));
    }
    return await asReader(context);
  } catch (error) {
    return [unknownWarehouse(error)];
  }
}

async function asReader(context: CommandContext): Promise<readonly VerifyFinding[]> {
  const warehouse = await stageWarehouse(context.target);
  const found = await partsIn(context, warehouse.target, warehouse.signIn);
  const evidence = await teardownEvidence(context.target);
  return findings(found, (name) => unseen(name, evidence), warehouse.target);
}

async function partsIn(
  { root, clock, signal }: CommandContext,
  target: WarehouseTarget,
  settings: ClientSettings,
): Promise<readonly FoundPart[]> {
  const client = new RedshiftDataClient(settings);
  try {
    return await findParts(sqlTexts(root, LOOK_UP_FILES), { client, target, clock, signal });
  } finally {
    client.destroy();
  }
}

/** A reader that does not see an object has not looked at it; a teardown by the admin has. */
function unseen(name: string, evidence: TeardownEvidence | undefined): Pick<VerifyFinding, "state" | "detail"> {
  if (evidence === undefined) return { state: "unknown", detail: `Not seen by the stage's reader. ${AS_ADMIN}` };
  if (name === ARCHIVE && evidence.keptArchive)
    return { state: "left", detail: "kept by the teardown, with its records" };
  return { state: "gone", detail: `dropped by the teardown that ended ${timeText(evidence.endedAt)}` };
}

function findings(
  found: readonly FoundPart[],
  notFound: (name: string) => Pick<VerifyFinding, "state" | "detail">,
  target?: WarehouseTarget,
): readonly VerifyFinding[] {
  return WAREHOUSE_PARTS.map(({ name, kind }) => {
    const isThere = found.some((part) => part.name === name);
    const what = isThere ? { state: "left" as const } : notFound(name);
    const remedy = name === ARCHIVE ? "pipeline teardown --drop-archive" : "pipeline teardown";
    const place = target === undefined ? {} : { detail: `in ${warehouseTitle(target)}` };
    return { kind, name, ...(what.state === "left" ? { ...place, remedy } : {}), ...what };
  });
}

function unknownWarehouse(error: unknown): VerifyFinding {
  const [kind, name] = ["warehouse", "all that set-up makes"];
  const told =
    error instanceof CommandError
      ? ({ kind, name, state: "unknown", detail: error.message } as const)
      : unknown(kind, name, error);
  return { ...told, detail: `${told.detail} ${AS_ADMIN}` };
}
