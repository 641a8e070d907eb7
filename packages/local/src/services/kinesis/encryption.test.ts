import {
  CreateStreamCommand,
  DescribeStreamSummaryCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
  PutRecordsCommand,
  StartStreamEncryptionCommand,
  StopStreamEncryptionCommand,
} from "@aws-sdk/client-kinesis";
import { afterAll, expect, test } from "vitest";
import { ADMINISTRATOR } from "../../administrator.ts";
import type { PolicyStatement } from "../../identity/identity.ts";
import { startTestAws } from "../../wire/test-aws.ts";
import { createKinesisService } from "./index.ts";

const KEY = "arn:aws:kms:us-east-1:000000000000:key/11111111-2222-4333-8444-555555555555";
const STREAM = "arn:aws:kinesis:us-east-1:000000000000:stream/encrypted";

const aws = await startTestAws({ services: [(context) => createKinesisService(context)] });
const person = new KinesisClient(aws.client);
await person.send(new CreateStreamCommand({ StreamName: "encrypted", ShardCount: 1 }));
afterAll(() => aws.close());

function clientWith(name: string, ...statements: PolicyStatement[]): KinesisClient {
  const { arn } = aws.identity.putRole({
    name,
    trust: { Statement: { Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole" } },
    policies: { main: { Version: "2012-10-17", Statement: statements } },
    tags: {},
  });
  const session = aws.identity.assumeRole(ADMINISTRATOR, arn, "session");
  return new KinesisClient({ ...aws.client, credentials: aws.identity.issueCredentials(session) });
}

const put = new PutRecordsCommand({
  StreamName: "encrypted",
  Records: [{ PartitionKey: "k", Data: Buffer.from("x") }],
});
const allow = (Action: string, Resource: string): PolicyStatement => ({ Effect: "Allow", Action, Resource });

test("a role without the action is refused in AWS's words", async () => {
  await expect(clientWith("nobody").send(put)).rejects.toMatchObject({
    name: "AccessDeniedException",
    message: `User: arn:aws:sts::000000000000:assumed-role/nobody/session is not authorized to perform: kinesis:PutRecords on resource: ${STREAM} because no identity-based policy allows the kinesis:PutRecords action`,
    $metadata: { httpStatusCode: 400 },
  });
});

test("a stream's own key has to be allowed to writers and readers as well", async () => {
  await person.send(new StartStreamEncryptionCommand({ StreamName: "encrypted", EncryptionType: "KMS", KeyId: KEY }));
  const keyless = clientWith("keyless", allow("kinesis:*", STREAM));
  const writer = clientWith("writer", allow("kinesis:PutRecords", STREAM), allow("kms:GenerateDataKey", KEY));
  const reader = clientWith("reader", allow("kinesis:Get*", STREAM), allow("kms:Decrypt", KEY));
  const iterator = new GetShardIteratorCommand({
    StreamName: "encrypted",
    ShardId: "shardId-000000000000",
    ShardIteratorType: "TRIM_HORIZON",
  });
  await expect(keyless.send(put)).rejects.toMatchObject({ name: "KMSAccessDeniedException" });
  expect((await writer.send(put)).EncryptionType).toBe("KMS");
  const { ShardIterator } = await reader.send(iterator);
  const { Records = [] } = await reader.send(new GetRecordsCommand({ ShardIterator }));
  expect(Records.map(({ EncryptionType }) => EncryptionType)).toEqual(["KMS"]);
  await expect(keyless.send(new GetRecordsCommand({ ShardIterator }))).rejects.toThrow(
    /is not authorized to perform: kms:Decrypt on resource/,
  );
});

test("Kinesis's own key needs no permission, and encryption can be stopped", async () => {
  const keyless = clientWith("keyless", allow("kinesis:*", STREAM));
  const own = { StreamName: "encrypted", EncryptionType: "KMS", KeyId: "alias/aws/kinesis" } as const;
  await person.send(new StartStreamEncryptionCommand(own));
  expect((await keyless.send(put)).EncryptionType).toBe("KMS");
  await person.send(new StopStreamEncryptionCommand(own));
  const { StreamDescriptionSummary } = await person.send(new DescribeStreamSummaryCommand({ StreamName: "encrypted" }));
  expect(StreamDescriptionSummary).toMatchObject({ EncryptionType: "NONE" });
  expect((await keyless.send(put)).EncryptionType).toBe("NONE");
});

test("an alias other than Kinesis's own is refused: policies name keys, and which one it stands for only KMS knows", async () => {
  for (const KeyId of ["alias/mine", "arn:aws:kms:us-east-1:000000000000:alias/mine"]) {
    const start = new StartStreamEncryptionCommand({ StreamName: "encrypted", EncryptionType: "KMS", KeyId });
    await expect(person.send(start)).rejects.toMatchObject({ name: "NotSupportedLocally" });
  }
});
