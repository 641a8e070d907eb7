import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { afterAll, expect, test } from "vitest";
import { startTestAws } from "../../wire/test-aws.ts";
import { createStsService } from "./index.ts";

const ROLE = "arn:aws:iam::000000000000:role/reader";

const aws = await startTestAws({ services: [createStsService] });
afterAll(() => aws.close());
aws.identity.putRole({
  name: "reader",
  trust: {
    Version: "2012-10-17",
    Statement: {
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::000000000000:root" },
      Action: "sts:AssumeRole",
      Condition: { StringEqualsIfExists: { "sts:ExternalId": "agreed" } },
    },
  },
  policies: {},
  tags: {},
});

const person = new STSClient(aws.client);

test("a person is the user of its access key", async () => {
  expect(await person.send(new GetCallerIdentityCommand({}))).toMatchObject({
    Account: "000000000000",
    Arn: "arn:aws:iam::000000000000:user/tester",
    UserId: "tester",
  });
});

test("the keys of an assumed role sign as its session", async () => {
  const before = Date.now();
  const { Credentials, AssumedRoleUser } = await person.send(
    new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: "ada", DurationSeconds: 900 }),
  );
  const session = new STSClient({
    ...aws.client,
    credentials: {
      accessKeyId: Credentials?.AccessKeyId ?? "",
      secretAccessKey: Credentials?.SecretAccessKey ?? "",
      sessionToken: Credentials?.SessionToken,
    },
  });
  expect(AssumedRoleUser?.Arn).toBe("arn:aws:sts::000000000000:assumed-role/reader/ada");
  expect((await session.send(new GetCallerIdentityCommand({}))).Arn).toBe(AssumedRoleUser?.Arn);
  expect(Credentials?.Expiration?.getTime()).toBeGreaterThanOrEqual(Math.floor(before / 1000) * 1000 + 900_000);
});

test.each([
  ["a role that is not there", { RoleArn: `${ROLE}s` }, "AccessDenied"],
  ["the wrong external id", { ExternalId: "other" }, "AccessDenied"],
  ["too short a duration", { DurationSeconds: 60 }, "ValidationError"],
  ["a session policy, which is not evaluated here", { Policy: "{}" }, "NotSupportedLocally"],
])("%s is refused", async (_case, change, name) => {
  const command = new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: "ada", ...change });
  await expect(person.send(command)).rejects.toMatchObject({ name });
});
