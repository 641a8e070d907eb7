import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "../sql/parse.ts";
import { ADMIN, STREAM_ROLE, TestRedshift } from "../test-redshift.ts";
import { InMemoryStream } from "./in-memory-stream.ts";

let folder: string;
let redshift: TestRedshift;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "redshift-"));
  redshift = await TestRedshift.onFolder(folder, new InMemoryStream("Demo-Stream"));
  await redshift.run(`CREATE EXTERNAL SCHEMA kds FROM KINESIS IAM_ROLE '${STREAM_ROLE}'`);
});

afterAll(async () => {
  await redshift.close();
  await rm(folder, { recursive: true, force: true });
});

/** https://docs.aws.amazon.com/redshift/latest/dg/materialized-view-streaming-ingestion-getting-started.html */
test("a stream whose name has upper case is found under enable_case_sensitive_identifier only", async () => {
  const definition = 'CREATE MATERIALIZED VIEW v AS SELECT kinesis_data AS "Data" FROM kds."Demo-Stream"';
  await expect(redshift.run(definition)).rejects.toThrow("demo-stream");
  const session = redshift.redshift.openSession(ADMIN);
  const run = async (sql: string, caseSensitiveIdentifiers = true) => {
    const [parsed] = parse(sql, { caseSensitiveIdentifiers });
    if (parsed === undefined) throw new Error(sql);
    return (await session.execute(parsed, { signal: new AbortController().signal })).resultSet?.rows;
  };
  await run("SET enable_case_sensitive_identifier TO true", false);
  await run(definition);
  redshift.stream.put(redshift.stream.openShards[0] ?? "", "x", Date.UTC(2026, 0, 1));
  await run("REFRESH MATERIALIZED VIEW v");
  expect(await run("SELECT FROM_VARBYTE(\"Data\", 'utf8') FROM v")).toEqual([["x"]]);
  await session.close();
  // The view knows its stream from then on.
  redshift.stream.put(redshift.stream.openShards[0] ?? "", "y", Date.UTC(2026, 0, 1));
  await redshift.run("REFRESH MATERIALIZED VIEW v");
  expect(await redshift.run("SELECT COUNT(*) FROM v")).toEqual([[2]]);
});
