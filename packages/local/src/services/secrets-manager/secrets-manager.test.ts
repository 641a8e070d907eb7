import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { RunningService } from "../../service.ts";
import { fakeContext, run } from "../service-under-test.ts";
import { createSecretsManagerService } from "./index.ts";

let folder: string;
let service: RunningService;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "secrets-manager-"));
  service = await open();
});

afterEach(() => rm(folder, { recursive: true }));

function open(): Promise<RunningService> {
  return createSecretsManagerService({ ...fakeContext().context, folder });
}

test("a secret is found by name and ARN, described without its value, and there after a restart", async () => {
  const { ARN } = await run<{ ARN: string }>(service, "CreateSecret", {
    Name: "app/key",
    SecretString: "value",
    Description: "a key",
  });
  expect(ARN).toMatch(/^arn:aws:secretsmanager:us-east-1:000000000000:secret:app\/key-[0-9a-f]{6}$/);
  expect(await run(service, "DescribeSecret", { SecretId: ARN })).not.toHaveProperty("SecretString");
  service = await open();
  for (const SecretId of ["app/key", ARN]) {
    expect(await run(service, "GetSecretValue", { SecretId })).toMatchObject({
      SecretString: "value",
      VersionStages: ["AWSCURRENT"],
    });
  }
});

test("bytes come back as they were given", async () => {
  await run(service, "CreateSecret", { Name: "bytes", SecretBinary: Uint8Array.of(0, 255) });
  expect(await run(service, "GetSecretValue", { SecretId: "bytes" })).toMatchObject({
    SecretBinary: Buffer.from([0, 255]),
  });
});

test("a second secret of the name, one that is not there, and a person's secret in a service's name are refused", async () => {
  await run(service, "CreateSecret", { Name: "twice", SecretString: "1" });
  await expect(run(service, "CreateSecret", { Name: "twice", SecretString: "2" })).rejects.toMatchObject({
    code: "ResourceExistsException",
  });
  await expect(run(service, "GetSecretValue", { SecretId: "nothing" })).rejects.toMatchObject({
    code: "ResourceNotFoundException",
  });
  await expect(run(service, "CreateSecret", { Name: "redshift!mine", SecretString: "1" })).rejects.toMatchObject({
    code: "InvalidParameterException",
  });
});

test("a deleted secret is gone, also from the list", async () => {
  await run(service, "CreateSecret", { Name: "short", SecretString: "1" });
  await run(service, "CreateSecret", { Name: "long", SecretString: "1" });
  await run(service, "DeleteSecret", { SecretId: "short" });
  expect(await run(service, "ListSecrets", {})).toMatchObject({ SecretList: [{ Name: "long" }] });
});
