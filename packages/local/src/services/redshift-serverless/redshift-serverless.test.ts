import { access, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ADMINISTRATOR } from "../../administrator.ts";
import { adminSecretArn, namespaceArn, workgroupArn } from "../../identifiers.ts";
import { type LocalAws, startLocalAws } from "../../local-aws.ts";

const REGION = "us-east-1";

let folder: string;
let aws: LocalAws;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "redshift-serverless-"));
  aws = await startLocalAws({ folder, port: 0 });
});

afterAll(async () => {
  await aws.close();
  await rm(folder, { recursive: true, force: true });
});

function call<Output>(operation: string, input: unknown): Promise<Output> {
  return aws.call<Output>(ADMINISTRATOR, "redshift-serverless", operation, input);
}

test("a namespace has its admin's secret, its roles, and ends of ARN that follow from its name", async () => {
  const role = "arn:aws:iam::000000000000:role/reader";
  const { namespace } = await call<{ namespace: object }>("CreateNamespace", {
    namespaceName: "stage",
    dbName: "Pipeline",
    manageAdminPassword: true,
    iamRoles: [role],
    defaultIamRoleArn: role,
  });
  expect(namespace).toMatchObject({
    namespaceArn: namespaceArn(REGION, "stage"),
    dbName: "pipeline",
    adminPasswordSecretArn: adminSecretArn(REGION, "stage", "admin"),
    iamRoles: [role],
    status: "AVAILABLE",
  });
  await expect(call("CreateNamespace", { namespaceName: "stage" })).rejects.toMatchObject({
    code: "ConflictException",
  });
  await expect(call("UpdateNamespace", { namespaceName: "stage", iamRoles: [] })).rejects.toMatchObject({
    code: "ValidationException",
  });
});

test("a workgroup is CREATING until statements can run, then AVAILABLE", async () => {
  await call("CreateWorkgroup", { workgroupName: "stage", namespaceName: "stage", baseCapacity: 8 });
  const get = () => call<{ workgroup: { status: string } }>("GetWorkgroup", { workgroupName: "stage" });
  while ((await get()).workgroup.status === "CREATING") await delay(20);
  expect((await get()).workgroup).toMatchObject({
    status: "AVAILABLE",
    baseCapacity: 8,
    workgroupArn: workgroupArn(REGION, "stage"),
  });
  await call("UpdateWorkgroup", { workgroupName: "stage", baseCapacity: 16 });
  expect((await get()).workgroup).toMatchObject({ baseCapacity: 16 });
  await expect(call("CreateWorkgroup", { workgroupName: "two", namespaceName: "stage" })).rejects.toMatchObject({
    code: "ConflictException",
  });
});

test("a workgroup takes one changed setting at a time, in steps of 8 RPU, and no base capacity above the maximum", async () => {
  const update = (settings: object) => call("UpdateWorkgroup", { workgroupName: "stage", ...settings });
  await expect(update({ baseCapacity: 32, maxCapacity: 64 })).rejects.toMatchObject({
    code: "ValidationException",
    message: "Can't update multiple configurations at the same time for workgroup stage.",
  });
  await expect(update({ baseCapacity: 12 })).rejects.toMatchObject({ code: "ValidationException" });
  await update({ maxCapacity: 24 });
  await expect(update({ baseCapacity: 32 })).rejects.toMatchObject({ code: "ValidationException" });
  await expect(update({ maxCapacity: 8 })).rejects.toMatchObject({ code: "ValidationException" });
  await update({ baseCapacity: 24 });
});

test("a usage limit is of one workgroup, usage type and period", async () => {
  const resourceArn = workgroupArn(REGION, "stage");
  const wanted = { resourceArn, usageType: "serverless-compute", amount: 10, period: "daily" };
  const { usageLimit } = await call<{ usageLimit: { usageLimitId: string } }>("CreateUsageLimit", wanted);
  await expect(call("CreateUsageLimit", wanted)).rejects.toMatchObject({ code: "ConflictException" });
  await call("UpdateUsageLimit", { usageLimitId: usageLimit.usageLimitId, amount: 20 });
  expect(await call("ListUsageLimits", { resourceArn })).toMatchObject({
    usageLimits: [{ ...wanted, amount: 20, breachAction: "log" }],
  });
});

test("a namespace goes after its workgroup, with data, limits and secret", async () => {
  await expect(call("DeleteNamespace", { namespaceName: "stage" })).rejects.toMatchObject({
    code: "ConflictException",
  });
  await call("DeleteWorkgroup", { workgroupName: "stage" });
  await call("DeleteNamespace", { namespaceName: "stage" });
  await expect(access(join(folder, "redshift", "stage"))).rejects.toMatchObject({ code: "ENOENT" });
  expect(await call("ListUsageLimits", {})).toMatchObject({ usageLimits: [] });
  const secret = { SecretId: adminSecretArn(REGION, "stage", "admin") };
  await expect(aws.call(ADMINISTRATOR, "secretsmanager", "GetSecretValue", secret)).rejects.toMatchObject({
    code: "ResourceNotFoundException",
  });
});

test("what is not done here is refused by its name", async () => {
  await expect(call("CreateSnapshot", {})).rejects.toThrow("CreateSnapshot");
  await expect(call("CreateNamespace", { namespaceName: "abc", redshiftIdcApplicationArn: "x" })).rejects.toThrow(
    "redshiftIdcApplicationArn",
  );
});
