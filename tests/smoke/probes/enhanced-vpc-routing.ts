import { GetWorkgroupCommand, UpdateWorkgroupCommand } from "@aws-sdk/client-redshift-serverless";
import { askWarehouse } from "./ask-warehouse.ts";
import { REFUSED } from "./probe.ts";
import { type Action, type ProbeContext, until } from "./probe-context.ts";

/** Changing a workgroup takes minutes. */
const CHANGED_WITHIN_MS = 1_200_000;
const EVERY_MS = 10_000;

export const enhancedVpcRouting: Action = async (context) => {
  try {
    await change(context, true);
    const answer = await askWarehouse("REFRESH MATERIALIZED VIEW public.sensor_records", context.warehouse);
    return answer.startsWith(REFUSED) ? answer : "refreshed with it on";
  } finally {
    await change(context, false);
  }
};

async function change(context: ProbeContext, enhancedVpcRouting: boolean): Promise<void> {
  const { serverless, workgroup: workgroupName } = context;
  await serverless.send(new UpdateWorkgroupCommand({ workgroupName, enhancedVpcRouting }));
  const changed = await until(context, { withinMs: CHANGED_WITHIN_MS, everyMs: EVERY_MS }, async () => {
    const { workgroup } = await serverless.send(new GetWorkgroupCommand({ workgroupName }));
    return workgroup?.status === "AVAILABLE" && workgroup.enhancedVpcRouting === enhancedVpcRouting ? true : undefined;
  });
  if (!changed) throw new Error(`The workgroup did not change within ${CHANGED_WITHIN_MS / 60_000} minutes.`);
}
