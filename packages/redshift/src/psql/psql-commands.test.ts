import { afterAll, beforeAll, expect, test } from "vitest";
import { TestPsqlPort, WITH_PSQL } from "./test-psql-port.ts";

/** What psql's own commands show: each is a query of the catalogs, which psql writes by the server's version. */

const withPsql = test.runIf(WITH_PSQL);

let server: TestPsqlPort;

beforeAll(async () => {
  server = await TestPsqlPort.open();
  for (const sql of [
    "CREATE TABLE reading (id INTEGER NOT NULL, place VARCHAR(20) DEFAULT 'here', degrees DECIMAL(8,2), body SUPER, bytes VARBYTE(10))",
    "CREATE VIEW warm AS SELECT id, degrees FROM reading WHERE degrees > 20",
    "CREATE MATERIALIZED VIEW counted AS SELECT place, COUNT(*) AS n FROM reading GROUP BY place",
    "CREATE SCHEMA apart",
    "CREATE TABLE apart.other (n INTEGER)",
    "CREATE USER joe PASSWORD 'Abcdefg1'",
  ]) {
    await server.warehouse.run(sql);
  }
});

afterAll(async () => {
  expect(server.faults).toEqual([]);
  await server.close();
});

/** A command's rows, without their frame. */
async function rows(command: string): Promise<readonly string[]> {
  const { output, errors } = await server.psql(["-Atq", "-c", command]);
  expect(errors).toBe("");
  return output.trimEnd().split("\n");
}

withPsql(
  "\\d lists the relations of the search path, a materialized view as the view that it is in the catalogs",
  async () => {
    expect(await rows("\\d")).toEqual([
      "public|counted|view|admin",
      "public|reading|table|admin",
      "public|warm|view|admin",
    ]);
    expect(await rows("\\dt")).toEqual(["public|reading|table|admin"]);
    expect(await rows("\\dv")).toEqual(["public|counted|view|admin", "public|warm|view|admin"]);
    expect(await rows("\\dt apart.*")).toEqual(["apart|other|table|admin"]);
  },
);

withPsql("\\d of a table or view tells its columns in Redshift's types", async () => {
  expect(await rows("\\d reading")).toEqual([
    "id|integer||not null|",
    "place|character varying(20)|||'here'::character varying",
    "degrees|numeric(8,2)|||",
    "body|super|||",
    expect.stringMatching(/^bytes\|binary varying/),
  ]);
  expect(await rows("\\d warm")).toEqual(["id|integer|||", "degrees|numeric(8,2)|||"]);
  expect(await rows("\\d counted")).toEqual(["place|character varying(20)|||", "n|bigint|||"]);
  const { output } = await server.psql(["-c", "\\d apart.other"]);
  expect(output).toContain('Table "apart.other"');
  expect((await server.psql(["-c", "\\d nothing"])).errors).toContain('Did not find any relation named "nothing".');
});

withPsql("\\dn, \\du and \\l list schemas, users and the database", async () => {
  expect(await rows("\\dn")).toEqual(["apart|admin", expect.stringMatching(/^public\|/)]);
  const users = await rows("\\du");
  expect(users).toContainEqual(expect.stringMatching(/^admin\|Superuser/));
  expect(users).toContain("joe||{}");
  expect((await rows("\\l")).map((row) => row.split("|")[0])).toEqual(["dev"]);
});

withPsql("\\sv prints a view's query", async () => {
  expect((await rows("\\sv warm")).join("\n")).toMatch(/CREATE OR REPLACE VIEW public\.warm AS[\s\S]*degrees > /);
});

withPsql("a user sees what it may not read, as on Redshift, and no schema of the engine's own", async () => {
  const { output } = await server.psql(["-Atq", "-c", "\\dn", "-c", "\\d"], { user: "joe" });
  expect(output).toContain("public|reading|table|admin");
  expect(output).not.toMatch(/redshift_|pg_temp|pg_toast/);
});

withPsql("\\dp tells who may do what", async () => {
  await server.warehouse.run("GRANT SELECT ON reading TO joe");
  expect((await rows("\\dp reading")).join("\n")).toMatch(/^public\|reading\|table\|[\s\S]*joe=r\/admin/);
});
