import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { LocalClock } from "../../clock.ts";
import type { Identity } from "../../identity/identity.ts";
import { AwsError, type RunningService } from "../../service.ts";
import { fakeContext, type Recorded, run } from "../service-under-test.ts";
import { createLambdaService } from "./index.ts";

const HANDLERS = `
let calls = 0;
export const echo = async (event, context) => ({ event, calls: ++calls, name: context.functionName, remaining: context.getRemainingTimeInMillis() > 0 });
export const environment = async () => ({ keys: Object.keys(process.env).sort(), endpoint: process.env.AWS_ENDPOINT_URL, mine: process.env.MINE, cwd: process.cwd() });
export const logs = async () => { console.log("hello %s", "there"); process.stdout.write("raw\\n"); };
export const chatters = async () => { console.debug("a"); process.stdout.write('{"level":"debug"}\\n'); console.info("b"); };
export const fails = async () => { throw new RangeError("too far"); };
export const hangs = () => new Promise(() => {});
export const year = async () => new Date(Date.now()).getUTCFullYear() === new Date().getUTCFullYear() && new Date().getUTCFullYear();
export const leaves = async () => process.exit(3);
export const callback = (event, context, done) => done(null, 1);
export const slow = async () => { await new Promise((resolve) => setTimeout(resolve, 50)); return calls++; };
`;
const QUEUE = "arn:aws:sqs:us-east-1:000000000000:failed";

let folder: string;
const running: RunningService[] = [];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "lambda-"));
  await writeFile(path.join(folder, "bundle.mjs"), HANDLERS);
});

afterEach(async () => {
  await Promise.all(running.splice(0).map((service) => service.close()));
  await rm(folder, { recursive: true });
});

async function withFunction(
  handler: string,
  settings: object = {},
  clock = new LocalClock(),
  authorize: Identity["authorize"] = () => undefined,
) {
  const { context, recorded } = fakeContext({ clock });
  const identity = { ...context.identity, authorize };
  const lambda = createLambdaService({ ...context, identity }, { endpoint: () => "http://127.0.0.1:4566" });
  running.push(lambda);
  await run(lambda, "CreateFunction", {
    FunctionName: "f",
    Role: "arn:aws:iam::000000000000:role/f",
    Handler: `bundle.${handler}`,
    Runtime: "nodejs24.x",
    Code: { Folder: folder },
    ...settings,
  });
  return { lambda, recorded };
}

/** The one message that was sent to a queue, once it is. */
function sentBy({ calls }: Recorded) {
  return vi.waitFor(
    () => {
      const [sent, ...others] = calls.filter(({ service }) => service === "sqs");
      expect(others).toEqual([]);
      if (sent === undefined) throw new Error("Nothing has been sent to a queue yet.");
      return sent;
    },
    { timeout: 5000 },
  );
}

async function invoke(lambda: RunningService, payload: unknown = {}, more: object = {}) {
  const answer = await run<{ FunctionError?: string; LogResult?: string; StatusCode: number; Payload?: Buffer }>(
    lambda,
    "Invoke",
    { FunctionName: "f", Payload: JSON.stringify(payload), ...more },
  );
  const { Payload, LogResult, ...rest } = answer;
  return {
    ...rest,
    result: Payload ? JSON.parse(Payload.toString()) : undefined,
    log: LogResult ? Buffer.from(LogResult, "base64").toString() : "",
  };
}

const sumOf = ({ metrics }: Recorded, name: string) =>
  metrics.filter((metric) => metric.name === name).reduce((sum, { value }) => sum + value, 0);

test("an invocation gets its event and context, and the next one finds the sandbox warm", async () => {
  const { lambda, recorded } = await withFunction("echo");
  expect((await invoke(lambda, { n: 1 })).result).toEqual({ event: { n: 1 }, calls: 1, name: "f", remaining: true });
  expect((await invoke(lambda)).result.calls).toBe(2);
  expect(sumOf(recorded, "Invocations")).toBe(2);
  expect(sumOf(recorded, "Errors")).toBe(0);
});

test("a function sees Lambda's environment and its own variables, and nothing of this process", async () => {
  vi.stubEnv("SECRET_OF_THE_HOST", "x");
  const { lambda } = await withFunction("environment", { Environment: { Variables: { MINE: "yes" } } });
  const { result } = await invoke(lambda);
  vi.unstubAllEnvs();
  expect(result).toMatchObject({ endpoint: "http://127.0.0.1:4566", mine: "yes", cwd: folder });
  expect(result.keys).toContain("AWS_LAMBDA_FUNCTION_NAME");
  expect(result.keys).not.toContain("SECRET_OF_THE_HOST");
  expect(result.keys).not.toContain("HOME");
});

test("what a function prints goes to its log group between START and REPORT, and into the tail", async () => {
  const { lambda, recorded } = await withFunction("logs", { LoggingConfig: { LogGroup: "/my/group" } });
  const { log } = await invoke(lambda, {}, { LogType: "Tail" });
  const messages = recorded.logs.map(({ message }) => message);
  expect(messages[0]).toMatch(/^START RequestId: /);
  expect(messages[1]).toMatch(/\tINFO\thello there$/);
  expect(messages[2]).toBe("raw");
  expect(messages.at(-1)).toMatch(/^REPORT RequestId: .*\tDuration: /);
  expect(new Set(recorded.logs.map(({ group }) => group))).toEqual(new Set(["/my/group"]));
  expect(log).toContain("hello there\nraw\nEND RequestId");
});

test("a function whose role may not write logs runs, and its log is lost", async () => {
  const denied = () => {
    throw new AwsError("AccessDeniedException", "not authorized to perform: logs:PutLogEvents");
  };
  const { lambda, recorded } = await withFunction("logs", {}, new LocalClock(), denied);
  expect((await invoke(lambda, {}, { LogType: "Tail" })).log).toContain("hello there");
  expect(recorded.logs).toEqual([]);
});

test("with JSON logging the platform's and the function's lines are JSON", async () => {
  const { lambda, recorded } = await withFunction("logs", { LoggingConfig: { LogFormat: "JSON" } });
  await invoke(lambda);
  const [start, hello] = recorded.logs.map(({ message }) => message);
  expect(JSON.parse(start ?? "")).toMatchObject({ type: "platform.start" });
  expect(JSON.parse(hello ?? "")).toMatchObject({ level: "INFO", message: "hello there" });
});

test("with JSON logging lines below INFO are dropped, and with text none are", async () => {
  const json = await withFunction("chatters", { LoggingConfig: { LogFormat: "JSON" } });
  await invoke(json.lambda);
  expect(json.recorded.logs.map(({ message }) => JSON.parse(message)).map(({ level }) => level)).toEqual([
    undefined,
    "INFO",
    undefined,
  ]);
  const text = await withFunction("chatters");
  expect((await invoke(text.lambda, {}, { LogType: "Tail" })).log).toMatch(/DEBUG\ta\n\{"level":"debug"\}/);
});

test.each([
  ["fails", { errorType: "RangeError", errorMessage: "too far" }],
  ["leaves", { errorType: "Runtime.ExitError", errorMessage: "Runtime exited with error: exit status 3" }],
  ["missing", { errorType: "Runtime.HandlerNotFound" }],
  ["callback", { errorType: "Runtime.CallbackHandlerDeprecated" }],
])("a handler that goes wrong (%s) answers with FunctionError and counts as an error", async (handler, expected) => {
  const { lambda, recorded } = await withFunction(handler);
  const answer = await invoke(lambda);
  expect(answer).toMatchObject({ StatusCode: 200, FunctionError: "Unhandled", result: expected });
  expect(sumOf(recorded, "Errors")).toBe(1);
});

test("a function that takes longer than its time-out is ended, and the next invocation starts afresh", async () => {
  const { lambda } = await withFunction("hangs", { Timeout: 1 });
  const { result } = await invoke(lambda);
  expect(result.errorType).toBe("Sandbox.Timedout");
  expect(result.errorMessage).toContain("Task timed out after 1.00 seconds");
  await run(lambda, "UpdateFunctionConfiguration", { FunctionName: "f", Handler: "bundle.echo" });
  expect((await invoke(lambda)).result.calls).toBe(1);
});

test("Date inside a function follows the local clock", async () => {
  // Ten days at this speed: the local clock is a century ahead of the real one.
  const clock = new LocalClock(3600, Date.now() - 10 * 86_400_000);
  const { lambda } = await withFunction("year", {}, clock);
  expect((await invoke(lambda)).result).toBe(clock.date().getUTCFullYear());
});

test("two invocations at once get a sandbox each, and more than the function may have are throttled", async () => {
  const { lambda, recorded } = await withFunction("slow");
  await run(lambda, "PutFunctionConcurrency", { FunctionName: "f", ReservedConcurrentExecutions: 2 });
  const answers = await Promise.allSettled([invoke(lambda), invoke(lambda), invoke(lambda)]);
  expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "fulfilled", "rejected"]);
  expect(answers.find(({ status }) => status === "rejected")).toMatchObject({
    reason: { code: "TooManyRequestsException" },
  });
  expect(sumOf(recorded, "Throttles")).toBe(1);
});

test("an event is retried twice after 1 and 2 minutes of local time, then goes to the failure destination", async () => {
  const { lambda, recorded } = await withFunction("fails", {}, new LocalClock(600));
  await run(lambda, "PutFunctionEventInvokeConfig", {
    FunctionName: "f",
    DestinationConfig: { OnFailure: { Destination: QUEUE } },
  });
  expect((await invoke(lambda, { batch: 7 }, { InvocationType: "Event" })).StatusCode).toBe(202);
  const sent = await sentBy(recorded);
  expect(sent).toMatchObject({ operation: "SendMessage", caller: { name: "f" } });
  const { MessageBody } = z.object({ MessageBody: z.string() }).parse(sent.input);
  expect(JSON.parse(MessageBody)).toMatchObject({
    requestContext: { condition: "RetriesExhausted", approximateInvokeCount: 3 },
    requestPayload: { batch: 7 },
    responsePayload: { errorMessage: "too far" },
  });
  expect(sumOf(recorded, "AsyncEventsDropped")).toBe(1);
  expect(sumOf(recorded, "Errors")).toBe(3);
});

test("without retries a failed event goes to the dead-letter queue as it came", async () => {
  const { lambda, recorded } = await withFunction("fails", { DeadLetterConfig: { TargetArn: QUEUE } });
  await run(lambda, "PutFunctionEventInvokeConfig", { FunctionName: "f", MaximumRetryAttempts: 0 });
  await invoke(lambda, { batch: 8 }, { InvocationType: "Event" });
  expect((await sentBy(recorded)).input).toMatchObject({ MessageBody: '{"batch":8}' });
});

test("a stop ends what runs and lets go of the events that wait for their turn", async () => {
  const { lambda, recorded } = await withFunction("hangs", { Timeout: 900 });
  await run(lambda, "PutFunctionConcurrency", { FunctionName: "f", ReservedConcurrentExecutions: 1 });
  for (let event = 0; event < 3; event += 1) await invoke(lambda, {}, { InvocationType: "Event" });
  await vi.waitFor(() => expect(recorded.logs).toHaveLength(1));
  await lambda.close();
  expect(recorded.logs.filter(({ message }) => message.startsWith("START"))).toHaveLength(1);
});

test("requests Lambda refuses are refused in its words", async () => {
  const { lambda } = await withFunction("echo");
  await expect(run(lambda, "Invoke", { FunctionName: "nobody" })).rejects.toMatchObject({
    code: "ResourceNotFoundException",
    message: "Function not found: arn:aws:lambda:us-east-1:000000000000:function:nobody",
  });
  await expect(run(lambda, "Invoke", { FunctionName: "f", Payload: "{" })).rejects.toMatchObject({
    code: "InvalidRequestContentException",
  });
  await expect(
    run(lambda, "UpdateFunctionConfiguration", { FunctionName: "f", Runtime: "python3.13" }),
  ).rejects.toMatchObject({ code: "NotSupportedLocally" });
});
