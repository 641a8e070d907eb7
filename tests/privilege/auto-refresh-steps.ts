import { machineNames } from "./graph-names.ts";
import type { ProofStage } from "./proof-stage.ts";
import { eventually, type Step, told } from "./step.ts";

/** How the newest automatic refresh since a time went: its status has the reason where it failed. */
const NEWEST = `SELECT status FROM sys_mv_refresh_history
WHERE TRIM(refresh_type) = 'Auto' AND start_time >= '{since}'::timestamp
ORDER BY start_time DESC LIMIT 1`;

interface Result {
  readonly Records: readonly (readonly { readonly stringValue?: string }[])[];
}

/** What Redshift does by itself where the stage has no machine that refreshes. */
export function autoRefreshSteps(stage: Pick<ProofStage, "graph" | "names">): readonly Step[] {
  if (machineNames(stage).includes(stage.names.refreshMachine)) return [];
  return [{ name: "auto refresh", as: ({ warehouseRole }) => [warehouseRole], run: refreshed }];
}

/** Sends a batch, and waits for what becomes of it. */
function refreshed(stage: ProofStage): Promise<string | undefined> {
  const { ask, names, clock } = stage;
  return told(async () => {
    const since = clock.date();
    const Payload = JSON.stringify({ scheduledTime: since.toISOString(), seed: 1 });
    await ask("lambda", "Invoke", { FunctionName: names.producerFunction, Payload });
    const sql = NEWEST.replace("{since}", since.toISOString().replace("T", " ").replace("Z", ""));
    const status = await eventually("An automatic refresh", () => newest(stage, sql));
    if (!status.startsWith("Refresh successfully")) throw new Error(status);
  });
}

/** As the warehouse's admin, who alone sees every refresh. */
async function newest({ ask, target, secretArn }: ProofStage, Sql: string): Promise<string | undefined> {
  const { workgroupName: WorkgroupName, database: Database } = target;
  const run = { WorkgroupName, Database, SecretArn: secretArn, Sql, WaitTimeSeconds: 30 };
  const { Id } = await ask<{ Id: string }>("redshift-data", "ExecuteStatement", run);
  const { Records } = await ask<Result>("redshift-data", "GetStatementResult", { Id });
  return Records[0]?.[0]?.stringValue?.trim();
}
