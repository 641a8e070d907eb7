import type { EngineConnection } from "../engine/engine.ts";
import { quoteIdentifier } from "../engine/quote.ts";
import type { ShardCheckpoint } from "./stream-scan.ts";
import type { ViewLoad } from "./view-load.ts";

/** A streaming materialized view as the catalog has it. */
export interface StreamingView {
  readonly id: string;
  readonly schema: string;
  readonly name: string;
  /** Qualified and quoted, for the engine. */
  readonly engineName: string;
  /** OID of its owner. */
  readonly owner: string;
  readonly load: ViewLoad;
  readonly autoRefresh: boolean;
  readonly externalSchema: string;
  readonly stream: string;
  readonly iamRole: string;
  readonly region: string | undefined;
  readonly checkpoints: readonly ShardCheckpoint[];
}

const VIEWS = `
SELECT m.id, n.nspname, c.relname, c.relowner, m.body, m.row_table::regclass, m.groups, m.reads_json, m.auto_refresh, s.nspname, m.stream, e.iam_role, e.region,
  coalesce((SELECT json_agg(json_build_object('shardId', p.shard_id, 'position', p.position, 'finished', p.finished))
    FROM redshift_internal.shard_checkpoint p WHERE p.view = m.id), '[]')
FROM redshift_internal.materialized_view m
  JOIN pg_class c ON c.oid = m.id JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN redshift_internal.external_schema e ON e.id = m.external_schema JOIN pg_namespace s ON s.oid = e.id`;

/** Every streaming view of the database. */
export async function loadStreamingViews(connection: EngineConnection): Promise<readonly StreamingView[]> {
  return (await connection.query(VIEWS)).rows.map((row) => {
    const [
      id = "",
      schema = "",
      name = "",
      owner = "",
      body = "",
      table = "",
      groups,
      readsJson,
      autoRefresh,
      externalSchema = "",
      stream = "",
      iamRole = "",
      region,
      checkpoints,
    ] = row.map((value) => value ?? "");
    return {
      id,
      schema,
      name,
      engineName: `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`,
      owner,
      load: {
        table,
        body,
        readsJson: readsJson === "t",
        ...(groups ? { groups: JSON.parse(groups) as ViewLoad["groups"] } : {}),
      },
      autoRefresh: autoRefresh === "t",
      externalSchema,
      stream,
      iamRole,
      region: region || undefined,
      checkpoints: checkpointsOf(checkpoints ?? "[]"),
    };
  });
}

function checkpointsOf(json: string): readonly ShardCheckpoint[] {
  const rows = JSON.parse(json) as { shardId: string; position: string | null; finished: boolean }[];
  return rows.map(({ shardId, position, finished }) => ({
    shardId,
    finished,
    ...(position === null ? {} : { position }),
  }));
}
