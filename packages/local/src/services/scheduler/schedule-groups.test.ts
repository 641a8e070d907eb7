import {
  ConflictException,
  CreateScheduleCommand,
  CreateScheduleGroupCommand,
  DeleteScheduleCommand,
  DeleteScheduleGroupCommand,
  GetScheduleCommand,
  GetScheduleGroupCommand,
  ListScheduleGroupsCommand,
  ListSchedulesCommand,
  ListTagsForResourceCommand,
  ResourceNotFoundException,
  SchedulerClient,
  ServiceQuotaExceededException,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateScheduleCommand,
  ValidationException,
} from "@aws-sdk/client-scheduler";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type ServedForTest, serveForTest } from "../serve-for-test.ts";

const FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:producer";
const MINUTE_MS = 60_000;

let aws: ServedForTest;
let client: SchedulerClient;
let invoked: number;

beforeEach(async () => {
  invoked = 0;
  aws = await serveForTest({
    "lambda:Invoke": () => {
      invoked += 1;
      return {};
    },
  });
  client = new SchedulerClient(aws.client);
  await client.send(new CreateScheduleGroupCommand({ Name: "stage" }));
  trustedFor("stage");
});

afterEach(async () => {
  expect(aws.faults).toEqual([]);
  client.destroy();
  await aws.close();
});

const arnOf = (resource: string) => `arn:aws:scheduler:us-east-1:000000000000:${resource}`;

/** The role `runner`, which Scheduler may take on for schedules of such groups. */
function trustedFor(groups: string): void {
  const Condition = { ArnLike: { "aws:SourceArn": arnOf(`schedule-group/${groups}`) } };
  const Principal = { Service: "scheduler.amazonaws.com" };
  const Statement = [{ Effect: "Allow" as const, Action: "sts:AssumeRole", Principal, Condition }];
  aws.identity.putRole({ name: "runner", trust: { Version: "2012-10-17", Statement }, policies: {}, tags: {} });
}

function schedule(GroupName: string | undefined, more: object = {}) {
  return {
    Name: "s",
    GroupName,
    ScheduleExpression: "rate(1 minute)",
    FlexibleTimeWindow: { Mode: "OFF" as const },
    Target: { Arn: FUNCTION, RoleArn: "arn:aws:iam::000000000000:role/runner", Input: "{}" },
    ...more,
  };
}

/** A client that acts as a role which may do `allowed`. */
function as(allowed: readonly (readonly [action: string, resource: string])[]): SchedulerClient {
  const Statement = allowed.map(([Action, Resource]) => ({
    ...{ Effect: "Allow" as const, Action, Resource: arnOf(Resource) },
  }));
  const trust = { Version: "2012-10-17", Statement: [] };
  const policies = { allowed: { Version: "2012-10-17", Statement } };
  aws.identity.putRole({ name: "person", trust, policies, tags: {} });
  return new SchedulerClient({ ...aws.client, credentials: { accessKeyId: "role=person", secretAccessKey: "any" } });
}

test("a group is made, told of and listed beside the account's own", async () => {
  const { ScheduleGroupArn } = await client.send(new CreateScheduleGroupCommand({ Name: "other" }));
  expect(ScheduleGroupArn).toBe(arnOf("schedule-group/other"));
  const { $metadata: _, ...told } = await client.send(new GetScheduleGroupCommand({ Name: "other" }));
  const at = aws.clock.date();
  expect(told).toEqual({
    ...{ Arn: ScheduleGroupArn, Name: "other", State: "ACTIVE", CreationDate: at, LastModificationDate: at },
  });
  const first = await client.send(new ListScheduleGroupsCommand({ MaxResults: 2 }));
  expect(first.ScheduleGroups?.map(({ Name }) => Name)).toEqual(["default", "other"]);
  const { ScheduleGroups, NextToken } = await client.send(
    new ListScheduleGroupsCommand({ MaxResults: 2, NextToken: first.NextToken }),
  );
  expect([ScheduleGroups?.map(({ Name }) => Name), NextToken]).toEqual([["stage"], undefined]);
  const begun = await client.send(new ListScheduleGroupsCommand({ NamePrefix: "st" }));
  expect(begun.ScheduleGroups?.map(({ Name }) => Name)).toEqual(["stage"]);
});

test("schedules of one name live in their groups side by side, and a list can be of one group", async () => {
  trustedFor("*");
  const off = { State: "DISABLED" as const };
  await client.send(new CreateScheduleCommand(schedule(undefined, off)));
  const { ScheduleArn } = await client.send(new CreateScheduleCommand(schedule("stage", off)));
  expect(ScheduleArn).toBe(arnOf("schedule/stage/s"));
  await client.send(new UpdateScheduleCommand(schedule("stage", { ...off, Description: "the stage's" })));
  expect(await client.send(new GetScheduleCommand({ Name: "s", GroupName: "stage" }))).toMatchObject({
    ...{ Arn: ScheduleArn, GroupName: "stage", Description: "the stage's" },
  });
  const unnamed = await client.send(new GetScheduleCommand({ Name: "s" }));
  expect(unnamed).toMatchObject({ Arn: arnOf("schedule/default/s"), GroupName: "default" });
  expect(unnamed.Description).toBeUndefined();
  const listed = async (GroupName?: string) =>
    (await client.send(new ListSchedulesCommand({ GroupName }))).Schedules?.map(({ Arn }) => Arn);
  expect(await listed()).toEqual([arnOf("schedule/default/s"), ScheduleArn]);
  expect(await listed("stage")).toEqual([ScheduleArn]);
  const page = await client.send(new ListSchedulesCommand({ MaxResults: 1 }));
  const next = await client.send(new ListSchedulesCommand({ MaxResults: 1, NextToken: page.NextToken }));
  expect([next.Schedules?.map(({ Arn }) => Arn), next.NextToken]).toEqual([[ScheduleArn], undefined]);
  await client.send(new DeleteScheduleCommand({ Name: "s", GroupName: "stage" }));
  expect(await listed()).toEqual([arnOf("schedule/default/s")]);
});

test("a schedule in a group that is not there is refused by every operation on it", async () => {
  const commands = [
    new CreateScheduleCommand(schedule("gone")),
    new UpdateScheduleCommand(schedule("gone")),
    new GetScheduleCommand({ Name: "s", GroupName: "gone" }),
    new DeleteScheduleCommand({ Name: "s", GroupName: "gone" }),
    new ListSchedulesCommand({ GroupName: "gone" }),
    new GetScheduleGroupCommand({ Name: "gone" }),
    new DeleteScheduleGroupCommand({ Name: "gone" }),
    new ListTagsForResourceCommand({ ResourceArn: arnOf("schedule-group/gone") }),
  ];
  for (const command of commands) {
    // The union of commands has no overload of its own.
    const refused = await client.send(command as GetScheduleCommand).catch((error: unknown) => error);
    expect(refused, command.constructor.name).toBeInstanceOf(ResourceNotFoundException);
    expect(refused).toMatchObject({ message: "Schedule group gone does not exist." });
  }
});

test("a role that is trusted for its own group alone serves no other group's schedules", async () => {
  await expect(client.send(new CreateScheduleCommand(schedule(undefined)))).rejects.toThrow(
    "The execution role you provide must allow AWS EventBridge Scheduler to assume the role.",
  );
  await client.send(new CreateScheduleCommand(schedule("stage")));
  await vi.waitFor(() => expect(invoked).toBe(1));
});

test("metrics are the group's: another group's failures are not seen in them", async () => {
  await client.send(new CreateScheduleCommand(schedule("stage")));
  await vi.waitFor(() => expect(invoked).toBe(1));
  aws.clock.advance(MINUTE_MS);
  const attempts = async (ScheduleGroup: string) => {
    const { Datapoints } = await aws.call<{ Datapoints: { Sum: number }[] }>("monitoring", "GetMetricStatistics", {
      ...{ Namespace: "AWS/Scheduler", MetricName: "InvocationAttemptCount", Statistics: ["Sum"], Period: 3600 },
      Dimensions: [{ Name: "ScheduleGroup", Value: ScheduleGroup }],
      StartTime: new Date(aws.clock.now() - 3_600_000),
      EndTime: new Date(aws.clock.now() + 3_600_000),
    });
    return Datapoints.reduce((sum, { Sum }) => sum + Sum, 0);
  };
  expect(await attempts("default")).toBe(0);
  expect(await attempts("stage")).toBeGreaterThan(0);
});

test("a group that is deleted is DELETING until it is gone, takes nothing new, and takes its schedules with it", async () => {
  await client.send(new CreateScheduleCommand(schedule("stage", { State: "DISABLED" })));
  await client.send(new DeleteScheduleGroupCommand({ Name: "stage" }));
  expect(await client.send(new GetScheduleGroupCommand({ Name: "stage" }))).toMatchObject({ State: "DELETING" });
  expect(await client.send(new GetScheduleCommand({ Name: "s", GroupName: "stage" }))).toMatchObject({ Name: "s" });
  for (const command of [
    new CreateScheduleCommand(schedule("stage", { Name: "late" })),
    new UpdateScheduleCommand(schedule("stage")),
    new CreateScheduleGroupCommand({ Name: "stage" }),
    new DeleteScheduleGroupCommand({ Name: "stage" }),
    new TagResourceCommand({ ResourceArn: arnOf("schedule-group/stage"), Tags: [] }),
  ]) {
    const sent = client.send(command as CreateScheduleCommand);
    await expect(sent, command.constructor.name).rejects.toThrow(ConflictException);
  }
  aws.clock.advance(1000);
  await expect(client.send(new GetScheduleGroupCommand({ Name: "stage" }))).rejects.toThrow(ResourceNotFoundException);
  await client.send(new CreateScheduleGroupCommand({ Name: "stage" }));
  expect((await client.send(new ListSchedulesCommand({}))).Schedules).toEqual([]);
});

test("schedules of a group that is gone fire no more", async () => {
  await client.send(new CreateScheduleCommand(schedule("stage")));
  await vi.waitFor(() => expect(invoked).toBe(1));
  await client.send(new DeleteScheduleGroupCommand({ Name: "stage" }));
  aws.clock.advance(10 * MINUTE_MS);
  // Whatever the loop wakes for is done before the next request is answered.
  await client.send(new ListSchedulesCommand({}));
  expect(invoked).toBe(1);
});

test("the account's own group can be neither deleted nor tagged, and is not made twice", async () => {
  const ResourceArn = arnOf("schedule-group/default");
  await expect(client.send(new DeleteScheduleGroupCommand({ Name: "default" }))).rejects.toThrow(ValidationException);
  const tag = new TagResourceCommand({ ResourceArn, Tags: [{ Key: "a", Value: "b" }] });
  await expect(client.send(tag)).rejects.toThrow(ValidationException);
  await expect(client.send(new CreateScheduleGroupCommand({ Name: "default" }))).rejects.toThrow(ConflictException);
});

test("a request that is sent again with its token is answered as before and not done again", async () => {
  const create = new CreateScheduleGroupCommand({ Name: "once", ClientToken: "one" });
  expect(await client.send(create)).toMatchObject({ ScheduleGroupArn: arnOf("schedule-group/once") });
  expect(await client.send(create)).toMatchObject({ ScheduleGroupArn: arnOf("schedule-group/once") });
  const other = new CreateScheduleGroupCommand({ Name: "once", ClientToken: "two" });
  await expect(client.send(other)).rejects.toThrow(ConflictException);
  const made = new CreateScheduleCommand(schedule("stage", { State: "DISABLED", ClientToken: "three" }));
  for (const _ of [1, 2]) expect(await client.send(made)).toMatchObject({ ScheduleArn: arnOf("schedule/stage/s") });
  for (const command of [
    new DeleteScheduleCommand({ Name: "s", GroupName: "stage", ClientToken: "four" }),
    new DeleteScheduleGroupCommand({ Name: "once", ClientToken: "five" }),
  ]) {
    await client.send(command as DeleteScheduleCommand);
    await client.send(command as DeleteScheduleCommand);
  }
});

test("groups carry tags, up to 50, and schedules carry none", async () => {
  const Tags = [
    { Key: "app", Value: "pipeline" },
    { Key: "stage", Value: "dev" },
    { Key: "team", Value: "sensors" },
  ];
  const { ScheduleGroupArn: ResourceArn } = await client.send(new CreateScheduleGroupCommand({ Name: "tagged", Tags }));
  const tags = async () => (await client.send(new ListTagsForResourceCommand({ ResourceArn }))).Tags;
  expect(await tags()).toEqual(Tags);
  await client.send(new TagResourceCommand({ ResourceArn, Tags: [{ Key: "stage", Value: "prod" }] }));
  await client.send(new UntagResourceCommand({ ResourceArn, TagKeys: ["app"] }));
  expect(await tags()).toEqual([
    { Key: "stage", Value: "prod" },
    { Key: "team", Value: "sensors" },
  ]);
  await client.send(new UntagResourceCommand({ ResourceArn, TagKeys: ["stage", "team"] }));
  expect(await tags()).toEqual([]);
  const many = Array.from({ length: 51 }, (_, index) => ({ Key: `k${index}`, Value: "v" }));
  await expect(client.send(new TagResourceCommand({ ResourceArn, Tags: many }))).rejects.toThrow(ValidationException);
  const tooMany = new CreateScheduleGroupCommand({ Name: "full", Tags: many });
  await expect(client.send(tooMany)).rejects.toThrow(ValidationException);
  await expect(client.send(new GetScheduleGroupCommand({ Name: "full" }))).rejects.toThrow(ResourceNotFoundException);
  const schedules = new ListTagsForResourceCommand({ ResourceArn: arnOf("schedule/stage/s") });
  await expect(client.send(schedules)).rejects.toThrow("failed to satisfy constraint");
});

test.each([
  ["a name with a blank", { Name: "my group" }, "Value at 'name' failed to satisfy constraint"],
  ["a name of 65 letters", { Name: "x".repeat(65) }, "length less than or equal to 64"],
  ["a token with a dot", { Name: "g", ClientToken: "a.b" }, "Value at 'clientToken' failed to satisfy constraint"],
  ["a tag without a value", { Name: "g", Tags: [{ Key: "k", Value: "" }] }, "length greater than or equal to 1"],
])("%s is refused in the words of AWS", async (_what, input, words) => {
  const refused = await client.send(new CreateScheduleGroupCommand(input)).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(ValidationException);
  expect(String(refused)).toContain(words);
});

test("an account has 500 groups and no more", async () => {
  for (let index = 2; index < 500; index += 1)
    await aws.call("scheduler", "CreateScheduleGroup", { Name: `g${index}` });
  const beyond = client.send(new CreateScheduleGroupCommand({ Name: "beyond" }));
  await expect(beyond).rejects.toThrow(ServiceQuotaExceededException);
});

test("IAM looks at a schedule under its group and at a group by itself", async () => {
  const person = as([
    ["scheduler:GetSchedule", "schedule/stage/*"],
    ["scheduler:GetScheduleGroup", "schedule-group/stage"],
  ]);
  await client.send(new CreateScheduleCommand(schedule("stage", { State: "DISABLED" })));
  await person.send(new GetScheduleCommand({ Name: "s", GroupName: "stage" }));
  await person.send(new GetScheduleGroupCommand({ Name: "stage" }));
  await expect(person.send(new GetScheduleCommand({ Name: "s" }))).rejects.toThrow(
    `not authorized to perform: scheduler:GetSchedule on resource: ${arnOf("schedule/default/s")}`,
  );
  await expect(person.send(new GetScheduleGroupCommand({ Name: "default" }))).rejects.toThrow(
    `scheduler:GetScheduleGroup on resource: ${arnOf("schedule-group/default")}`,
  );
  await expect(person.send(new ListScheduleGroupsCommand({}))).rejects.toThrow(
    "not authorized to perform: scheduler:ListScheduleGroups",
  );
  person.destroy();
});

test("deleting a group needs the right to delete its schedules, and making one with tags the right to tag", async () => {
  const half = as([["scheduler:*ScheduleGroup", "schedule-group/*"]]);
  await expect(half.send(new DeleteScheduleGroupCommand({ Name: "stage" }))).rejects.toThrow(
    `scheduler:DeleteSchedule on resource: ${arnOf("schedule/stage/*")}`,
  );
  await half.send(new CreateScheduleGroupCommand({ Name: "bare" }));
  const Tags = [{ Key: "a", Value: "b" }];
  await expect(half.send(new CreateScheduleGroupCommand({ Name: "tagged", Tags }))).rejects.toThrow(
    `scheduler:TagResource on resource: ${arnOf("schedule-group/tagged")}`,
  );
  half.destroy();
  const whole = as([
    ["scheduler:*", "schedule-group/*"],
    ["scheduler:DeleteSchedule", "schedule/stage/*"],
  ]);
  await whole.send(new CreateScheduleGroupCommand({ Name: "tagged", Tags }));
  await whole.send(new DeleteScheduleGroupCommand({ Name: "stage" }));
  whole.destroy();
});

test("making or changing a schedule needs the right to pass its role to Scheduler", async () => {
  const input = schedule("stage", { State: "DISABLED" });
  const half = as([["scheduler:*Schedule", "schedule/stage/*"]]);
  const refusal = `not authorized to perform: iam:PassRole on resource: ${input.Target.RoleArn}`;
  await expect(half.send(new CreateScheduleCommand(input))).rejects.toThrow(refusal);
  await client.send(new CreateScheduleCommand(input));
  await expect(half.send(new UpdateScheduleCommand(input))).rejects.toThrow(refusal);
  half.destroy();
});
