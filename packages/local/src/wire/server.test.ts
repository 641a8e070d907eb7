import { connect } from "node:http2";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import type { Service } from "../service.ts";
import { PortInUseError } from "./listen.ts";
import { MAXIMUM_BODY_BYTES } from "./read-body.ts";
import { startWireServer } from "./server.ts";
import { startTestAws } from "./test-aws.ts";

const echo: Service = {
  signingName: "kinesis",
  iamPrefix: "kinesis",
  protocols: ["json-1.1"],
  targetPrefix: "Kinesis_20131202",
  operations: {
    ListStreams: {
      input: z.strictObject({ Limit: z.number().max(10).optional() }),
      resources: () => ["*"],
      run: (input) => input,
    },
    Broken: {
      input: z.unknown(),
      resources: () => ["*"],
      run: () => {
        throw new TypeError("a fault of ours");
      },
    },
  },
};
const aws = await startTestAws({ services: [() => ({ service: echo, close: async () => {} })] });
afterAll(() => aws.close());

function authorizationFor(service: string): string {
  return `AWS4-HMAC-SHA256 Credential=tester/20261123/us-east-1/${service}/aws4_request, SignedHeaders=host;x-amz-date, Signature=abc`;
}

async function post(body: string, headers: Record<string, string> = {}) {
  const answer = await fetch(aws.url, {
    method: "POST",
    headers: { "x-amz-target": "Kinesis_20131202.ListStreams", authorization: authorizationFor("kinesis"), ...headers },
    body,
  });
  return { status: answer.status, requestId: answer.headers.get("x-amzn-requestid"), body: await answer.json() };
}

test("a plain GET says who is there", async () => {
  expect(await (await fetch(aws.url)).json()).toEqual({
    name: "@sensor-pipeline/local",
    version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
  });
});

test("every answer has a request id", async () => {
  const answer = await post('{"Limit":3}');
  expect(answer).toMatchObject({ status: 200, body: { Limit: 3 } });
  expect(answer.requestId).toMatch(/^[0-9a-f-]{36}$/);
});

test.each([
  ["no Authorization", { authorization: "" }, 403, "MissingAuthenticationTokenException"],
  ["an Authorization of another kind", { authorization: "Basic abc" }, 400, "IncompleteSignatureException"],
  [
    "an Authorization without a signature",
    { authorization: "AWS4-HMAC-SHA256 Credential=a/20261123/us-east-1/kinesis/aws4_request, SignedHeaders=host" },
    400,
    "IncompleteSignatureException",
  ],
  ["a service that is not here", { authorization: authorizationFor("s3") }, 501, "NotSupportedLocally"],
  ["an operation that is not here", { "x-amz-target": "Kinesis_20131202.Nothing" }, 501, "NotSupportedLocally"],
  ["a target of another service", { "x-amz-target": "Logs_20140328.ListStreams" }, 400, "UnknownOperationException"],
  ["an encoding that is not known", { "content-encoding": "br" }, 415, "SerializationException"],
])("%s is refused as AWS refuses it", async (_case, headers, status, code) => {
  expect(await post("{}", headers)).toMatchObject({ status, body: { __type: code } });
});

test.each([
  ["what is not JSON", "{", 400, "SerializationException"],
  ["JSON that is no object", "[]", 400, "SerializationException"],
  ["a field that is not known", '{"Other":1}', 501, "NotSupportedLocally"],
  ["a value out of range", '{"Limit":11}', 400, "ValidationException"],
])("%s is refused by name", async (_case, body, status, code) => {
  expect(await post(body)).toMatchObject({ status, body: { __type: code } });
});

test("a body beyond the limit is refused without being kept", async () => {
  const answer = await post(`{"Limit":${" ".repeat(MAXIMUM_BODY_BYTES)}1}`);
  expect(answer).toMatchObject({ status: 413, body: { __type: "RequestEntityTooLargeException" } });
});

test("a fault of ours is a 500 for the client and is reported here", async () => {
  const before = aws.faults.length;
  const answer = await post("{}", { "x-amz-target": "Kinesis_20131202.Broken" });
  expect(answer).toMatchObject({ status: 500, body: { __type: "InternalFailure" } });
  expect(aws.faults.slice(before)).toEqual([new TypeError("a fault of ours")]);
});

test("a port in use is said in one sentence", async () => {
  const { port } = new URL(aws.url);
  const second = startWireServer({ port: Number(port), answer: async () => ({ status: 200, headers: {}, body: "" }) });
  await expect(second).rejects.toThrow(PortInUseError);
  await expect(second).rejects.toThrow(`Port ${port} is in use by another program.`);
});

test("closing ends idle connections and HTTP/2 sessions, and answers what is running", async () => {
  let finish: (() => void) | undefined;
  const started = Promise.withResolvers<void>();
  const server = await startWireServer({
    port: 0,
    answer: async () => {
      started.resolve();
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      return { status: 200, headers: {}, body: "late" };
    },
  });
  const session = connect(server.url);
  const sessionEnded = new Promise<void>((resolve) => session.once("close", resolve));
  await new Promise<void>((resolve) => session.once("connect", () => resolve()));
  const running = fetch(server.url, { method: "POST", body: "x" });
  await started.promise;
  const closed = server.close();
  finish?.();
  expect(await (await running).text()).toBe("late");
  await closed;
  await sessionEnded;
  await expect(fetch(server.url)).rejects.toThrow();
});
