import { afterEach, expect, test, vi } from "vitest";
import { LocalClock } from "../../clock.ts";
import { AwsError, type RunningService } from "../../service.ts";
import { fakeContext, type RecordedCall, run } from "../service-under-test.ts";
import { createSchedulerService } from "./index.ts";

const FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:producer";
const MACHINE = "arn:aws:states:us-east-1:000000000000:stateMachine:refresh";
const ROLE = "arn:aws:iam::000000000000:role/scheduler";

const running: RunningService[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((service) => service.close()));
});

function scheduler(answer?: (call: RecordedCall) => unknown) {
  const { context, recorded } = fakeContext({ clock: new LocalClock(600), ...(answer ? { answer } : {}) });
  const service = createSchedulerService(context);
  running.push(service);
  return { service, recorded };
}

const schedule = (more: object = {}, target: object = {}) => ({
  Name: "s",
  ScheduleExpression: "rate(1 minute)",
  FlexibleTimeWindow: { Mode: "OFF" },
  Target: { Arn: FUNCTION, RoleArn: ROLE, Input: '{"scheduledTime":"<aws.scheduler.scheduled-time>"}', ...target },
  ...more,
});

const count = (recorded: ReturnType<typeof scheduler>["recorded"], metric: string) =>
  recorded.metrics.filter(({ name }) => name === metric).length;

test("a rate fires when it is made and each period after, handing the scheduled time to the function as its role", async () => {
  const { service, recorded } = scheduler();
  await run(service, "CreateSchedule", schedule());
  await vi.waitFor(() => expect(recorded.calls.length).toBeGreaterThanOrEqual(3));
  const [first, second] = recorded.calls.map(({ input }) => input as { Payload: Buffer; InvocationType: string });
  expect(recorded.calls[0]).toMatchObject({ service: "lambda", operation: "Invoke", caller: { name: "scheduler" } });
  expect(first?.InvocationType).toBe("Event");
  const times = [first, second].map((input) => Date.parse(JSON.parse(String(input?.Payload)).scheduledTime));
  expect(Number(times[1]) - Number(times[0])).toBe(60_000);
});

test("a disabled schedule fires only once it is enabled", async () => {
  const { service, recorded } = scheduler();
  await run(service, "CreateSchedule", schedule({ State: "DISABLED" }));
  await run(service, "CreateSchedule", schedule({ Name: "other" }, { Arn: MACHINE, Input: "{}" }));
  await vi.waitFor(() => expect(recorded.calls.length).toBeGreaterThanOrEqual(2));
  expect(new Set(recorded.calls.map(({ operation }) => operation))).toEqual(new Set(["StartExecution"]));
  await run(service, "UpdateSchedule", schedule({ State: "ENABLED" }));
  await vi.waitFor(() => expect(recorded.calls.map(({ operation }) => operation)).toContain("Invoke"));
});

test("what the target refuses to the end goes to the dead-letter queue with its reasons", async () => {
  const { service, recorded } = scheduler(({ operation }) => {
    if (operation === "Invoke") throw new AwsError("ResourceNotFoundException", "Function not found", 404);
    return {};
  });
  await run(service, "CreateSchedule", {
    ...schedule({ ScheduleExpression: "rate(1 day)" }),
    Target: {
      Arn: FUNCTION,
      RoleArn: ROLE,
      Input: '"attempt <aws.scheduler.attempt-number>"',
      RetryPolicy: { MaximumRetryAttempts: 2 },
      DeadLetterConfig: { Arn: "arn:aws:sqs:us-east-1:000000000000:dead" },
    },
  });
  await vi.waitFor(() => expect(count(recorded, "InvocationsSentToDeadLetterCount")).toBe(1));
  expect(recorded.calls.map(({ operation }) => operation)).toEqual(["Invoke", "Invoke", "Invoke", "SendMessage"]);
  expect(recorded.calls.at(-1)?.input).toMatchObject({
    MessageBody: '"attempt 3"',
    MessageAttributes: {
      ERROR_CODE: { StringValue: "ResourceNotFoundException" },
      RETRY_ATTEMPTS: { StringValue: "2" },
      EXHAUSTED_RETRY_CONDITION: { StringValue: "MaximumRetryAttempts" },
    },
  });
  expect(count(recorded, "TargetErrorCount")).toBe(3);
  expect(count(recorded, "InvocationDroppedCount")).toBe(1);
});

test("a one-time schedule with DELETE is gone after it fired", async () => {
  const { service, recorded } = scheduler();
  const soon = `${new Date(new LocalClock(600).now() + 120_000).toISOString().slice(0, 19)}`;
  await run(
    service,
    "CreateSchedule",
    schedule({ ScheduleExpression: `at(${soon})`, ActionAfterCompletion: "DELETE" }),
  );
  await vi.waitFor(() => expect(recorded.calls).toHaveLength(1));
  await expect(run(service, "GetSchedule", { Name: "s" })).rejects.toMatchObject({ code: "ResourceNotFoundException" });
});

test("a schedule is given back as it was made, and listed", async () => {
  const { service } = scheduler();
  await run(service, "CreateSchedule", schedule({ State: "DISABLED", Description: "d" }));
  expect(await run(service, "GetSchedule", { Name: "s" })).toMatchObject({
    ...schedule({ State: "DISABLED", Description: "d" }),
    Arn: "arn:aws:scheduler:us-east-1:000000000000:schedule/default/s",
    ScheduleExpressionTimezone: "UTC",
  });
  expect(await run(service, "ListSchedules", { NamePrefix: "s" })).toMatchObject({ Schedules: [{ Name: "s" }] });
  await expect(run(service, "CreateSchedule", schedule())).rejects.toMatchObject({ code: "ConflictException" });
});

test.each([
  [{ Arn: "arn:aws:scheduler:::aws-sdk:sqs:sendMessage" }, "NotSupportedLocally"],
  [{ Arn: "arn:aws:sqs:us-east-1:000000000000:q" }, "NotSupportedLocally"],
  [{ Input: undefined }, "NotSupportedLocally"],
])("the target %j is refused by name", async (target, code) => {
  const { service } = scheduler();
  await expect(run(service, "CreateSchedule", schedule({}, target))).rejects.toMatchObject({ code });
});
