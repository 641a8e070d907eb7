import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CreateStreamCommand,
  DescribeStreamSummaryCommand,
  KinesisClient,
  PutRecordsCommand,
} from "@aws-sdk/client-kinesis";
import {
  BatchExecuteStatementCommand,
  DescribeStatementCommand,
  DescribeTableCommand,
  ExecuteStatementCommand,
  GetStatementResultCommand,
  ListSchemasCommand,
  ListTablesCommand,
  RedshiftDataClient,
  ResourceNotFoundException,
  ValidationException,
} from "@aws-sdk/client-redshift-data";
import { RedshiftServerlessClient, UpdateNamespaceCommand } from "@aws-sdk/client-redshift-serverless";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ACCOUNT_ID } from "../../account.ts";
import { ADMINISTRATOR } from "../../administrator.ts";
import { applyBareAccount, BARE } from "../../bare-account.ts";
import { adminSecretArn, workgroupArn } from "../../identifiers.ts";
import { type LocalAws, type LocalAwsOptions, startLocalAws } from "../../local-aws.ts";
import type { Caller } from "../../service.ts";

const REGION = "us-east-1";
const TARGET = { WorkgroupName: BARE.workgroup, Database: BARE.database };

let folder: string;
let aws: LocalAws;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "redshift-data-"));
  await start();
  const kinesis = new KinesisClient(person());
  await kinesis.send(new CreateStreamCommand({ StreamName: "readings", ShardCount: 2 }));
  const summary = new DescribeStreamSummaryCommand({ StreamName: "readings" });
  while ((await kinesis.send(summary)).StreamDescriptionSummary?.StreamStatus !== "ACTIVE");
  const records = [1, 2, 3].map((n) => ({ Data: Buffer.from(`{"n": ${n}}`), PartitionKey: `key ${n}` }));
  await kinesis.send(new PutRecordsCommand({ StreamName: "readings", Records: records }));
});

afterAll(async () => {
  await aws.close();
  await rm(folder, { recursive: true, force: true });
});

async function start(options: Pick<LocalAwsOptions, "profile"> = {}): Promise<void> {
  aws = await startLocalAws({ ...options, folder, port: 0, databaseSignIn: "iam" });
  await applyBareAccount(aws);
}

/** A person of the account: an administrator, who signs in to the database as `IAM:someone`. */
function person() {
  return { endpoint: aws.url, region: REGION, credentials: { accessKeyId: "someone", secretAccessKey: "secret" } };
}

/** A role with these rights, and the client of its session. */
function roleClient(name: string, actions: readonly string[], tags: Readonly<Record<string, string>> = {}) {
  const role = aws.identity.putRole({
    name,
    trust: {
      Version: "2012-10-17",
      Statement: { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } },
    },
    policies:
      actions.length === 0
        ? {}
        : { all: { Version: "2012-10-17", Statement: { Effect: "Allow", Action: actions, Resource: "*" } } },
    tags,
  });
  const lambda: Caller = { kind: "service", accountId: ACCOUNT_ID, arn: "lambda.amazonaws.com", name: "lambda" };
  const credentials = aws.identity.issueCredentials(aws.identity.assumeRole(lambda, role.arn, "session"));
  return new RedshiftDataClient({ endpoint: aws.url, region: REGION, credentials });
}

/** Runs a statement to its end. @throws {Error} its error */
async function run(client: RedshiftDataClient, Sql: string, secret?: string): Promise<readonly unknown[]> {
  const SecretArn = secret === undefined ? {} : { SecretArn: secret };
  const { Id } = await client.send(new ExecuteStatementCommand({ ...TARGET, ...SecretArn, Sql, WaitTimeSeconds: 30 }));
  const { Status, Error: message, HasResultSet } = await client.send(new DescribeStatementCommand({ Id }));
  if (Status !== "FINISHED") throw new Error(message ?? Status);
  if (!HasResultSet) return [];
  const { Records = [] } = await client.send(new GetStatementResultCommand({ Id }));
  return Records.map((row) => row.map((field) => field.stringValue ?? field.longValue ?? field.booleanValue ?? null));
}

const secretArn = adminSecretArn(REGION, BARE.namespace, "admin");

test("the admin's secret signs in as the superuser, who lands a stream through the namespace's role", async () => {
  const admin = new RedshiftDataClient(person());
  await run(admin, "CREATE EXTERNAL SCHEMA kinesis_schema FROM KINESIS IAM_ROLE default", secretArn);
  await run(
    admin,
    "CREATE MATERIALIZED VIEW landed AS SELECT partition_key, JSON_PARSE(kinesis_data) AS payload FROM kinesis_schema.readings",
    secretArn,
  );
  await run(admin, "REFRESH MATERIALIZED VIEW landed", secretArn);
  expect(await run(admin, "SELECT payload.n::integer, partition_key FROM landed ORDER BY 1", secretArn)).toEqual([
    [1, "key 1"],
    [2, "key 2"],
    [3, "key 3"],
  ]);
  expect(await run(admin, "SELECT CURRENT_USER", secretArn)).toEqual([["admin"]]);
});

test("a role signs in as itself, with the database roles of its tag", async () => {
  const admin = new RedshiftDataClient(person());
  for (const sql of ["CREATE ROLE readers", "GRANT SELECT ON landed TO ROLE readers"]) await run(admin, sql, secretArn);
  const actions = ["redshift-data:*", "redshift-serverless:GetCredentials"];
  const reader = roleClient("reader", actions, { RedshiftDbRoles: "readers:unknown" });
  expect(await run(reader, "SELECT COUNT(*) FROM landed")).toEqual([[3]]);
  await expect(run(reader, "REFRESH MATERIALIZED VIEW landed")).rejects.toThrow("must be owner of relation landed");
  const stranger = roleClient("stranger", actions);
  await expect(run(stranger, "SELECT COUNT(*) FROM landed")).rejects.toThrow(
    "ERROR: permission denied for relation landed",
  );
  const { Id } = await reader.send(new ExecuteStatementCommand({ ...TARGET, Sql: "SELECT 1" }));
  await expect(stranger.send(new DescribeStatementCommand({ Id }))).rejects.toBeInstanceOf(ResourceNotFoundException);
});

test("a policy may narrow a role to the statements of its own session", async () => {
  const own = { "redshift-data:statement-owner-iam-userid": ["$", "{aws:userid}"].join("") };
  const { name } = aws.identity.putRole({
    name: "narrow",
    trust: { Statement: { Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: "*" } } },
    policies: {
      all: {
        Statement: [
          {
            Effect: "Allow",
            Action: ["redshift-data:ExecuteStatement", "redshift-serverless:GetCredentials"],
            Resource: "*",
          },
          {
            Effect: "Allow",
            Action: ["redshift-data:DescribeStatement", "redshift-data:GetStatementResult"],
            Resource: "*",
            Condition: { StringEquals: own },
          },
        ],
      },
    },
    tags: {},
  });
  const session = (as: string) => {
    const caller = aws.identity.assumeRole(ADMINISTRATOR, `arn:aws:iam::${ACCOUNT_ID}:role/${name}`, as);
    return new RedshiftDataClient({
      ...{ endpoint: aws.url, region: REGION, credentials: aws.identity.issueCredentials(caller) },
    });
  };
  const [ada, eve] = [session("ada"), session("eve")];
  expect(await run(ada, "SELECT 1")).toEqual([[1]]);
  const { Id } = await ada.send(new ExecuteStatementCommand({ ...TARGET, Sql: "SELECT 1", WaitTimeSeconds: 30 }));
  const denied = `${name}/eve is not authorized to perform: redshift-data:DescribeStatement because no identity-based policy allows`;
  await expect(eve.send(new DescribeStatementCommand({ Id }))).rejects.toThrow(denied);
  await expect(eve.send(new DescribeStatementCommand({ Id: "none" }))).rejects.toThrow(denied);
});

test("what IAM does not allow is refused: the operation, the credentials, the secret", async () => {
  const statement = new ExecuteStatementCommand({ ...TARGET, Sql: "SELECT 1" });
  const bySecret = new ExecuteStatementCommand({ ...TARGET, Sql: "SELECT 1", SecretArn: secretArn });
  await expect(roleClient("nothing", []).send(statement)).rejects.toMatchObject({
    name: "AccessDeniedException",
    message: expect.stringContaining(
      `redshift-data:ExecuteStatement on resource: ${workgroupArn(REGION, BARE.workgroup)}`,
    ),
  });
  const dataOnly = roleClient("data-only", ["redshift-data:*"]);
  await expect(dataOnly.send(statement)).rejects.toMatchObject({
    name: "AccessDeniedException",
    message: expect.stringContaining("redshift-serverless:GetCredentials"),
  });
  await expect(dataOnly.send(bySecret)).rejects.toMatchObject({
    name: "AccessDeniedException",
    message: expect.stringContaining("secretsmanager:GetSecretValue"),
  });
  const withSecret = roleClient("with-secret", ["redshift-data:*", "secretsmanager:GetSecretValue"]);
  expect(await run(withSecret, "SELECT CURRENT_USER", secretArn)).toEqual([["admin"]]);
});

test("a refresh is denied in Kinesis' words when the namespace's role may not read the stream any more", async () => {
  const admin = new RedshiftDataClient(person());
  const role = aws.identity.role(BARE.roleArn);
  if (!role) throw new Error("the bare account has no role");
  aws.identity.putRole({ ...role, policies: {} });
  await expect(run(admin, "REFRESH MATERIALIZED VIEW landed", secretArn)).rejects.toThrow(
    /assumed-role\/redshift\/redshift is not authorized to perform: kinesis:ListShards/,
  );
  aws.identity.putRole(role);
  await run(admin, "REFRESH MATERIALIZED VIEW landed", secretArn);
});

test("a batch runs its statements in order, and each has a result of its own", async () => {
  const client = new RedshiftDataClient(person());
  const { Id } = await client.send(
    new BatchExecuteStatementCommand({
      ...TARGET,
      SecretArn: secretArn,
      Sqls: ["SELECT :n::integer", "SELECT :n::integer + 1"],
      Parameters: [{ name: "n", value: "1" }],
      WaitTimeSeconds: 30,
    }),
  );
  const described = await client.send(new DescribeStatementCommand({ Id }));
  expect(described.SubStatements?.map((part) => [part.Id, part.Status, part.HasResultSet])).toEqual([
    [`${Id}:1`, "FINISHED", true],
    [`${Id}:2`, "FINISHED", true],
  ]);
  const { Records } = await client.send(new GetStatementResultCommand({ Id: `${Id}:2` }));
  expect(Records).toEqual([[{ longValue: 2 }]]);
});

test("schemas, tables and columns are listed", async () => {
  const client = new RedshiftDataClient(person());
  const target = { ...TARGET, SecretArn: secretArn };
  const { Schemas } = await client.send(new ListSchemasCommand(target));
  expect(Schemas).toEqual(["information_schema", "kinesis_schema", "pg_catalog", "public"]);
  const { Tables } = await client.send(new ListTablesCommand({ ...target, SchemaPattern: "public" }));
  expect(Tables).toEqual([{ schema: "public", name: "landed", type: "VIEW" }]);
  const { ColumnList } = await client.send(new DescribeTableCommand({ ...target, Table: "landed" }));
  expect(ColumnList?.map(({ name, typeName }) => [name, typeName])).toEqual([
    ["partition_key", "varchar"],
    ["payload", "super"],
  ]);
});

test("a workgroup or database that is not there is refused", async () => {
  const client = new RedshiftDataClient(person());
  const other = new ExecuteStatementCommand({ ...TARGET, WorkgroupName: "other", Sql: "SELECT 1" });
  await expect(client.send(other)).rejects.toBeInstanceOf(ValidationException);
  const { Id } = await client.send(
    new ExecuteStatementCommand({
      ...TARGET,
      Database: "other",
      SecretArn: secretArn,
      Sql: "SELECT 1",
      WaitTimeSeconds: 30,
    }),
  );
  expect(await client.send(new DescribeStatementCommand({ Id }))).toMatchObject({
    Status: "FAILED",
    Error: 'ERROR: database "other" does not exist',
  });
});

test("an external schema takes a role from when the namespace has it", async () => {
  const admin = new RedshiftDataClient(person());
  const serverless = new RedshiftServerlessClient(person());
  const role = `arn:aws:iam::${ACCOUNT_ID}:role/reader`;
  const sql = `CREATE EXTERNAL SCHEMA second FROM KINESIS IAM_ROLE '${role}'`;
  await expect(run(admin, sql, secretArn)).rejects.toThrow("is not associated with this namespace");
  await serverless.send(new UpdateNamespaceCommand({ namespaceName: BARE.namespace, iamRoles: [BARE.roleArn, role] }));
  await run(admin, sql, secretArn);
});

test("rows, secret and password are there after a restart", async () => {
  const before = await new SecretsManagerClient(person()).send(new GetSecretValueCommand({ SecretId: secretArn }));
  await aws.close();
  await start();
  const after = await new SecretsManagerClient(person()).send(new GetSecretValueCommand({ SecretId: secretArn }));
  expect(after.SecretString).toBe(before.SecretString);
  const admin = new RedshiftDataClient(person());
  await run(admin, "REFRESH MATERIALIZED VIEW landed", secretArn);
  expect(await run(admin, "SELECT COUNT(*) FROM landed", secretArn)).toEqual([[3]]);
});

test("a workgroup denies the system views of clusters, which a provisioned profile has", async () => {
  const asked = "SELECT TRIM(name), state FROM stv_mv_info";
  await expect(run(new RedshiftDataClient(person()), asked, secretArn)).rejects.toThrow(
    "permission denied for relation stv_mv_info",
  );
  await aws.close();
  await start({ profile: "provisioned" });
  const admin = new RedshiftDataClient(person());
  expect(await run(admin, asked, secretArn)).toEqual([["landed", 1]]);
  await expect(run(admin, "SELECT * FROM stl_query", secretArn)).rejects.toThrow(
    "The system view STL_QUERY is not supported",
  );
});
