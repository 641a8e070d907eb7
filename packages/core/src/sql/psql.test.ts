import { execFile, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import { DEFAULT_THRESHOLDS, thresholdValues } from "../setup/thresholds.ts";
import { renderStatements } from "./render-statements.ts";
import { recordStatements } from "./statement-recorder.ts";

const HAS_PSQL = spawnSync("psql", ["--version"]).status === 0;
const SQL_FOLDER = new URL("../../../../sql/", import.meta.url);

/** Values for every variable of sql/. */
const VALUES: Readonly<Record<string, string>> = {
  role_arn: "arn:aws:iam::000000000000:role/reader's",
  stream_name: "sensor-pipeline-dev-readings",
  auto_refresh: "YES",
  ...Object.fromEntries(
    Object.entries(thresholdValues(DEFAULT_THRESHOLDS)).map(([name, value]) => [name, String(value)]),
  ),
  object_name: "a\\b",
  file: "sql/views/a.sql",
  fingerprint: "00",
  settings: "stream 'x'",
  window_seconds: "300",
  since: "2026-01-01 00:00:00",
  shard_id: "shardId-000000000000",
  position: "0",
  keep_seconds: "86400",
  cutoff: "2026-11-24 12:00:00",
  landing_view: "sensor_records",
  former_view: "sensor_records_second",
};

test.runIf(HAS_PSQL || process.env.CI)(
  "Every file of sql/ is sent by Debian's psql as our renderer renders it",
  async () => {
    const files = readdirSync(SQL_FOLDER, { recursive: true, encoding: "utf8" }).filter((file) =>
      file.endsWith(".sql"),
    );
    expect(files.length).toBeGreaterThan(30);
    const inTurn = files.flatMap((file) => ["-c", markOf(file), "-f", fileURLToPath(new URL(file, SQL_FOLDER))]);
    const sent = await sendWithPsql(inTurn, VALUES);
    const rendered = files.flatMap((file) => {
      const text = readFileSync(new URL(file, SQL_FOLDER), "utf8");
      return [markOf(file), ...renderStatements(text, VALUES, file)];
    });
    expect(sent.map(withoutComments)).toEqual(rendered.map(withoutComments));
  },
  60_000,
);

test.runIf(HAS_PSQL || process.env.CI)(
  "Any value is quoted by our renderer as Debian's psql quotes it",
  async () => {
    const word = fc.constantFrom("'", '"', "\\", "''", "\\'", ":x", ";", "--", "/*", "$$", "é", "€", "a", " ", "\n");
    const anyValue = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(word).map((words) => words.join("")),
    );
    const values = fc.sample(
      anyValue.filter((value) => !value.includes("\0") && value !== ""),
      { numRuns: 300, seed: 2 },
    );
    const named = Object.fromEntries(values.map((value, index) => [`x${index}`, value]));
    const text = Object.keys(named)
      .map((name) => `SELECT :'${name}', :"${name}" AS a;`)
      .join("\n");
    expect(await sendWithPsql(["-f", "-"], named, text)).toEqual(
      renderStatements(text, named, "a.sql").map((sql) => `${sql};`),
    );
  },
  60_000,
);

/** A statement that tells of which file those after it are: one psql sends all of them, for its start takes longest. */
function markOf(file: string): string {
  return `SELECT '${file}';`;
}

/** What psql sends when it is told that, `input` being what it reads from stdin. */
async function sendWithPsql(
  what: readonly string[],
  values: Readonly<Record<string, string>>,
  input = "",
): Promise<readonly string[]> {
  const recorder = await recordStatements();
  try {
    const settings = Object.entries(values).flatMap(([name, value]) => ["-v", `${name}=${value}`]);
    const connection = `host=127.0.0.1 port=${recorder.port} user=a dbname=a sslmode=disable gssencmode=disable`;
    const run = promisify(execFile)("psql", ["-X", "-q", "-v", "ON_ERROR_STOP=1", ...settings, ...what, connection], {
      env: { PATH: process.env.PATH, LC_ALL: "C.UTF-8" },
    });
    run.child.stdin?.end(input);
    const { stderr } = await run;
    expect(stderr).toBe("");
    return recorder.statements;
  } finally {
    await recorder.close();
  }
}

/** psql sends comments inside a statement and its semicolon; Redshift does not care. */
function withoutComments(sql: string): string {
  return sql
    .replaceAll(/--[^\n]*/g, "")
    .replaceAll(/\/\*.*?\*\//g, " ")
    .replace(/;$/, "")
    .replaceAll(/\s+/g, " ")
    .trim();
}
