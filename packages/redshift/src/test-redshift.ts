import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Clock } from "./clock.ts";
import type { ExecuteStatementRequest } from "./data-api/execute-statement.ts";
import type { ColumnMetadata, Field } from "./data-api/field.ts";
import { openRedshift, type Redshift, type RedshiftOptions } from "./open-redshift.ts";
import type { SignIn } from "./sign-in.ts";
import { InMemoryStream } from "./stream/in-memory-stream.ts";

/** The prepared database is shared by every test of this checkout. */
const CACHE_FOLDER = fileURLToPath(new URL("../../../node_modules/.cache/redshift", import.meta.url));

export const STREAM_ROLE = "arn:aws:iam::000000000000:role/redshift";

export const ADMIN: SignIn = {
  databaseUser: "admin",
  superuser: true,
  roles: [],
  principal: "arn:aws:iam::000000000000:role/setup",
};

/** Real time, a hundred times as fast where something sleeps. */
export const TEST_CLOCK: Clock = {
  now: () => Date.now(),
  sleep: async (milliseconds, signal) => {
    await delay(milliseconds / 100, undefined, { signal });
  },
};

/** A sign-in by a role's temporary credentials. */
export function asRole(name: string, ...roles: readonly string[]): SignIn {
  return { databaseUser: `IAMR:${name}`, superuser: false, roles, principal: `arn:aws:iam::000000000000:role/${name}` };
}

export type StatementAnswer =
  | { readonly error: string }
  | {
      readonly columns: readonly ColumnMetadata[];
      readonly rows: readonly (readonly (string | number | boolean | null)[])[];
    };

/** A Redshift in a folder of its own, with one stream called `readings`. */
export class TestRedshift {
  readonly stream: InMemoryStream;
  readonly folder: string;
  readonly #options: Partial<RedshiftOptions>;
  redshift: Redshift;

  private constructor(folder: string, stream: InMemoryStream, options: Partial<RedshiftOptions>, redshift: Redshift) {
    this.folder = folder;
    this.stream = stream;
    this.#options = options;
    this.redshift = redshift;
  }

  static async open({
    shards = 1,
    ...options
  }: Partial<RedshiftOptions> & { readonly shards?: number } = {}): Promise<TestRedshift> {
    const folder = await mkdtemp(join(tmpdir(), "redshift-"));
    const stream = new InMemoryStream("readings", shards);
    return new TestRedshift(folder, stream, options, await openTestRedshift(folder, stream, options));
  }

  /** On a folder and a stream that are there already. */
  static async onFolder(
    folder: string,
    stream: InMemoryStream,
    options: Partial<RedshiftOptions> = {},
  ): Promise<TestRedshift> {
    return new TestRedshift(folder, stream, options, await openTestRedshift(folder, stream, options));
  }

  /** Closes it and opens it again on the same folder. */
  async reopen(): Promise<void> {
    await this.redshift.close();
    this.redshift = await openTestRedshift(this.folder, this.stream, this.#options);
  }

  async close(): Promise<void> {
    await this.redshift.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Runs a statement to its end. @returns its rows as plain values @throws {Error} with the statement's error */
  async run(
    sql: string,
    signIn: SignIn = ADMIN,
    parameters: Readonly<Record<string, string>> = {},
  ): Promise<readonly (readonly unknown[])[]> {
    const { redshift } = this;
    const given = Object.entries(parameters).map(([name, value]) => ({ name, value }));
    const { id, overall, ended, statements } = await redshift.executeStatement(signIn, { sql, parameters: given });
    await ended;
    if (overall.status !== "FINISHED") throw new Error(overall.error ?? overall.status);
    if (statements[0]?.resultSet === undefined) return [];
    const rows: (readonly Field[])[] = [];
    let nextToken: string | undefined;
    do {
      const page = await redshift.getStatementResult(signIn, { id, ...(nextToken === undefined ? {} : { nextToken }) });
      rows.push(...page.rows);
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    return rows.map((row) => row.map(plainValue));
  }

  /** Runs a statement to its end. @returns its columns and rows as plain values, or its error */
  answer(sql: string, signIn: SignIn = ADMIN): Promise<StatementAnswer> {
    return this.#answer({ sql }, signIn);
  }

  /** Runs statements one after the other in one session, as `answer` does. */
  session(signIn: SignIn = ADMIN): (sql: string) => Promise<StatementAnswer> {
    let sessionId: string | undefined;
    return async (sql) => {
      const request = sessionId === undefined ? { sql, sessionKeepAliveSeconds: 3600 } : { sql, sessionId };
      return this.#answer(request, signIn, (kept) => {
        sessionId = kept;
      });
    };
  }

  async #answer(
    request: ExecuteStatementRequest,
    signIn: SignIn,
    began: (sessionId: string | undefined) => void = () => undefined,
  ): Promise<StatementAnswer> {
    const { redshift } = this;
    const { id, overall, ended, statements, kept } = await redshift.executeStatement(signIn, request);
    began(kept?.id);
    await ended;
    if (overall.status !== "FINISHED") return { error: overall.error ?? overall.status };
    if (statements[0]?.resultSet === undefined) return { columns: [], rows: [] };
    const { columns, rows } = await redshift.getStatementResult(signIn, { id });
    return { columns, rows: rows.map((row) => row.map(plainValue)) };
  }

  /** The external schema `kinesis_schema` and a streaming view `landed` of every record. */
  async land(autoRefresh = "NO"): Promise<void> {
    await this.run(`CREATE EXTERNAL SCHEMA kinesis_schema FROM KINESIS IAM_ROLE '${STREAM_ROLE}'`);
    await this.run(
      `CREATE MATERIALIZED VIEW landed SORTKEY (approximate_arrival_timestamp) AUTO REFRESH ${autoRefresh} AS
       SELECT approximate_arrival_timestamp, refresh_time, partition_key, shard_id, sequence_number, kinesis_data,
         CASE WHEN CAN_JSON_PARSE(kinesis_data) THEN JSON_PARSE(kinesis_data) END AS payload
       FROM kinesis_schema."readings"`,
    );
  }
}

function plainValue(field: Field): string | number | boolean | null {
  if ("isNull" in field) return null;
  return "longValue" in field ? Number(field.longValue) : (Object.values(field)[0] as string | number | boolean);
}

/** Opens a folder as the tests do. */
export function openTestRedshift(
  folder: string,
  stream: InMemoryStream,
  options: Partial<RedshiftOptions> = {},
): Promise<Redshift> {
  return openRedshift({
    folder,
    cacheFolder: CACHE_FOLDER,
    databaseName: "dev",
    adminUser: "admin",
    clock: TEST_CLOCK,
    streamReaderFor: () => stream,
    associatedRoles: () => ({ arns: [STREAM_ROLE], defaultArn: STREAM_ROLE }),
    ...options,
  });
}
