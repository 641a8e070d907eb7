import { afterAll, beforeAll, expect, test } from "vitest";
import { ADMIN, asRole, TestRedshift } from "../test-redshift.ts";

let redshift: TestRedshift;

/** An IAM role's name of full length: with `IAMR:` it is longer than the engine's names. */
const LONG = asRole("sensor-pipeline-production-AlertsFunctionRole-with-a-suffix-abcd", "readers");

beforeAll(async () => {
  redshift = await TestRedshift.open();
  await redshift.run("CREATE TABLE readings (a INTEGER)");
  await redshift.run("CREATE ROLE readers");
  await redshift.run("GRANT SELECT ON readings TO ROLE readers");
});

afterAll(() => redshift.close());

test("a sign-in brings its database roles along, unknown ones aside, and loses those it no longer brings", async () => {
  expect(await redshift.run("SELECT COUNT(*) FROM readings", asRole("alerts", "readers", "nobody"))).toEqual([[0]]);
  await expect(redshift.run("SELECT COUNT(*) FROM readings", asRole("alerts"))).rejects.toThrow(
    "ERROR: permission denied for relation readings",
  );
  expect(await redshift.run("SELECT COUNT(*) FROM readings", LONG)).toEqual([[0]]);
  expect(await redshift.run("SELECT COUNT(*) FROM svv_user_grants")).toEqual([[0]]);
});

test("a role that is created later counts from the next sign-in on", async () => {
  const late = asRole("late", "late_readers");
  await expect(redshift.run("SELECT * FROM readings", late)).rejects.toThrow("permission denied");
  await redshift.run("CREATE ROLE late_readers");
  await redshift.run("GRANT ROLE readers TO ROLE late_readers");
  expect(await redshift.run("SELECT * FROM readings", late)).toEqual([]);
  expect(await redshift.run("SELECT TRIM(role_name), granted_role_name FROM svv_role_grants")).toEqual([
    ["late_readers", "readers"],
  ]);
});

test("users keep the case of their names; a new one may create in public and owns what it makes", async () => {
  const maker = asRole("Maker");
  await redshift.run("CREATE TABLE made (a INTEGER)", maker);
  expect(await redshift.run("SELECT user_name FROM svv_user_info WHERE user_name LIKE 'IAMR:M%'")).toEqual([
    ["IAMR:Maker"],
  ]);
  await expect(redshift.run("DROP TABLE made", asRole("alerts"))).rejects.toThrow("must be owner of relation made");
  await redshift.run('GRANT SELECT ON made TO "IAMR:alerts"', maker);
  expect(await redshift.run("SELECT * FROM made", asRole("alerts"))).toEqual([]);
  await redshift.run("DROP TABLE made");
});

test("columns of a system view that are granted are those that * means from then on", async () => {
  const alerts = asRole("alerts");
  await redshift.run("REVOKE SELECT ON svv_user_info FROM PUBLIC");
  await expect(redshift.run("SELECT * FROM svv_user_info", alerts)).rejects.toThrow("permission denied");
  await redshift.run('GRANT SELECT (user_name) ON svv_user_info TO "IAMR:alerts"');
  expect(await redshift.run("SELECT * FROM svv_user_info", alerts)).toEqual([["IAMR:alerts"]]);
  await redshift.run('REVOKE SELECT (user_name) ON svv_user_info FROM "IAMR:alerts"');
  await redshift.run("GRANT SELECT ON svv_user_info TO PUBLIC");
});

test("what is a superuser's stays a superuser's", async () => {
  const alerts = asRole("alerts", "readers");
  for (const [sql, message] of [
    ["CREATE ROLE mine", "permission denied to create role"],
    ["GRANT ROLE sys:monitor TO ROLE readers", "permission denied to grant role"],
    ["CREATE USER someone PASSWORD DISABLE", "permission denied to create user"],
    ["CREATE SCHEMA mine", "permission denied for database"],
    ["CREATE EXTERNAL SCHEMA mine FROM KINESIS IAM_ROLE default", "permission denied for database"],
    ["INSERT INTO readings VALUES (1)", "permission denied for relation readings"],
  ] as const) {
    await expect(redshift.run(sql, alerts), sql).rejects.toThrow(message);
  }
});

test("a user sees its own rows of the system views, and everybody's with sys:monitor", async () => {
  await redshift.land();
  await redshift.run("REFRESH MATERIALIZED VIEW landed");
  const history = "SELECT COUNT(*) FROM sys_mv_refresh_history";
  const monitor = asRole("monitor", "monitors");
  await redshift.run("CREATE ROLE monitors");
  expect(await redshift.run(history, monitor)).toEqual([[0]]);
  await redshift.run("GRANT ROLE sys:monitor TO ROLE monitors");
  expect(await redshift.run(history, monitor)).toEqual([[1]]);
  expect(await redshift.run("SELECT TRIM(user_name), TRIM(name) FROM svv_mv_info", monitor)).toEqual([
    ["admin", "landed"],
  ]);
});

test("an external schema needs a role of the namespace, and tells which it has", async () => {
  const role = "arn:aws:iam::000000000000:role/stranger";
  await expect(redshift.run(`CREATE EXTERNAL SCHEMA other FROM KINESIS IAM_ROLE '${role}'`)).rejects.toThrow(
    `The IAM role ${role} is not associated with this namespace (associated: arn:aws:iam::000000000000:role/redshift).`,
  );
  await redshift.run("CREATE EXTERNAL SCHEMA IF NOT EXISTS kinesis_schema FROM KINESIS IAM_ROLE default");
  expect(await redshift.run("SELECT schemaname, eskind, esoptions FROM svv_external_schemas")).toEqual([
    ["kinesis_schema", 9, '{"IAM_ROLE":"arn:aws:iam::000000000000:role/redshift"}'],
  ]);
});

test("DROP ROLE needs FORCE while the role is granted, and then takes it from everyone", async () => {
  await expect(redshift.run("DROP ROLE readers")).rejects.toThrow(
    "cannot drop this role since it has been granted on a user",
  );
  await expect(redshift.run("DROP ROLE monitors")).rejects.toThrow(
    "cannot drop this role since it depends on another role",
  );
  await expect(redshift.run("DROP ROLE readers FORCE")).rejects.toThrow(
    'role "readers" cannot be dropped because the role has a privilege on some object',
  );
  await redshift.run("REVOKE SELECT ON readings FROM ROLE readers");
  await redshift.run("DROP ROLE readers FORCE");
  expect(
    await redshift.run("SELECT role_name FROM svv_roles WHERE role_name NOT LIKE 'sys:%' ORDER BY 1", ADMIN),
  ).toEqual([["late_readers"], ["monitors"]]);
  await expect(redshift.run("SELECT * FROM readings", LONG)).rejects.toThrow("permission denied for relation readings");
});
