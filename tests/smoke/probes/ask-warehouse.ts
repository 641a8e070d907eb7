import {
  type ColumnMetadata,
  type Field,
  GetStatementResultCommand,
  type RedshiftDataClient,
} from "@aws-sdk/client-redshift-data";
import type { Clock } from "@sensor-pipeline/core/clock";
import { StatementError } from "@sensor-pipeline/core/warehouse/errors";
import { runStatement } from "@sensor-pipeline/core/warehouse/run-statement";
import type { WarehouseTarget } from "@sensor-pipeline/core/warehouse/warehouse-target";
import { REFUSED } from "./probe.ts";

/** Rows that an answer shows; a probe asks for few. */
const SHOWN_ROWS = 5;
/** A workgroup that slept takes its time, and a refresh too; beyond it something hangs. */
const LONGEST_MS = 900_000;

export interface AskWarehouse {
  readonly client: RedshiftDataClient;
  /** As the admin. */
  readonly target: WarehouseTarget;
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
}

/** What Redshift answers to a statement, as text: its error, its rows (`name=value, ...`), or that it is done. */
export async function askWarehouse(sql: string, { client, target, clock, signal }: AskWarehouse): Promise<string> {
  try {
    const deadline = clock.now() + LONGEST_MS;
    const run = { client, target, clock, signal, deadline };
    const { statementId, hasResultSet } = await runStatement({ name: "smoke", sql }, run);
    if (!hasResultSet) return "done";
    const { ColumnMetadata = [], Records = [] } = await client.send(new GetStatementResultCommand({ Id: statementId }));
    if (Records.length === 0) return `no rows (${ColumnMetadata.map(({ name }) => name).join(", ")})`;
    const shown = Records.slice(0, SHOWN_ROWS).map((row) => rowText(row, ColumnMetadata));
    return [...shown, ...(Records.length > SHOWN_ROWS ? [`and ${Records.length - SHOWN_ROWS} rows more`] : [])].join(
      "\n",
    );
  } catch (error) {
    if (error instanceof StatementError) return `${REFUSED}${error.reason}`;
    throw error;
  }
}

function rowText(row: readonly Field[], columns: readonly ColumnMetadata[]): string {
  return row.map((field, index) => `${columns[index]?.name}=${fieldText(field)}`).join(", ");
}

function fieldText(field: Field): string {
  if (field.isNull) return "NULL";
  return String(field.stringValue ?? field.longValue ?? field.doubleValue ?? field.booleanValue ?? "").trim();
}
