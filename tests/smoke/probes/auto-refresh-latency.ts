import { PutRecordCommand } from "@aws-sdk/client-kinesis";
import { askWarehouse } from "./ask-warehouse.ts";
import { REFUSED } from "./probe.ts";
import { type Action, PROBE_KEY, until } from "./probe-context.ts";

export const AUTO_VIEW = "public.smoke_auto";
const WITHIN_MS = 600_000;
const EVERY_MS = 1_000;

export const autoRefreshLatency: Action = async (context) => {
  const { warehouse, streamRelation, kinesis, stream, clock } = context;
  const definition = `SELECT partition_key, sequence_number FROM ${streamRelation}`;
  const made = await askWarehouse(`CREATE MATERIALIZED VIEW ${AUTO_VIEW} AUTO REFRESH YES AS ${definition}`, warehouse);
  if (made.startsWith(REFUSED)) return made;
  const Data = Buffer.from('{"smoke": "auto refresh"}');
  const { SequenceNumber } = await kinesis.send(
    new PutRecordCommand({ StreamName: stream, PartitionKey: PROBE_KEY, Data }),
  );
  const putAt = clock.now();
  const sql = `SELECT COUNT(*) AS n FROM ${AUTO_VIEW} WHERE sequence_number = '${SequenceNumber}'`;
  const visibleAt = await until(context, { withinMs: WITHIN_MS, everyMs: EVERY_MS }, async () =>
    (await askWarehouse(sql, warehouse)) === "n=1" ? clock.now() : undefined,
  );
  if (visibleAt === undefined) return `not visible within ${WITHIN_MS / 1_000} s`;
  return `visible after ${Math.ceil((visibleAt - putAt) / 1_000)} s`;
};
