import { setTimeout as delay } from "node:timers/promises";
import {
  BatchExecuteStatementCommand,
  DescribeStatementCommand,
  type DescribeStatementCommandOutput,
  ExecuteStatementCommand,
  type Field,
  GetStatementResultCommand,
  type RedshiftDataClient,
} from "@aws-sdk/client-redshift-data";
import type { ConformanceValue } from "./conformance-case.ts";
import type { Answer, ConformanceTarget } from "./run-case.ts";

/** A workgroup's database, and the secret of a superuser of it where sign-in is as on AWS. */
export interface Warehouse {
  readonly client: RedshiftDataClient;
  readonly workgroupName: string;
  readonly database: string;
  readonly secretArn?: string;
}

/** Long enough for the slowest page; a session that is left behind ends by itself. */
const SESSION_SECONDS = 600;

const ENDED = new Set(["FINISHED", "FAILED", "ABORTED"]);

/** Where a page's cases run. */
export interface PagePlace {
  readonly schema: string;
  /** Users besides the superuser run cases there. */
  readonly isOthers: boolean;
  /** Statements that make what the cases ask for, in one transaction. */
  readonly setup: readonly string[];
}

/**
 * A session of the Data API whose search path begins with a schema of its own, so that pages do not meet in one database.
 * It runs on the local Redshift and on a real workgroup alike.
 */
export async function openSession(
  warehouse: Warehouse,
  { schema, isOthers, setup }: PagePlace,
): Promise<ConformanceTarget> {
  const { client, workgroupName, database, secretArn } = warehouse;
  const begun = await client.send(
    new ExecuteStatementCommand({
      WorkgroupName: workgroupName,
      Database: database,
      ...(secretArn === undefined ? {} : { SecretArn: secretArn }),
      Sql: `DROP SCHEMA IF EXISTS ${schema} CASCADE`,
      SessionKeepAliveSeconds: SESSION_SECONDS,
      WaitTimeSeconds: 30,
    }),
  );
  const session = { client, sessionId: begun.SessionId ?? "" };
  await insistOnAll(session, [
    `CREATE SCHEMA ${schema}`,
    // As open to every user as the schema public is.
    ...(isOthers ? [`GRANT ALL ON SCHEMA ${schema} TO PUBLIC`] : []),
    `SET search_path TO ${schema}, public`,
    ...setup,
  ]);
  return {
    async run(sql, user) {
      if (user === undefined) return answerOf(session, sql);
      await insist(session, `SET SESSION AUTHORIZATION '${user}'`);
      const answer = await answerOf(session, sql);
      await insist(session, "SET SESSION AUTHORIZATION DEFAULT");
      return answer;
    },
    async close() {
      await answerOf(session, "ROLLBACK");
      await insistOnAll(session, ["RESET ALL", `DROP SCHEMA IF EXISTS ${schema} CASCADE`]);
    },
  };
}

/** What any answer tells of a statement or batch. */
type Told = Partial<Pick<DescribeStatementCommandOutput, "Id" | "Status" | "HasResultSet" | "Error">>;

interface OpenSession {
  readonly client: RedshiftDataClient;
  readonly sessionId: string;
}

async function answerOf({ client, sessionId }: OpenSession, sql: string): Promise<Answer> {
  const ran = await client.send(new ExecuteStatementCommand({ SessionId: sessionId, Sql: sql, WaitTimeSeconds: 30 }));
  const { Id } = ran;
  const told = await endOf(client, ran);
  if (told.Status !== "FINISHED") return { error: told.Error ?? told.Status ?? "" };
  if (!told.HasResultSet) return { columns: [], rows: [] };
  const { ColumnMetadata = [], Records = [] } = await client.send(new GetStatementResultCommand({ Id }));
  return {
    columns: ColumnMetadata.map(({ name, typeName }) => ({ name: name ?? "", typeName: typeName ?? "" })),
    rows: Records.map((row) => row.map(plainValue)),
  };
}

/** In one call, and one transaction: hundreds of pages begin with a few statements. */
async function insistOnAll({ client, sessionId }: OpenSession, sqls: readonly string[]): Promise<void> {
  const batch = { SessionId: sessionId, Sqls: [...sqls], WaitTimeSeconds: 30 };
  const { Status, Error: told } = await endOf(client, await client.send(new BatchExecuteStatementCommand(batch)));
  if (Status !== "FINISHED") throw new Error(`${sqls.join(";\n")}\n${told ?? Status}`);
}

/** What a statement or batch came to: the answer that began it may tell, but never why it failed. */
async function endOf(client: RedshiftDataClient, ran: Told): Promise<Told> {
  let told = ran;
  while (!ENDED.has(told.Status ?? "") || (told.Status !== "FINISHED" && told === ran)) {
    if (told !== ran) await delay(200);
    told = await client.send(new DescribeStatementCommand({ Id: ran.Id }));
  }
  return told;
}

async function insist(session: OpenSession, sql: string): Promise<void> {
  const answer = await answerOf(session, sql);
  if ("error" in answer) throw new Error(`${sql}\n${answer.error}`);
}

function plainValue(field: Field): ConformanceValue {
  return field.isNull
    ? null
    : (field.stringValue ?? field.longValue ?? field.doubleValue ?? field.booleanValue ?? null);
}
