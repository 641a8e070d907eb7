import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runCommand } from "../pipeline/command.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "lint-sql-"));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function lint(...args: readonly string[]): Promise<{ readonly code: number | null; readonly output: string }> {
  const command = runCommand("lint:sql", args);
  const code = await command.exited;
  return { code, output: command.output() };
}

async function file(name: string, text: string): Promise<string> {
  const written = path.join(folder, name);
  await writeFile(written, text);
  return written;
}

/** The sample this system starts from has its two patterns of a streaming view that Redshift refuses. */
const DECODED_ONCE = `-- decode once, then navigate
CREATE EXTERNAL SCHEMA kinesis_schema FROM KINESIS IAM_ROLE :'role_arn';

CREATE MATERIALIZED VIEW decoded AUTO REFRESH YES AS
WITH record AS (
  SELECT approximate_arrival_timestamp AS arrival, JSON_PARSE(kinesis_data) AS payload
  FROM kinesis_schema.:"stream_name"
)
SELECT arrival, payload.sensor_id::INTEGER AS sensor_id FROM record;
`;

const LAST_DAY = `CREATE MATERIALIZED VIEW last_day AS
SELECT kinesis_data FROM kinesis_schema."demo-stream"
WHERE approximate_arrival_timestamp >= DATEADD(hour, -24, GETDATE());
`;

test("the CTE and the GETDATE window of the sample are refused, with the rule, its page and the rewrite that works", async () => {
  const decoded = await file("decoded.sql", DECODED_ONCE);
  const lastDay = await file("last-day.sql", LAST_DAY);
  const { code, output } = await lint(decoded, lastDay);
  expect(code).toBe(1);
  expect(output).toMatch(
    /decoded\.sql:5:6: refused: Materialized view over stream could not be created, reason: Column aliases are not supported\. \(0A000\)/,
  );
  expect(output).toMatch(/last-day\.sql:3:59: refused: .*mutable function getdate is not supported/);
  expect(output).toContain(
    "rule: https://docs.aws.amazon.com/redshift/latest/dg/materialized-view-streaming-ingestion.html",
  );
  expect(output).toMatch(/instead: .*in a plain view on top/);
  expect(output).toMatch(/3 statements in 2 files: 2 findings\.\n$/);
  expect(output).not.toContain("\u001b");
});

test("the rewrites pass: a raw landing view, names and window in a view on top", async () => {
  const landed = await file(
    "landed.sql",
    `CREATE VIEW readings AS SELECT payload.sensor_id::INTEGER AS sensor_id FROM landed WHERE arrival >= DATEADD(hour, -24, GETDATE());
     CREATE MATERIALIZED VIEW landed AUTO REFRESH :auto AS
     SELECT approximate_arrival_timestamp AS arrival, JSON_PARSE(kinesis_data) AS payload FROM kinesis_schema.readings WHERE CAN_JSON_PARSE(kinesis_data);`,
  );
  expect(await lint(landed)).toEqual({
    code: 0,
    output: "2 statements in 1 file: nothing that Redshift would refuse.\n",
  });
});

test("findings for programs; mistakes of ordinary SQL with their places, none for what reads a refused relation", async () => {
  const wrong = await file(
    "wrong.sql",
    `CREATE TABLE a (x INTEGER);
CREATE VIEW b AS
  SELECT y FROM a;
SELECT * FROM b;
SELECT STRING_AGG(x, ',') FROM a;
SELEC 1;
COPY a FROM 's3://bucket/a' IAM_ROLE default;
`,
  );
  const { code, output } = await lint("--json", wrong);
  expect(code).toBe(1);
  const { files, statements, findings } = JSON.parse(output);
  expect([files, statements]).toEqual([1, 6]);
  const places = findings.map(({ line, column, kind, sqlState }: Record<string, unknown>) => [
    line,
    column,
    kind,
    sqlState,
  ]);
  expect(places).toContainEqual([3, 10, "refused", "42703"]);
  expect(places).toContainEqual([5, 8, "refused", "42883"]);
  expect(places).toContainEqual([6, 1, "refused", "42601"]);
  expect(places.some(([line]: number[]) => line === 4)).toBe(false);
});

test("the project's own SQL has nothing that Redshift would refuse", async () => {
  const { code, output } = await lint();
  expect(output).toMatch(/^\d+ statements in \d+ files: nothing that Redshift would refuse\.\n$/);
  expect(code).toBe(0);
});

test("a call that can't be followed is told so in one sentence, with exit code 2", async () => {
  expect(await lint("--nonsense")).toMatchObject({ code: 2, output: expect.stringContaining("--nonsense") });
  expect(await lint("-v", "no value")).toMatchObject({
    code: 2,
    output: '--set must be NAME=VALUE, not "no value".\n',
  });
  const missing = path.join(folder, "missing.sql");
  expect(await lint(missing)).toEqual({ code: 2, output: `${missing} is not there.\n` });
  expect((await lint("--help")).output).toContain("Exit code");
});
