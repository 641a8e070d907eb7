import { afterEach, expect, test, vi } from "vitest";
import { LocalClock } from "../../clock.ts";
import { AwsError, type RunningService } from "../../service.ts";
import { fakeContext, type RecordedCall, run } from "../service-under-test.ts";
import { createStatesService } from "./index.ts";

const ROLE = "arn:aws:iam::000000000000:role/owner";
const EXECUTE = "arn:aws:states:::aws-sdk:redshiftdata:executeStatement";

const running: RunningService[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((service) => service.close()));
});

function machine(states: object, answer?: (call: RecordedCall) => unknown, more: object = {}) {
  const { context, recorded } = fakeContext({ clock: new LocalClock(600), ...(answer ? { answer } : {}) });
  const service = createStatesService(context);
  running.push(service);
  const definition = JSON.stringify({ StartAt: Object.keys(states)[0], States: states, ...more });
  return {
    service,
    recorded,
    execute: async (input: unknown = {}, name?: string) => {
      const { stateMachineArn } = await run<{ stateMachineArn: string }>(service, "CreateStateMachine", {
        name: "m",
        definition,
        roleArn: ROLE,
      });
      const { executionArn } = await run<{ executionArn: string }>(service, "StartExecution", {
        stateMachineArn,
        input: JSON.stringify(input),
        ...(name ? { name } : {}),
      });
      return await outcome(service, executionArn);
    },
  };
}

interface Outcome {
  readonly executionArn: string;
  readonly status: string;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
}

async function outcome(service: RunningService, executionArn: string): Promise<Outcome & { result: unknown }> {
  const described = await vi.waitFor(async () => {
    const found = await run<Outcome>(service, "DescribeExecution", { executionArn });
    expect(found.status).not.toBe("RUNNING");
    return found;
  });
  return { ...described, result: described.output === undefined ? undefined : JSON.parse(described.output) };
}

const end = { End: true };
const pass = (fields: object) => ({ Type: "Pass", ...fields });

test("a task calls the service as the machine's role, with the SDK's names turned to the service's and back", async () => {
  const { execute, recorded } = machine(
    {
      Run: {
        Type: "Task",
        Resource: EXECUTE,
        Parameters: {
          "Sql.$": "States.Format('select {}', $.n)",
          Parameters: [{ Name: "x", "Value.$": "$.v" }],
          "ClientToken.$":
            "States.Hash(States.Format('{}/{}/{}', $$.Execution.Id, $$.State.Name, $$.State.RetryCount), 'SHA-256')",
        },
        ...end,
      },
    },
    () => ({ Id: "s1", CreatedAt: new Date(0), Records: [[{ stringValue: "a" }]] }),
  );
  const { result } = await execute({ n: 7, v: "y" });
  expect(result).toEqual({ Id: "s1", CreatedAt: "1970-01-01T00:00:00.000Z", Records: [[{ StringValue: "a" }]] });
  expect(recorded.calls).toEqual([
    {
      caller: expect.objectContaining({ roleArn: ROLE }),
      service: "redshift-data",
      operation: "ExecuteStatement",
      input: {
        Sql: "select 7",
        Parameters: [{ name: "x", value: "y" }],
        ClientToken: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    },
  ]);
});

test("a retried task waits on the local clock, and each attempt sees its retry count", async () => {
  let calls = 0;
  const { execute, recorded } = machine(
    {
      Run: {
        Type: "Task",
        Resource: EXECUTE,
        Parameters: { "ClientToken.$": "States.Format('attempt {}', $$.State.RetryCount)" },
        Retry: [
          { ErrorEquals: ["RedshiftData.ActiveStatementsExceededException"], IntervalSeconds: 10, MaxAttempts: 5 },
        ],
        ...end,
      },
    },
    () => {
      calls += 1;
      if (calls < 3) throw new AwsError("ActiveStatementsExceededException", "too many");
      return { Id: "s" };
    },
  );
  expect((await execute()).status).toBe("SUCCEEDED");
  expect(recorded.calls.map(({ input }) => input)).toEqual([0, 1, 2].map((n) => ({ ClientToken: `attempt ${n}` })));
});

test("an uncaught error fails the execution with the service's error and text, also in the history", async () => {
  const { execute, service } = machine({ Run: { Type: "Task", Resource: EXECUTE, ...end } }, () => {
    throw new AwsError("ValidationException", "Database is unknown");
  });
  const failed = await execute();
  expect(failed).toMatchObject({ status: "FAILED", error: "RedshiftData.ValidationException" });
  expect(failed.cause).toMatch(/^Database is unknown \(Service: RedshiftData, Status Code: 400, Request ID: /);
  const { events } = await run<{ events: { id: number; previousEventId: number; type: string }[] }>(
    service,
    "GetExecutionHistory",
    { executionArn: failed.executionArn },
  );
  expect(events.map(({ type }) => type)).toEqual([
    "ExecutionStarted",
    "TaskStateEntered",
    "TaskScheduled",
    "TaskStarted",
    "TaskFailed",
    "ExecutionFailed",
  ]);
  expect(events.map(({ previousEventId }) => previousEventId)).toEqual([0, 1, 2, 3, 4, 5]);
});

test("an error outside of the service's model has the service's own exception name, and Catch keeps it beside the input", async () => {
  const { execute } = machine(
    {
      Run: {
        Type: "Task",
        Resource: EXECUTE,
        Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.failure", Next: "Tell" }],
        Next: "Never",
      },
      Never: pass(end),
      Tell: {
        Type: "Fail",
        ErrorPath: "$.failure.Error",
        CausePath: "States.Format('{} of {}', $.failure.Error, $.file)",
      },
    },
    () => {
      throw new AwsError("AccessDeniedException", "no");
    },
  );
  expect(await execute({ file: "a.sql" })).toMatchObject({
    error: "RedshiftData.RedshiftDataException",
    cause: "RedshiftData.RedshiftDataException of a.sql",
  });
});

test("polling by Wait and Choice goes round until the statement is finished", async () => {
  const statuses = ["SUBMITTED", "STARTED", "FINISHED"];
  const { execute } = machine(
    {
      Pause: { Type: "Wait", SecondsPath: "$.seconds", Next: "Describe" },
      Describe: {
        Type: "Task",
        Resource: "arn:aws:states:::aws-sdk:redshiftdata:describeStatement",
        ResultPath: "$.statement",
        Next: "Done?",
      },
      "Done?": {
        Type: "Choice",
        Choices: [{ Variable: "$.statement.Status", StringEquals: "FINISHED", Next: "Yes" }],
        Default: "Pause",
      },
      Yes: pass({ OutputPath: "$.statement.Status", ...end }),
    },
    () => ({ Status: statuses.shift() }),
  );
  expect((await execute({ seconds: 60 })).result).toBe("FINISHED");
});

test("Map keeps the order of its items and shows each its index, Parallel gives every branch's output", async () => {
  const { execute } = machine({
    Each: {
      Type: "Map",
      ItemsPath: "$.items",
      ItemSelector: { "item.$": "$$.Map.Item.Value", "at.$": "$$.Map.Item.Index", "all.$": "$.items" },
      MaxConcurrency: 2,
      ItemProcessor: { StartAt: "One", States: { One: pass(end) } },
      ResultPath: "$.mapped",
      Next: "Both",
    },
    Both: {
      Type: "Parallel",
      Branches: [
        { StartAt: "A", States: { A: pass({ OutputPath: "$.mapped[1].item", ...end }) } },
        { StartAt: "B", States: { B: pass({ Result: 0, ...end }) } },
      ],
      ...end,
    },
  });
  expect((await execute({ items: ["p", "q", "r"] })).result).toEqual(["q", 0]);
});

test("a failing branch ends the others and the execution", async () => {
  const { execute } = machine({
    Both: {
      Type: "Parallel",
      Branches: [
        { StartAt: "Wait", States: { Wait: { Type: "Wait", Seconds: 86_400, ...end } } },
        { StartAt: "Stop", States: { Stop: { Type: "Fail", Error: "Broken", Cause: "on purpose" } } },
      ],
      ...end,
    },
  });
  expect(await execute()).toMatchObject({ status: "FAILED", error: "Broken", cause: "on purpose" });
});

test.each([
  ["a task's time-out", { Run: { Type: "Task", Resource: EXECUTE, TimeoutSeconds: 30, ...end } }, {}, "FAILED"],
  ["the machine's time-out", { Hold: { Type: "Wait", Seconds: 9000, ...end } }, { TimeoutSeconds: 30 }, "TIMED_OUT"],
])("%s ends what takes longer, in local time", async (_what, states, more, status) => {
  const { execute } = machine(states, () => new Promise(() => undefined), more);
  expect(await execute()).toMatchObject({ status, error: "States.Timeout" });
});

test("StopExecution aborts with the error and cause given", async () => {
  const { service } = machine({});
  const { stateMachineArn } = await run<{ stateMachineArn: string }>(service, "CreateStateMachine", {
    name: "hold",
    roleArn: ROLE,
    definition: JSON.stringify({ StartAt: "Hold", States: { Hold: { Type: "Wait", Seconds: 90_000, ...end } } }),
  });
  const start = { stateMachineArn, name: "one", input: "{}" };
  const { executionArn } = await run<{ executionArn: string }>(service, "StartExecution", start);
  expect(await run(service, "StartExecution", start)).toMatchObject({ executionArn });
  await expect(run(service, "StartExecution", { ...start, input: "[]" })).rejects.toMatchObject({
    code: "ExecutionAlreadyExists",
  });
  await run(service, "StopExecution", { executionArn, error: "Enough", cause: "by hand" });
  expect(await outcome(service, executionArn)).toMatchObject({ status: "ABORTED", error: "Enough", cause: "by hand" });
});

test("a path that leads nowhere is a States.Runtime that nothing catches", async () => {
  const { execute } = machine({
    Run: {
      Type: "Task",
      Resource: EXECUTE,
      Parameters: { "Sql.$": "$.missing" },
      Catch: [{ ErrorEquals: ["States.ALL"], Next: "Caught" }],
      ...end,
    },
    Caught: pass(end),
  });
  expect(await execute()).toMatchObject({ status: "FAILED", error: "States.Runtime" });
});

test("an output above 256 KB fails with States.DataLimitExceeded", async () => {
  const { execute } = machine({ Run: { Type: "Task", Resource: EXECUTE, ...end } }, () => ({
    Text: "x".repeat(262_145),
  }));
  expect((await execute()).error).toBe("States.DataLimitExceeded");
});

test("metrics, events and the log follow an execution", async () => {
  const { context, recorded } = fakeContext();
  const service = createStatesService(context);
  running.push(service);
  const { stateMachineArn } = await run<{ stateMachineArn: string }>(service, "CreateStateMachine", {
    name: "m",
    roleArn: ROLE,
    definition: JSON.stringify({ StartAt: "A", States: { A: { Type: "Fail", Error: "E" } } }),
    loggingConfiguration: {
      level: "ERROR",
      includeExecutionData: true,
      destinations: [
        { cloudWatchLogsLogGroup: { logGroupArn: "arn:aws:logs:us-east-1:000000000000:log-group:/aws/states/m:*" } },
      ],
    },
  });
  const { executionArn } = await run<{ executionArn: string }>(service, "StartExecution", { stateMachineArn });
  await outcome(service, executionArn);
  await vi.waitFor(() => expect(recorded.events).toHaveLength(2));
  expect(recorded.metrics.map(({ name }) => name)).toEqual(["ExecutionsStarted", "ExecutionsFailed", "ExecutionTime"]);
  expect(recorded.events.map(({ detail }) => detail.status)).toEqual(["RUNNING", "FAILED"]);
  expect(recorded.logs.map(({ message }) => JSON.parse(message).type)).toEqual(["FailStateEntered", "ExecutionFailed"]);
});

test.each([
  [
    "JSONata",
    { QueryLanguage: "JSONata", StartAt: "A", States: { A: { Type: "Succeed" } } },
    "NotSupportedLocally",
    "JSONata",
  ],
  [
    "an unknown task",
    { StartAt: "A", States: { A: { Type: "Task", Resource: "arn:aws:states:::ecs:runTask", ...end } } },
    "NotSupportedLocally",
    "ecs:runTask",
  ],
  [
    "Assign",
    { StartAt: "A", States: { A: { Type: "Pass", Assign: { x: 1 }, ...end } } },
    "NotSupportedLocally",
    "Assign",
  ],
  ["a missing target", { StartAt: "A", States: { A: { Type: "Pass", Next: "B" } } }, "InvalidDefinition", "B"],
  [
    "an unknown function",
    { StartAt: "A", States: { A: { Type: "Pass", Parameters: { "x.$": "States.Nope(1)" }, ...end } } },
    "InvalidDefinition",
    "Nope",
  ],
])("CreateStateMachine refuses %s by name", async (_what, definition, code, text) => {
  const { service } = machine({});
  const created = run(service, "CreateStateMachine", {
    name: "m",
    roleArn: ROLE,
    definition: JSON.stringify(definition),
  });
  await expect(created).rejects.toMatchObject({ code, message: expect.stringContaining(text) });
});
