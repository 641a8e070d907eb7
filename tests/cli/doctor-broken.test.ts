import { PutRolePolicyCommand, UpdateAssumeRolePolicyCommand } from "@aws-sdk/client-iam";
import { CreateStreamCommand, DeleteStreamCommand, waitUntilStreamExists } from "@aws-sdk/client-kinesis";
import { UpdateNamespaceCommand } from "@aws-sdk/client-redshift-serverless";
import { GetScheduleCommand, UpdateScheduleCommand } from "@aws-sdk/client-scheduler";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { OTHER_SETTINGS, REGION } from "../infra/evaluated-stage.ts";
import { NAMES, type Patient, roleArn, startPatient } from "./doctor-stage.ts";

const TIMEOUT_MS = 180_000;
/** Associated with the namespace too, as an old one would be. */
const OLD_ROLE = roleArn(NAMES.ownerRole);

vi.setConfig({ testTimeout: TIMEOUT_MS });

let patient: Patient;
beforeAll(async () => {
  patient = await startPatient([], OTHER_SETTINGS);
}, TIMEOUT_MS);
afterAll(() => patient.close());

// One test after the other takes more away: each finds what the one before has left, and its own.

test("a stage that Redshift refreshes by itself, with four shards, has nothing", async () => {
  const { code, checks } = await patient.doctor();
  expect(checks.filter(({ outcome }) => outcome !== "ok")).toEqual([]);
  expect(code).toBe(0);
});

test("auto refresh that is off is found where nothing else refreshes", async () => {
  await patient.admin("ALTER MATERIALIZED VIEW public.sensor_records AUTO REFRESH NO");
  const { code, found } = await patient.doctor("refresh-mode");
  expect(found("refresh-mode", "refresh-off")).toEqual([
    "Auto refresh of public.sensor_records is off, and the stage has no schedule that refreshes it.",
  ]);
  expect(code).toBe(2);
});

test("schedules that are off are found, each by its name", async () => {
  await Promise.all([NAMES.producerSchedule, NAMES.alertsSchedule].map(switchOff));
  const { found } = await patient.doctor("schedules");
  expect(found("schedules", "schedule-off")).toEqual([
    `The schedule ${NAMES.producerSchedule} is DISABLED.`,
    `The schedule ${NAMES.alertsSchedule} is DISABLED.`,
  ]);
});

test("without what set-up makes, the database's checks are skipped by name", async () => {
  expect(await patient.run(NAMES.teardownMachine)).toBe("SUCCEEDED");
  const { code, found, checks } = await patient.doctor();

  expect(found("setup", "setup-incomplete")).toEqual([
    "The database lacks everything that set-up makes. The last set-up SUCCEEDED, and something was dropped since.",
  ]);
  const skipped = checks.filter(({ outcome }) => outcome === "skipped");
  expect(skipped.map(({ id }) => id)).toEqual(expect.arrayContaining(["grants", "refresh", "lag", "encoding"]));
  expect(skipped).toEqual(skipped.map(({ id }) => ({ id, outcome: "skipped", because: "setup" })));
  expect(code).toBe(2);
});

test("a set-up that failed is found with its cause", async () => {
  const iamRoles = [roleArn(NAMES.warehouseRole), OLD_ROLE];
  await patient.clients.serverless.send(
    new UpdateNamespaceCommand({ namespaceName: NAMES.namespace, iamRoles, defaultIamRoleArn: iamRoles[0] }),
  );
  await patient.admin(`CREATE EXTERNAL SCHEMA kinesis_schema FROM KINESIS IAM_ROLE '${OLD_ROLE}'`);
  expect(await patient.run(NAMES.setupMachine)).toBe("FAILED");
  const { found } = await patient.doctor("setup");

  expect(found("setup", "setup-incomplete")).toEqual([
    expect.stringMatching(/The last set-up FAILED: The external schema kinesis_schema is there with other options/),
  ]);
});

test("an old role in the external schema, and a view of another stream that was never refreshed, are found", async () => {
  const { iam, kinesis } = patient.clients;
  const RoleName = NAMES.ownerRole;
  const may = (rest: object) => JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...rest }] });
  const trust = may({ Principal: { Service: "redshift.amazonaws.com" }, Action: "sts:AssumeRole" });
  const read = may({ Action: ["kinesis:List*", "kinesis:Describe*"], Resource: "*" });
  await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: trust }));
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "read", PolicyDocument: read }));
  await kinesis.send(new CreateStreamCommand({ StreamName: "older-readings", ShardCount: 1 }));
  await waitUntilStreamExists({ client: kinesis, maxWaitTime: 30 }, { StreamName: "older-readings" });
  await patient.admin(
    "GRANT ROLE sys:monitor TO ROLE pipeline_monitor",
    // As set-up does before it makes the view: the refreshes of the one before have the same name.
    "INSERT INTO public.pipeline_objects VALUES ('sensor_records', 'sql/setup/landing-view.sql', '', 'stream older-readings', GETDATE())",
    "GRANT SELECT ON public.pipeline_objects TO ROLE pipeline_monitor",
    'CREATE MATERIALIZED VIEW public.sensor_records AS SELECT kinesis_data, partition_key FROM kinesis_schema."older-readings"',
  );
  const { code, found } = await patient.doctor("external-schema", "landing-view", "refresh", "setup");

  expect(found("external-schema", "schema-of-another-role")).toEqual([
    `The external schema kinesis_schema names the role ${OLD_ROLE}; the stage's is ${roleArn(NAMES.warehouseRole)}.`,
  ]);
  expect(found("landing-view", "view-of-another-stream")).toEqual([
    `The streaming view public.sensor_records reads kinesis_schema."older-readings"; the stage's stream is ${NAMES.stream}.`,
  ]);
  expect(found("refresh", "view-never-refreshed")).toEqual([
    expect.stringMatching(/^The streaming view public\.sensor_records has never been refreshed/),
  ]);
  expect(found("setup", "setup-incomplete")).toEqual([
    expect.stringMatching(/^The database lacks .*sensor_thresholds/),
  ]);
  expect(code).toBe(2);
});

test("a stream that is gone is found, the one of nearly its name beside it, and what reads it is skipped", async () => {
  const { kinesis } = patient.clients;
  const StreamName = NAMES.stream.toUpperCase();
  await kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: 1 }));
  await kinesis.send(new DeleteStreamCommand({ StreamName: NAMES.stream }));
  await expect
    .poll(async () => (await patient.doctor("stream")).found("stream", "stream-missing"), { timeout: 30_000 })
    .toEqual([
      `The stream ${NAMES.stream} does not exist in ${REGION}. There is ${StreamName}: names of streams differ by case.`,
    ]);
  const { outcome } = await patient.doctor("stream", "throttling", "stream-key");
  expect([outcome("throttling"), outcome("stream-key")]).toEqual(["skipped", "skipped"]);
});

async function switchOff(Name: string): Promise<void> {
  const { scheduler } = patient.clients;
  const key = { GroupName: NAMES.scheduleGroup, Name };
  const { Target, ScheduleExpression, FlexibleTimeWindow } = await scheduler.send(new GetScheduleCommand(key));
  await scheduler.send(
    new UpdateScheduleCommand({ ...key, State: "DISABLED", Target, ScheduleExpression, FlexibleTimeWindow }),
  );
}
