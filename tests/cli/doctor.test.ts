import { gzipSync } from "node:zlib";
import { DeleteAlarmsCommand, DisableAlarmActionsCommand, SetAlarmStateCommand } from "@aws-sdk/client-cloudwatch";
import {
  DeleteRolePolicyCommand,
  GetRoleCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import {
  CreateStreamCommand,
  DeleteStreamCommand,
  StartStreamEncryptionCommand,
  StopStreamEncryptionCommand,
} from "@aws-sdk/client-kinesis";
import {
  GetFunctionConfigurationCommand,
  InvokeCommand,
  UpdateFunctionConfigurationCommand,
} from "@aws-sdk/client-lambda";
import {
  GetNamespaceCommand,
  UpdateNamespaceCommand,
  UpdateWorkgroupCommand,
} from "@aws-sdk/client-redshift-serverless";
import { GetScheduleCommand, UpdateScheduleCommand } from "@aws-sdk/client-scheduler";
import { GetQueueUrlCommand, PurgeQueueCommand, SendMessageCommand } from "@aws-sdk/client-sqs";
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { REGION } from "../infra/evaluated-stage.ts";
import { diagnosisOf, NAMES, type Patient, roleArn, startPatient } from "./doctor-stage.ts";
import { pipelineHere } from "./pipeline-here.ts";

const TIMEOUT_MS = 120_000;
const REFRESH = "REFRESH MATERIALIZED VIEW public.sensor_records";
const HOUR_MS = 3_600_000;

vi.setConfig({ testTimeout: TIMEOUT_MS });

let patient: Patient;
beforeAll(async () => {
  patient = await startPatient();
}, TIMEOUT_MS);
afterAll(() => patient.close());

test("a healthy stage has nothing, and the exit code says so", async () => {
  const { code, checks } = await patient.doctor();
  expect(checks.filter(({ outcome }) => outcome !== "ok")).toEqual([]);
  expect(checks.length).toBeGreaterThan(20);
  expect(code).toBe(0);
});

test("a stream that differs from the stage's by upper case alone is named", async () => {
  const StreamName = NAMES.stream.toUpperCase();
  await patient.clients.kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: 1 }));
  const { code, found } = await patient.doctor("stream");
  expect(found("stream", "stream-twin")).toEqual([
    expect.stringContaining(`There is a stream ${StreamName} beside ${NAMES.stream}`),
  ]);
  expect(code).toBe(1);
  await patient.clients.kinesis.send(new DeleteStreamCommand({ StreamName }));
});

test("who may not use the stream's key is named with the action; a stream without one is told as well", async () => {
  const { kinesis } = patient.clients;
  const of = { StreamName: NAMES.stream, EncryptionType: "KMS" } as const;
  const KeyId = `arn:aws:kms:${REGION}:000000000000:key/0f0e0d0c-0b0a-4909-8807-060504030201`;
  await kinesis.send(new StartStreamEncryptionCommand({ ...of, KeyId }));
  const withKey = await patient.doctor("stream-key");
  await settled(() => kinesis.send(new StopStreamEncryptionCommand({ ...of, KeyId })));
  const withoutKey = await patient.doctor("stream-key");
  await settled(() => kinesis.send(new StartStreamEncryptionCommand({ ...of, KeyId: "alias/aws/kinesis" })));

  expect(withKey.found("stream-key", "key-denied")).toEqual([
    `${roleArn(NAMES.producerFunction)} may not kms:GenerateDataKey with the stream's key ${KeyId}.`,
    `${roleArn(NAMES.warehouseRole)} may not kms:Decrypt with the stream's key ${KeyId}.`,
  ]);
  expect(withKey.code).toBe(2);
  expect(withoutKey.found("stream-key", "stream-not-encrypted")).toEqual([
    `The stream ${NAMES.stream} is not encrypted.`,
  ]);
});

test("an action that a role lacks is named, one by one, with its resource", async () => {
  await deny(NAMES.warehouseRole, "kinesis:GetRecords", "kinesis:ListShards");
  await deny(NAMES.alertsFunction, "cloudwatch:PutMetricData");
  const { code, found } = await patient.doctor("permissions");
  await allow(NAMES.warehouseRole);
  await allow(NAMES.alertsFunction);

  const stream = `arn:aws:kinesis:${REGION}:000000000000:stream/${NAMES.stream}`;
  expect(found("permissions", "role-may-not")).toEqual([
    `${roleArn(NAMES.warehouseRole)} may not kinesis:GetRecords on ${stream}.`,
    `${roleArn(NAMES.warehouseRole)} may not kinesis:ListShards on ${stream}.`,
    `${roleArn(NAMES.alertsFunction)} may not cloudwatch:PutMetricData on *.`,
  ]);
  expect(code).toBe(2);
});

test("what the reader may not look at is unknown, with the action and the role, and the other checks run", async () => {
  await deny(NAMES.readerRole, "kinesis:ListShards", "scheduler:GetSchedule");
  const { code, checks, outcome } = await patient.doctor("schedules", "stream", "throttling", "setup");
  await allow(NAMES.readerRole);

  expect(checks.find(({ id }) => id === "throttling")).toMatchObject({
    outcome: "unknown",
    missing: { action: "kinesis:ListShards", who: NAMES.readerRole },
  });
  expect(checks.find(({ id }) => id === "schedules")).toMatchObject({
    outcome: "unknown",
    missing: { action: "scheduler:GetSchedule", who: NAMES.readerRole },
  });
  expect([outcome("stream"), outcome("setup")]).toEqual(["ok", "ok"]);
  expect(code).toBe(1);
});

test("a person who may not act is told what, and one who may not even look is told how to; the rest is skipped", async () => {
  const { iam, sts } = patient.clients;
  // A role that nothing of the stage uses while it is on: what its own service does is not looked at here.
  const role = `${NAMES.retentionMachine}-start`;
  const { Role } = await iam.send(new GetRoleCommand({ RoleName: role }));
  await trust(role, { AWS: "arn:aws:iam::000000000000:root" });
  const RoleArn = roleArn(role);
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "ada" }));
  const asPerson = (only: string) =>
    pipelineHere(["doctor", "--json", "--aws", "--region", REGION, "--stage", "dev", "--only", only], {
      AWS_ENDPOINT_URL: patient.stage.url,
      AWS_ACCESS_KEY_ID: Credentials?.AccessKeyId,
      AWS_SECRET_ACCESS_KEY: Credentials?.SecretAccessKey,
      AWS_SESSION_TOKEN: Credentials?.SessionToken,
    });
  const blind = diagnosisOf(await asPerson("reader,person,stream"));
  await put(role, "look", "Allow", "iam:SimulatePrincipalPolicy", "sts:AssumeRole");
  const looking = diagnosisOf(await asPerson("reader,person"));
  await iam.send(new DeleteRolePolicyCommand({ RoleName: role, PolicyName: "look" }));
  await iam.send(
    new UpdateAssumeRolePolicyCommand({
      RoleName: role,
      PolicyDocument: decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ""),
    }),
  );

  expect(blind.found("reader", "reader-not-taken-on")).toEqual([
    expect.stringContaining(`/ada can't take on the role ${NAMES.readerRole}`),
  ]);
  expect(blind.checks.find(({ id }) => id === "person")).toMatchObject({
    outcome: "unknown",
    missing: { action: "iam:SimulatePrincipalPolicy" },
  });
  expect(blind.checks.find(({ id }) => id === "stream")).toEqual({
    id: "stream",
    outcome: "skipped",
    because: "reader",
  });
  expect(blind.code).toBe(2);
  expect(looking.outcome("reader")).toBe("ok");
  expect(looking.found("person", "person-may-not")).toContainEqual(
    expect.stringMatching(/may not states:StartExecution on .*-setup\.$/),
  );
  expect(looking.found("person")).toContainEqual(expect.stringMatching(/may not kinesis:PutRecords on /));
  const refused = looking.found("person").join("\n");
  for (const need of [
    `scheduler:UpdateSchedule on arn:aws:scheduler:${REGION}:000000000000:schedule/${NAMES.scheduleGroup}/${NAMES.retentionMachine}.`,
    `iam:PassRole on arn:aws:iam::000000000000:role/${NAMES.alertsSchedule}-schedule.`,
  ]) {
    expect(refused).toContain(need);
  }
  expect(looking.code).toBe(1);
});

test("a role that is not associated with the namespace is found", async () => {
  const { serverless } = patient.clients;
  const namespaceName = NAMES.namespace;
  const { namespace } = await serverless.send(new GetNamespaceCommand({ namespaceName }));
  const other = roleArn(NAMES.ownerRole);
  await serverless.send(new UpdateNamespaceCommand({ namespaceName, iamRoles: [other], defaultIamRoleArn: other }));
  const { code, found } = await patient.doctor("role-association");
  const { iamRoles, defaultIamRoleArn } = namespace ?? {};
  await serverless.send(new UpdateNamespaceCommand({ namespaceName, iamRoles, defaultIamRoleArn }));

  expect(found("role-association", "role-not-associated")).toEqual([
    `The role ${roleArn(NAMES.warehouseRole)} is not associated with the namespace ${namespaceName}, which has ${other}.`,
  ]);
  expect(code).toBe(2);
});

test("a role that Redshift may not take on is found, and so is the refresh that fails for it", async () => {
  await trust(NAMES.warehouseRole, { Service: "lambda.amazonaws.com" });
  expect(await patient.run(NAMES.refreshMachine)).toBe("FAILED");
  const { code, found } = await patient.doctor("role-trust", "refresh", "owner-runs");
  await trust(NAMES.warehouseRole, { Service: ["redshift.amazonaws.com", "redshift-serverless.amazonaws.com"] });
  expect(await patient.run(NAMES.refreshMachine)).toBe("SUCCEEDED");

  expect(found("role-trust", "role-not-trusting")).toEqual([
    `The role ${roleArn(NAMES.warehouseRole)} does not trust Redshift: it trusts lambda.amazonaws.com.`,
  ]);
  expect(found("refresh", "refresh-failed")).toEqual([
    expect.stringMatching(/^The last refresh of public\.sensor_records failed: "Refresh failed\. .*sts:AssumeRole/),
  ]);
  expect(found("owner-runs", "owner-run-failed")).toEqual([
    expect.stringMatching(
      new RegExp(`^The last execution of ${NAMES.refreshMachine} is FAILED: .*sts:AssumeRole`, "s"),
    ),
  ]);
  expect(code).toBe(2);
});

test("a workgroup with too few subnets is found, and enhanced VPC routing needs one more", async () => {
  const { serverless } = patient.clients;
  const workgroupName = NAMES.workgroup;
  // AWS takes one setting at a time.
  const update = async (subnetIds: string[], enhancedVpcRouting: boolean) => {
    await serverless.send(new UpdateWorkgroupCommand({ workgroupName, subnetIds }));
    await serverless.send(new UpdateWorkgroupCommand({ workgroupName, enhancedVpcRouting }));
  };
  await update(["subnet-1"], false);
  const one = await patient.doctor("network");
  await update(["subnet-1", "subnet-2"], true);
  const two = await patient.doctor("network");
  await update(["subnet-1", "subnet-2", "subnet-3"], false);

  expect(one.found("network", "subnets-too-few")).toEqual([`The workgroup ${workgroupName} has 1 subnet.`]);
  expect(two.found("network", "subnets-too-few")).toEqual([
    `The workgroup ${workgroupName} has 2 subnets with enhanced VPC routing.`,
  ]);
});

test("a view that somebody dropped is found, and set-up brings it back", async () => {
  await patient.admin("DROP VIEW public.sensor_data_quarantine");
  const { code, found } = await patient.doctor("setup");
  expect(await patient.run(NAMES.setupMachine)).toBe("SUCCEEDED");
  const after = await patient.doctor("setup");

  expect(found("setup", "setup-incomplete")).toEqual([
    expect.stringMatching(/^The database lacks sensor_data_quarantine\./),
  ]);
  expect(code).toBe(2);
  expect(after.code).toBe(0);
});

test("rights that were revoked are found: a role's on a view, and the monitor's on the system views", async () => {
  await patient.admin(
    "REVOKE SELECT ON public.sensor_data_stream FROM ROLE pipeline_reader",
    "REVOKE ROLE sys:monitor FROM ROLE pipeline_monitor",
  );
  const { code, checks, found } = await patient.doctor("grants", "refresh");
  await patient.admin(
    "GRANT SELECT ON public.sensor_data_stream TO ROLE pipeline_reader",
    "GRANT ROLE sys:monitor TO ROLE pipeline_monitor",
  );

  expect(found("grants", "select-not-granted", "monitor-not-granted")).toEqual([
    "The database's role pipeline_reader may not SELECT from public.sensor_data_stream.",
    "The database's role pipeline_monitor has not been granted sys:monitor.",
  ]);
  expect(checks.find(({ id }) => id === "refresh")).toMatchObject({ outcome: "skipped", because: "grants" });
  expect(code).toBe(2);
});

test("a view of one's own that fails is found with the record that does it", async () => {
  await patient.admin(
    REFRESH,
    `CREATE MATERIALIZED VIEW public.poisoned AS SELECT JSON_PARSE(kinesis_data) AS payload FROM kinesis_schema."${NAMES.stream}"`,
    "REFRESH MATERIALIZED VIEW public.poisoned",
  );
  await patient.put("1001", patient.reading());
  const [poison] = await patient.put("1001", "temperature=21.5;sensor=1001");
  await patient.admin(REFRESH);
  await expect(patient.admin("REFRESH MATERIALIZED VIEW public.poisoned")).rejects.toThrow("JSON");
  const { code, found } = await patient.doctor("refresh");
  await patient.admin("DROP MATERIALIZED VIEW public.poisoned");

  const [another, failing = ""] = found("refresh", "another-view", "refresh-failed");
  expect(another).toMatch(/^The materialized view public\.poisoned reads the stage's stream/);
  expect(failing).toMatch(/^The last refresh of public\.poisoned failed: "Refresh failed\./);
  expect(failing).toContain(
    `${poison?.shard}, sequence number ${poison?.sequence}, 28 bytes, beginning with "temperature=21.5;sensor=1001"`,
  );
  expect(code).toBe(2);
});

test("Redshift's own refreshes beside the stage's rate are found", async () => {
  await patient.admin("ALTER MATERIALIZED VIEW public.sensor_records AUTO REFRESH YES");
  const { code, found } = await patient.doctor("refresh-mode");
  await patient.admin("ALTER MATERIALIZED VIEW public.sensor_records AUTO REFRESH NO");

  expect(found("refresh-mode", "refresh-twice")).toEqual([
    `Auto refresh of public.sensor_records is on, and ${NAMES.refreshMachine} refreshes it at a rate as well.`,
  ]);
  expect(code).toBe(1);
});

test("a refresh that is longer ago than the stage allows is found, and a record that waits for the next", async () => {
  const { lambda } = patient.clients;
  const FunctionName = NAMES.alertsFunction;
  const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
  // Waiting for the stage's own 15 minutes would show the same.
  const Variables = { ...Environment?.Variables, FRESHNESS_THRESHOLD_SECONDS: "1" };
  await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables } }));
  const look = async () => (await patient.doctor("refresh-mode")).found("refresh-mode", "refresh-old");
  await expect
    .poll(look, { timeout: 60_000 })
    .toEqual([expect.stringMatching(/^public\.sensor_records was last refreshed \d+ s ago; .* as stale after 1 s\.$/)]);
  const putAndLook = async () => {
    const [waiting] = await patient.put("1001", patient.reading());
    const found = (await patient.doctor("lag")).found("lag", "shard-behind");
    return found.map((text) => text.replace(`${waiting?.shard}:`, "Its shard:"));
  };
  await expect
    .poll(putAndLook, { timeout: 60_000 })
    .toEqual([expect.stringMatching(/^Its shard: its first record that has not landed has waited \d+ s;/)]);
  await lambda.send(
    new UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables: Environment?.Variables } }),
  );
});

test("a record that Redshift skipped is found with its place", async () => {
  const [skipped] = await patient.put("no\u0000text", patient.reading());
  await patient.admin(REFRESH);
  const { code, found } = await patient.doctor("skipped-records");

  expect(found("skipped-records", "records-skipped")).toEqual([
    expect.stringContaining(
      `skipped 1 record of ${NAMES.stream} in the last day; the last: ${skipped?.shard}, sequence number ${skipped?.sequence}:`,
    ),
  ]);
  expect(code).toBe(1);
});

test("encodings other than JSON are found, each with what to do about it", async () => {
  const kpl = Buffer.concat([Buffer.from("f3899ac2", "hex"), Buffer.from("not the protobuf itself")]);
  const encoded = (encoding: BufferEncoding) => Buffer.from(patient.reading()).toString(encoding);
  await patient.put("1002", gzipSync(patient.reading()), kpl, encoded("base64"), encoded("hex"));
  await patient.admin(REFRESH);
  const { found } = await patient.doctor("encoding");

  for (const text of [
    "gzip (bytes 1f 8b)",
    "Kinesis Producer Library (bytes f3 89 9a c2)",
    "base64 text",
    "hex digits",
  ]) {
    expect(found("encoding", "encoding-decoded", "encoding-unusable")).toContainEqual(expect.stringContaining(text));
  }
});

test("keys in upper case are found, under the name that they should have", async () => {
  const { sensor_id, ...rest } = JSON.parse(patient.reading()) as Record<string, unknown>;
  const [place] = await patient.put("1003", JSON.stringify({ ...rest, Sensor_ID: sensor_id }));
  await patient.put("1003", patient.reading({ Vendor: "somebody's own" }));
  await patient.admin(REFRESH);
  const { code, found } = await patient.doctor("key-case");

  expect(found("key-case", "keys-in-upper-case")).toEqual([
    `1 records of the last hour have the key "Sensor_ID" for sensor_id. The last: ${place?.shard}, sequence number ${place?.sequence}.`,
  ]);
  expect(code).toBe(1);
});

test("clocks that are ahead, and times that are hours old, are found with the sensor", async () => {
  const at = (hours: number) => new Date(patient.now().getTime() + hours * HOUR_MS).toISOString();
  await patient.put("1004", patient.reading({ sensor_id: 1004, event_time: at(24) }));
  await patient.put("1005", patient.reading({ sensor_id: 1005, event_time: at(-2) }));
  await patient.admin(REFRESH);
  const { found } = await patient.doctor("clock-skew");

  const [ahead, behind] = found("clock-skew", "clock-ahead", "clock-behind");
  expect(ahead).toMatch(/are ahead of arrival by more than 5 minutes: sensor 1004 by up to 86\d{3} s \(1 readings\)/);
  expect(behind).toMatch(/are behind arrival by more than an hour: sensor 1005 by up to 7\d{3} s \(1 readings\)/);
});

test("a full shard, and the key that fills it, are found", async () => {
  const batch = Array.from({ length: 500 }, () => patient.reading());
  // How many come within a second, the machine decides.
  for (let isRefused = false; !isRefused; ) {
    const placed = await Promise.all(Array.from({ length: 12 }, () => patient.put("hot", ...batch)));
    isRefused = placed.flat().some(({ shard }) => shard === "");
  }
  await patient.admin(REFRESH);
  const { found } = await patient.doctor("throttling", "hot-keys");

  expect(found("throttling", "writes-throttled")).toContainEqual(
    expect.stringMatching(/refused \d+ records in the last hour: 1 shard takes/),
  );
  expect(found("hot-keys", "hot-key")).toEqual([
    expect.stringMatching(/^The partition key "hot" has \d+ % of the \d+ records/),
  ]);
});

test("events that nobody could handle are found in their queue", async () => {
  const QueueName = `${NAMES.producerFunction}-failed`;
  const { QueueUrl } = await patient.clients.sqs.send(new GetQueueUrlCommand({ QueueName }));
  await patient.clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "{}" }));
  const { code, found } = await patient.doctor("failed-events");
  await patient.clients.sqs.send(new PurgeQueueCommand({ QueueUrl }));

  expect(found("failed-events", "events-failed")).toEqual([
    `The queue ${QueueName} holds 1 event that failed after all retries.`,
  ]);
  expect(code).toBe(1);
});

test("a function that fails is found with the last thing it said", async () => {
  await patient.clients.lambda.send(
    new InvokeCommand({ FunctionName: NAMES.producerFunction, Payload: Buffer.from('{"scheduledTime": "noon"}') }),
  );
  const { found } = await patient.doctor("functions");

  expect(found("functions", "function-failing")).toContainEqual(
    expect.stringMatching(
      new RegExp(
        `^${NAMES.producerFunction} failed in \\d+ of its \\d+ invocations of the last hour, last with: InvalidEventError: The event can't be used: .*scheduledTime`,
      ),
    ),
  );
});

test("a schedule that is off is found", async () => {
  await setSchedule(NAMES.retentionMachine, "DISABLED");
  const { code, found } = await patient.doctor("schedules");
  await setSchedule(NAMES.retentionMachine, "ENABLED");

  expect(found("schedules", "schedule-off")).toEqual([`The schedule ${NAMES.retentionMachine} is DISABLED.`]);
  expect(code).toBe(1);
});

test("an alarm without data is found, with what its metric is doing", async () => {
  const alarm = NAMES.alarm("temperature-high");
  // CloudWatch evaluates it again within a minute of the stage's.
  const setAndLook = async () => {
    await patient.clients.cloudWatch.send(
      new SetAlarmStateCommand({ AlarmName: alarm, StateValue: "INSUFFICIENT_DATA", StateReason: "test" }),
    );
    return (await patient.doctor("alarms")).found("alarms", "alarm-evaluated-soon");
  };
  await expect
    .poll(setAndLook, { timeout: 60_000 })
    .toContain(
      `The alarm ${alarm} is in INSUFFICIENT_DATA. SensorPipeline SensorsHigh has datapoints, so the next evaluation will know.`,
    );
});

test("an alarm that is gone, and one whose actions are disabled, are found", async () => {
  const { cloudWatch } = patient.clients;
  const [gone, silent] = [NAMES.alarm("temperature-high"), NAMES.alarm("temperature-low")];
  await cloudWatch.send(new DeleteAlarmsCommand({ AlarmNames: [gone] }));
  await cloudWatch.send(new DisableAlarmActionsCommand({ AlarmNames: [silent] }));
  const { code, found } = await patient.doctor("alarms");

  expect(found("alarms", "alarm-missing", "alarm-silent")).toEqual([
    `The alarm ${gone} is not there.`,
    `The actions of the alarm ${silent} are disabled.`,
  ]);
  expect(code).toBe(2);
});

test("--list looks at nothing, and an unknown check is refused with the known ones", async () => {
  const list = await patient.stage.pipelineJson<{ id: string }[]>("doctor", "--list");
  expect(list.map(({ id }) => id)).toContain("clock-skew");
  const { code, stdout, stderr } = await patient.stage.pipeline("doctor", "--only", "stream,weather");
  expect([code, stdout]).toEqual([64, ""]);
  expect(stderr).toMatch(/^--only has no check "weather": choose of reader, person, .*alarms\.$/m);
});

test("without --json each finding is told with why it matters, the mend and the page", async () => {
  const { stdout } = await patient.stage.pipeline("doctor", "--only", "skipped-records,stream");
  expect(stdout).toMatch(/^✓ stream +Is the stream there/m);
  expect(stdout).toMatch(/^! skipped-records/m);
  expect(stdout).toMatch(/^ {4}Mend: Send records below the limit/m);
  expect(stdout).toMatch(/^ {4}https:\/\/docs\.aws\.amazon\.com\/redshift/m);
  expect(stdout).toMatch(/^2 checks: 1 ok, 1 with warnings\.$/m);
});

async function put(role: string, PolicyName: string, Effect: "Allow" | "Deny", ...Action: string[]): Promise<void> {
  const policy = { Version: "2012-10-17", Statement: [{ Effect, Action, Resource: "*" }] };
  await patient.clients.iam.send(
    new PutRolePolicyCommand({ RoleName: role, PolicyName, PolicyDocument: JSON.stringify(policy) }),
  );
}

function deny(role: string, ...actions: string[]): Promise<void> {
  return put(role, "denied", "Deny", ...actions);
}

async function allow(role: string): Promise<void> {
  await patient.clients.iam.send(new DeleteRolePolicyCommand({ RoleName: role, PolicyName: "denied" }));
}

async function trust(role: string, Principal: Readonly<Record<string, string | string[]>>): Promise<void> {
  const policy = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal, Action: "sts:AssumeRole" }] };
  await patient.clients.iam.send(
    new UpdateAssumeRolePolicyCommand({ RoleName: role, PolicyDocument: JSON.stringify(policy) }),
  );
}

async function setSchedule(Name: string, State: "ENABLED" | "DISABLED"): Promise<void> {
  const { scheduler } = patient.clients;
  const key = { GroupName: NAMES.scheduleGroup, Name };
  const { Target, ScheduleExpression, FlexibleTimeWindow } = await scheduler.send(new GetScheduleCommand(key));
  await scheduler.send(new UpdateScheduleCommand({ ...key, State, Target, ScheduleExpression, FlexibleTimeWindow }));
}

/** A stream that is being changed takes no other change. */
async function settled(change: () => Promise<unknown>): Promise<void> {
  await expect.poll(() => change().then(() => "changed", String), { timeout: 20_000, interval: 200 }).toBe("changed");
}
