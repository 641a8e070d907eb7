import { IAMClient, PutRolePermissionsBoundaryCommand } from "@aws-sdk/client-iam";
import { KinesisClient, PutResourcePolicyCommand as PutStreamPolicyCommand } from "@aws-sdk/client-kinesis";
import { PutResourcePolicyCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { afterAll, expect, test } from "vitest";
import { ADMINISTRATOR } from "../administrator.ts";
import { applyGraph } from "../apply/apply-graph.ts";
import type { GraphResource } from "../graph/graph.ts";
import { createIamService } from "../services/iam/index.ts";
import { createKinesisService } from "../services/kinesis/index.ts";
import { createSecretsManagerService } from "../services/secrets-manager/index.ts";
import { fakeContext } from "../services/service-under-test.ts";
import { createStsService } from "../services/sts/index.ts";
import { startTestAws } from "../wire/test-aws.ts";

const ARN = "arn:aws:x:us-east-1:000000000000";
const DENY_ALL = JSON.stringify({
  Statement: [{ Effect: "Deny", Principal: "*", Action: "*", Resource: "*" }],
});
const ROLE = "arn:aws:iam::000000000000:role/reader";

const aws = await startTestAws({
  services: [createSecretsManagerService, createKinesisService, createIamService, createStsService],
});
afterAll(() => aws.close());
aws.identity.putRole({
  name: "reader",
  trust: { Statement: { Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole" } },
  policies: {},
  tags: {},
});

const assume = (more: object) =>
  new STSClient(aws.client).send(new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: "ada", ...more }));

// Accepted without being evaluated, each would allow here what it denies on AWS.
test.each<[string, () => Promise<unknown>, string]>([
  [
    "a secret's policy",
    () =>
      new SecretsManagerClient(aws.client).send(
        new PutResourcePolicyCommand({ SecretId: "admin", ResourcePolicy: DENY_ALL }),
      ),
    'The operation "PutResourcePolicy" of the service "secretsmanager" is not supported by this local AWS.',
  ],
  [
    "a stream's policy",
    () =>
      new KinesisClient(aws.client).send(
        new PutStreamPolicyCommand({ ResourceARN: `${ARN.replace(":x:", ":kinesis:")}:stream/s`, Policy: DENY_ALL }),
      ),
    'The operation "PutResourcePolicy" of the service "kinesis" is not supported by this local AWS.',
  ],
  [
    "a key's policy",
    () => aws.dispatcher.call(ADMINISTRATOR, "kms", "PutKeyPolicy", { KeyId: "k", Policy: DENY_ALL }),
    'The service "kms"',
  ],
  [
    "a role's permissions boundary",
    () =>
      new IAMClient(aws.client).send(
        new PutRolePermissionsBoundaryCommand({ RoleName: "reader", PermissionsBoundary: `${ROLE}-boundary` }),
      ),
    'The operation "PutRolePermissionsBoundary" of the service "iam" is not supported by this local AWS.',
  ],
  ["a session's policy", () => assume({ Policy: DENY_ALL }), "Policy"],
  ["a session's managed policies", () => assume({ PolicyArns: [{ arn: `${ROLE}s` }] }), "PolicyArns"],
])("%s is refused by name", async (_what, put, words) => {
  await expect(put()).rejects.toThrow(words);
});

test.each<[string, Partial<GraphResource>, string]>([
  ["a secret's policy", { type: "aws:secretsmanager/secretPolicy:SecretPolicy" }, "this type is not known here"],
  ["a stream's policy", { type: "aws:kinesis/resourcePolicy:ResourcePolicy" }, "this type is not known here"],
  ["a key with its policy", { type: "aws:kms/key:Key", inputs: { policy: DENY_ALL } }, "this type is not known here"],
  ["a key's policy", { type: "aws:kms/keyPolicy:KeyPolicy" }, "this type is not known here"],
  [
    "a role with a permissions boundary",
    { type: "aws:iam/role:Role", inputs: { name: "bound", assumeRolePolicy: DENY_ALL, permissionsBoundary: ROLE } },
    "permissionsBoundary",
  ],
])("%s of a graph is refused by name", async (_what, described, words) => {
  const { context } = fakeContext();
  const resource = { name: "It", custom: true, inputs: {}, state: {}, ...described } as GraphResource;
  const graph = { resources: [resource] } as unknown as Parameters<typeof applyGraph>[0];
  await expect(applyGraph(graph, context)).rejects.toThrow(words);
});
