import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { passwordHash } from "@sensor-pipeline/redshift/psql/authentication";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ADMINISTRATOR } from "../administrator.ts";
import { applyBareAccount, BARE } from "../bare-account.ts";
import { type LocalAws, type LocalAwsOptions, startLocalAws } from "../local-aws.ts";
import { startPsqlPort } from "./start-psql-port.ts";

let bare: LocalAws;
let strict: LocalAws;
const folders: string[] = [];

beforeAll(async () => {
  bare = await start({ databaseSignIn: "superuser" });
  strict = await start({ databaseSignIn: "iam" });
});

afterAll(async () => {
  await Promise.all([bare.close(), strict.close()]);
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
});

async function start(options: Pick<LocalAwsOptions, "databaseSignIn">): Promise<LocalAws> {
  const folder = await mkdtemp(path.join(tmpdir(), "psql-port-"));
  folders.push(folder);
  const aws = await startLocalAws({ folder, port: 0, pgPort: 0, ...options });
  await applyBareAccount(aws);
  // The database is made when it is first asked for, which may take a while.
  await connect(aws, "admin", "").then(
    (client) => client.end(),
    () => undefined,
  );
  return aws;
}

async function connect(aws: LocalAws, user: string, password: string, database = "dev"): Promise<pg.Client> {
  const client = new pg.Client({ host: "127.0.0.1", port: aws.pgPort, user, password, database });
  await client.connect();
  return client;
}

async function adminPassword(): Promise<string> {
  const { namespace } = await strict.call<{ namespace: { adminPasswordSecretArn: string } }>(
    ADMINISTRATOR,
    "redshift-serverless",
    "GetNamespace",
    { namespaceName: BARE.namespace },
  );
  const { SecretString } = await strict.call<{ SecretString: string }>(
    ADMINISTRATOR,
    "secretsmanager",
    "GetSecretValue",
    {
      SecretId: namespace.adminPasswordSecretArn,
    },
  );
  return JSON.parse(SecretString).password;
}

test("the bare account lets anybody in: the admin as superuser, others as users of their own", async () => {
  const admin = await connect(bare, "admin", "anything");
  await admin.query(`CREATE EXTERNAL SCHEMA kinesis_schema FROM KINESIS IAM_ROLE '${BARE.roleArn}'`);
  await admin.query("CREATE TABLE mine (n INTEGER)");
  const other = await connect(bare, "somebody", "");
  expect((await other.query("SELECT CURRENT_USER AS me")).rows).toEqual([{ me: "somebody" }]);
  await expect(other.query("SELECT * FROM mine")).rejects.toThrow("permission denied for relation mine");
  await admin.query("GRANT SELECT ON mine TO somebody");
  expect((await other.query("SELECT * FROM mine")).rows).toEqual([]);
  await Promise.all([admin.end(), other.end()]);
});

test("what psql commits the Data API sees, and the other way round", async () => {
  const admin = await connect(bare, "admin", "");
  await admin.query("CREATE TABLE both_ways (n INTEGER)");
  await admin.query("INSERT INTO both_ways VALUES ($1)", [7]);
  await admin.end();
  const { Id } = await bare.call<{ Id: string }>(ADMINISTRATOR, "redshift-data", "ExecuteStatement", {
    WorkgroupName: BARE.workgroup,
    Database: BARE.database,
    Sql: "SELECT n FROM both_ways",
    WaitTimeSeconds: 20,
  });
  const { Records } = await bare.call<{ Records: unknown }>(ADMINISTRATOR, "redshift-data", "GetStatementResult", {
    Id,
  });
  expect(Records).toEqual([[{ longValue: 7 }]]);
});

test("elsewhere the admin has the password of its secret", async () => {
  const admin = await connect(strict, "admin", await adminPassword());
  expect((await admin.query("SELECT CURRENT_USER AS me")).rows).toEqual([{ me: "admin" }]);
  await admin.end();
  for (const user of ["admin", "nobody"]) {
    await expect(connect(strict, user, "wrong")).rejects.toMatchObject({
      code: "28000",
      message: `password authentication failed for user "${user}"`,
    });
  }
});

test("users have the password that CREATE USER gave them, in md5 or sha256", async () => {
  const admin = await connect(strict, "admin", await adminPassword());
  const hash = passwordHash("Hashed123", "hashed");
  const statements = [
    "CREATE USER plain PASSWORD 'Secret123'",
    `CREATE USER hashed PASSWORD 'md5${hash}'`,
    "CREATE USER digested PASSWORD 'sha256|Mypassword1'",
    "CREATE USER disabled PASSWORD DISABLE",
    "CREATE USER expired PASSWORD 'Secret123' VALID UNTIL '2001-01-01'",
    "CREATE USER alone PASSWORD 'Secret123' CONNECTION LIMIT 1",
  ];
  for (const sql of statements) await admin.query(sql);
  for (const [user, password] of [
    ["plain", "Secret123"],
    ["hashed", "Hashed123"],
    ["digested", "Mypassword1"],
  ] as const) {
    const client = await connect(strict, user, password);
    expect((await client.query("SELECT CURRENT_USER AS me")).rows).toEqual([{ me: user }]);
    await client.end();
    await expect(connect(strict, user, "Wrong1234")).rejects.toThrow(
      `password authentication failed for user "${user}"`,
    );
  }
  for (const user of ["disabled", "expired"]) {
    await expect(connect(strict, user, "Secret123")).rejects.toThrow(
      `password authentication failed for user "${user}"`,
    );
  }
  const one = await connect(strict, "alone", "Secret123");
  await expect(connect(strict, "alone", "Secret123")).rejects.toThrow('too many connections for user "alone"');
  await one.end();
  await admin.query("ALTER USER plain PASSWORD 'Changed123'");
  await admin.end();
  await expect(connect(strict, "plain", "Secret123")).rejects.toThrow("password authentication failed");
  await (await connect(strict, "plain", "Changed123")).end();
});

test("a database that no workgroup has is named", async () => {
  await expect(connect(bare, "admin", "", "prod")).rejects.toThrow('database "prod" does not exist');
});

test("a port that is taken is named, and the default gives way", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => taken.once("listening", resolve));
  const address = taken.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const databases = async () => undefined;
  await expect(startPsqlPort({ databases }, port)).rejects.toThrow(
    `Port ${port} is in use by another program. Stop that one, or choose another port with --pg-port.`,
  );
  taken.close();
  const listening = [await startPsqlPort({ databases }, "default"), await startPsqlPort({ databases }, "default")];
  expect(new Set(listening.map((each) => each.port)).size).toBe(2);
  await Promise.all(listening.map((each) => each.close()));
});
