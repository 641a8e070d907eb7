import { KinesisClient, ListStreamsCommand } from "@aws-sdk/client-kinesis";
import { GetFunctionCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import type { Caller, Protocol, RunningService } from "../service.ts";
import { startTestAws } from "./test-aws.ts";

const callers: Caller[] = [];

function noting(signingName: string, protocol: Protocol, operation: string, route?: string): () => RunningService {
  return () => ({
    service: {
      signingName,
      iamPrefix: signingName,
      protocols: [protocol],
      targetPrefix: "Kinesis_20131202",
      operations: {
        [operation]: {
          input: z.unknown(),
          resources: () => [],
          route,
          run: (_input, caller) => {
            callers.push(caller);
            return {};
          },
        },
      },
    },
    close: async () => {},
  });
}

const aws = await startTestAws({
  services: [
    noting("kinesis", "json-1.1", "ListStreams"),
    noting("lambda", "rest-json", "GetFunction", "GET /2015-03-31/functions/{FunctionName}"),
  ],
});
afterAll(() => aws.close());

const ROLE: Caller = {
  kind: "role",
  accountId: "000000000000",
  arn: "arn:aws:sts::000000000000:assumed-role/reader/session",
  name: "reader",
  roleArn: "arn:aws:iam::000000000000:role/reader",
};

function clientAs(credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string }) {
  return { ...aws.client, credentials };
}

test("a person's own key signs as a user of that name, whatever the secret", async () => {
  await new KinesisClient(clientAs({ accessKeyId: "ada", secretAccessKey: "x" })).send(new ListStreamsCommand({}));
  expect(callers.at(-1)).toEqual({
    kind: "user",
    accountId: "000000000000",
    arn: "arn:aws:iam::000000000000:user/ada",
    name: "ada",
  });
});

test("an issued key signs as its role, over HTTP/2 and over HTTP/1.1 with a path and a query to encode", async () => {
  const issued = aws.identity.issueCredentials(ROLE);
  await new KinesisClient(clientAs(issued)).send(new ListStreamsCommand({}));
  await new LambdaClient(clientAs(issued)).send(
    new GetFunctionCommand({ FunctionName: "arn:aws:lambda:us-east-1:000000000000:function:a b", Qualifier: "*!'()" }),
  );
  expect(callers.slice(-2)).toEqual([ROLE, ROLE]);
});

test.each([
  ["another secret", { secretAccessKey: "wrong" }, "InvalidSignatureException"],
  ["another session token", { sessionToken: "wrong" }, "UnrecognizedClientException"],
  ["no session token", { sessionToken: undefined }, "UnrecognizedClientException"],
  ["a key of an earlier run", { accessKeyId: "ASIALOCALAAAAAAAAAAA" }, "UnrecognizedClientException"],
])("an issued key with %s is refused", async (_case, change, name) => {
  const credentials = { ...aws.identity.issueCredentials(ROLE), ...change };
  const call = new KinesisClient(clientAs(credentials)).send(new ListStreamsCommand({}));
  await expect(call).rejects.toMatchObject({ name, $metadata: { httpStatusCode: 403 } });
});

test("what an issued key signed an hour ago is refused", async () => {
  const credentials = aws.identity.issueCredentials(ROLE);
  const client = new KinesisClient({ ...clientAs(credentials), systemClockOffset: -3_600_000 });
  await expect(client.send(new ListStreamsCommand({}))).rejects.toMatchObject({
    name: "InvalidSignatureException",
    message: expect.stringMatching(/^Signature expired: \d{8}T\d{6}Z is now earlier than /),
  });
});

test("a body that was changed after signing is refused", async () => {
  const client = new KinesisClient(clientAs(aws.identity.issueCredentials(ROLE)));
  client.middlewareStack.add(
    (next) => async (args) => {
      (args.request as { body: string }).body = '{"Limit":7}';
      return next(args);
    },
    { step: "finalizeRequest", priority: "low" },
  );
  await expect(client.send(new ListStreamsCommand({ Limit: 1 }))).rejects.toMatchObject({
    name: "InvalidSignatureException",
  });
});
