import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from "@aws-sdk/client-eventbridge";
import {
  BatchExecuteStatementCommand,
  CancelStatementCommand,
  DescribeStatementCommand,
  DescribeTableCommand,
  ExecuteStatementCommand,
  GetStatementResultCommand,
  GetStatementResultV2Command,
  ListSessionsCommand,
  ListStatementsCommand,
  RedshiftDataClient,
} from "@aws-sdk/client-redshift-data";
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { applyBareAccount, BARE } from "../../bare-account.ts";
import { LocalClock } from "../../clock.ts";
import { type LocalAws, startLocalAws } from "../../local-aws.ts";

const REGION = "us-east-1";
const TARGET = { WorkgroupName: BARE.workgroup, Database: BARE.database };

let folder: string;
let aws: LocalAws;
let client: RedshiftDataClient;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "redshift-sessions-"));
  aws = await startLocalAws({ folder, port: 0, databaseSignIn: "superuser", clock: new LocalClock(60) });
  await applyBareAccount(aws);
  client = new RedshiftDataClient(person());
});

afterAll(async () => {
  await aws.close();
  await rm(folder, { recursive: true, force: true });
});

function person(accessKeyId = "someone") {
  return { endpoint: aws.url, region: REGION, credentials: { accessKeyId, secretAccessKey: "secret" }, maxAttempts: 1 };
}

/** Runs a statement to its end in a session. @returns its first value */
async function inSession(SessionId: string, Sql: string): Promise<unknown> {
  const { Id } = await client.send(new ExecuteStatementCommand({ SessionId, Sql, WaitTimeSeconds: 30 }));
  const { Status, Error: message, HasResultSet } = await client.send(new DescribeStatementCommand({ Id }));
  if (Status !== "FINISHED") throw new Error(message ?? Status);
  if (!HasResultSet) return undefined;
  const { Records = [] } = await client.send(new GetStatementResultCommand({ Id }));
  const field = Records[0]?.[0];
  return field?.stringValue ?? field?.longValue;
}

/** Opens a session that is kept for so many seconds. */
async function open(seconds: number): Promise<string> {
  const { SessionId } = await client.send(
    new ExecuteStatementCommand({ ...TARGET, Sql: "SELECT 1", SessionKeepAliveSeconds: seconds, WaitTimeSeconds: 30 }),
  );
  if (SessionId === undefined) throw new Error("no session was kept");
  return SessionId;
}

test("a kept session has its temporary tables, settings and transactions from statement to statement", async () => {
  const id = await open(3600);
  await inSession(id, "CREATE TEMP TABLE mine (a INTEGER)");
  await inSession(id, "SET query_group TO 'nightly'");
  await inSession(id, "BEGIN");
  await inSession(id, "INSERT INTO mine VALUES (1), (2)");
  await inSession(id, "ROLLBACK");
  expect(await inSession(id, "SELECT COUNT(*) FROM mine")).toBe(0);
  expect(await inSession(id, "SHOW query_group")).toBe("nightly");
  await expect(inSession(await open(60), "SELECT COUNT(*) FROM mine")).rejects.toThrow(
    'relation "mine" does not exist',
  );
});

test("a session runs one statement at a time, belongs to who opened it, and is closed when its time is over", async () => {
  const id = await open(3600);
  const slow = "SELECT COUNT(*) FROM svv_columns a, svv_columns b, svv_columns c WHERE a.column_name = 'x'";
  const { Id } = await client.send(new ExecuteStatementCommand({ SessionId: id, Sql: slow }));
  await expect(client.send(new ExecuteStatementCommand({ SessionId: id, Sql: "SELECT 1" }))).rejects.toMatchObject({
    name: "ValidationException",
    message: expect.stringContaining(`busy with statement ${Id}`),
  });
  const { Sessions: busy } = await client.send(new ListSessionsCommand({ SessionId: id }));
  expect(busy).toMatchObject([{ Status: "BUSY", CurrentStatementId: Id, WorkgroupName: BARE.workgroup }]);
  await client.send(new DescribeStatementCommand({ Id, WaitTimeSeconds: 30 }));
  const other = new RedshiftDataClient(person("another"));
  await expect(other.send(new ExecuteStatementCommand({ SessionId: id, Sql: "SELECT 1" }))).rejects.toMatchObject({
    name: "ValidationException",
  });
  const short = await open(1);
  await expect
    .poll(async () => (await client.send(new ListSessionsCommand({ SessionId: short }))).Sessions?.[0]?.Status)
    .toBe("CLOSED");
  await expect(inSession(short, "SELECT 1")).rejects.toMatchObject({ name: "ValidationException" });
  const { Sessions = [] } = await client.send(new ListSessionsCommand({ ...TARGET }));
  expect(Sessions.map(({ SessionId }) => SessionId)).toContain(id);
  expect(Sessions.map(({ SessionId }) => SessionId)).not.toContain(short);
});

test("in AUTO_COMMIT mode what fails affects no other statement; in TRANSACTION mode it takes back all", async () => {
  const sqls = (table: string) => [
    `CREATE TABLE ${table} (a INTEGER)`,
    "SELECT 1/0",
    `INSERT INTO ${table} VALUES (1)`,
  ];
  const run = async (Sqls: string[], ExecutionMode: "AUTO_COMMIT" | "TRANSACTION") => {
    const { Id } = await client.send(
      new BatchExecuteStatementCommand({ ...TARGET, Sqls, ExecutionMode, WaitTimeSeconds: 30 }),
    );
    return client.send(new DescribeStatementCommand({ Id }));
  };
  const each = await run(sqls("each_alone"), "AUTO_COMMIT");
  expect(each).toMatchObject({ ExecutionMode: "AUTO_COMMIT" });
  expect(each.SubStatements?.map(({ Status }) => Status)).toEqual(["FINISHED", "FAILED", "FINISHED"]);
  const together = await run(sqls("all_together"), "TRANSACTION");
  expect(together.Status).toBe("FAILED");
  expect(together.SubStatements?.map(({ Status }) => Status)).toEqual(["FINISHED", "FAILED", "ABORTED"]);
  const id = await open(60);
  expect(await inSession(id, "SELECT COUNT(*) FROM each_alone")).toBe(1);
  await expect(inSession(id, "SELECT COUNT(*) FROM all_together")).rejects.toThrow("does not exist");
});

test("a statement that is cancelled is ABORTED and changes nothing; one that has ended can't be", async () => {
  const waiting = "CREATE TABLE never AS SELECT a.column_name FROM svv_columns a, svv_columns b, svv_columns c LIMIT 5";
  const { Id: first } = await client.send(new ExecuteStatementCommand({ ...TARGET, Sql: waiting }));
  const { Id } = await client.send(
    new ExecuteStatementCommand({ ...TARGET, Sql: "CREATE TABLE also_never (a INTEGER)" }),
  );
  expect(await client.send(new CancelStatementCommand({ Id }))).toMatchObject({ Status: true });
  expect(await client.send(new DescribeStatementCommand({ Id, WaitTimeSeconds: 30 }))).toMatchObject({
    Status: "ABORTED",
  });
  await client.send(new DescribeStatementCommand({ Id: first, WaitTimeSeconds: 30 }));
  await expect(client.send(new CancelStatementCommand({ Id }))).rejects.toMatchObject({ name: "ValidationException" });
});

test("statements are listed by name, status and workgroup, newest first", async () => {
  for (const StatementName of ["nightly-1", "nightly-2", "other"]) {
    await client.send(new ExecuteStatementCommand({ ...TARGET, Sql: "SELECT 1", StatementName, WaitTimeSeconds: 30 }));
  }
  const { Statements } = await client.send(new ListStatementsCommand({ StatementName: "nightly", ...TARGET }));
  expect(Statements?.map(({ StatementName }) => StatementName)).toEqual(["nightly-2", "nightly-1"]);
  const page = await client.send(new ListStatementsCommand({ StatementName: "nightly", MaxResults: 1 }));
  expect(page.NextToken).toBeDefined();
  const next = await client.send(
    new ListStatementsCommand({ StatementName: "nightly", MaxResults: 1, NextToken: page.NextToken }),
  );
  expect(next.Statements?.map(({ StatementName }) => StatementName)).toEqual(["nightly-1"]);
  await expect(client.send(new ListStatementsCommand({ WorkgroupName: "other" }))).rejects.toMatchObject({
    name: "ValidationException",
  });
});

test("a result in CSV comes by GetStatementResultV2 alone", async () => {
  const { Id } = await client.send(
    new ExecuteStatementCommand({
      ...TARGET,
      Sql: "SELECT 1 AS a, 'x,\"y\"' AS b, NULL AS c",
      ResultFormat: "CSV",
      WaitTimeSeconds: 30,
    }),
  );
  const { Records, ResultFormat } = await client.send(new GetStatementResultV2Command({ Id }));
  expect(ResultFormat).toBe("CSV");
  expect(Records).toEqual([{ CSVRecords: 'a,b,c\r\n1,"x,""y""",\r\n' }]);
  await expect(client.send(new GetStatementResultCommand({ Id }))).rejects.toMatchObject({
    name: "ValidationException",
  });
});

test("columns are described with their default and whether they may be NULL, over every table of that name", async () => {
  const id = await open(60);
  await inSession(id, "CREATE SCHEMA described");
  await inSession(id, "CREATE TABLE described.twin (a INTEGER NOT NULL, b VARCHAR(9) DEFAULT 'none')");
  await inSession(id, "CREATE TABLE twin (c DATE)");
  const { ColumnList } = await client.send(new DescribeTableCommand({ ...TARGET, Table: "twin" }));
  expect(
    ColumnList?.map(({ schemaName, name, nullable, columnDefault }) => [schemaName, name, nullable, columnDefault]),
  ).toEqual(
    expect.arrayContaining([
      ["described", "a", 0, undefined],
      ["described", "b", 1, expect.stringContaining("none")],
      ["public", "c", 1, undefined],
    ]),
  );
});

test("with WithEvent, the end of a statement is an event on the default bus", async () => {
  const sqs = new SQSClient(person());
  const events = new EventBridgeClient(person());
  const Resource = "arn:aws:sqs:us-east-1:000000000000:statement-ends";
  const Statement = {
    Effect: "Allow",
    Principal: { Service: "events.amazonaws.com" },
    Action: "sqs:SendMessage",
    Resource,
  };
  const Policy = JSON.stringify({ Version: "2012-10-17", Statement });
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: "statement-ends", Attributes: { Policy } }));
  const pattern = { source: ["aws.redshift-data"], detail: { statementName: ["told"] } };
  await events.send(new PutRuleCommand({ Name: "ends", EventPattern: JSON.stringify(pattern) }));
  await events.send(new PutTargetsCommand({ Rule: "ends", Targets: [{ Id: "queue", Arn: Resource }] }));
  const { Id } = await client.send(
    new ExecuteStatementCommand({ ...TARGET, Sql: "SELECT 1/0", StatementName: "told", WithEvent: true }),
  );
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }));
  const event = JSON.parse(Messages[0]?.Body ?? "{}");
  expect(event).toMatchObject({
    "detail-type": "Redshift Data Statement Status Change",
    detail: { statementName: "told", statementId: Id, state: "FAILED" },
  });
});

test("where sign-in is as on AWS, more calls a second than its quota are throttled", async () => {
  const other = await mkdtemp(join(tmpdir(), "redshift-rates-"));
  const strict = await startLocalAws({ folder: other, port: 0, databaseSignIn: "iam" });
  try {
    await applyBareAccount(strict);
    const strictClient = new RedshiftDataClient({ ...person(), endpoint: strict.url });
    const calls = await Promise.allSettled(
      Array.from({ length: 5 }, () => strictClient.send(new ListStatementsCommand({}))),
    );
    const refused = calls.flatMap((call) => (call.status === "rejected" ? [call.reason.name] : []));
    expect(refused).toEqual(["ThrottlingException", "ThrottlingException"]);
  } finally {
    await strict.close();
    await rm(other, { recursive: true, force: true });
  }
});
