import {
  DeleteRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListRolePoliciesCommand,
  ListRolesCommand,
  PutRolePolicyCommand,
  SimulatePrincipalPolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { afterAll, beforeEach, expect, test } from "vitest";
import type { PolicyDocument } from "../../identity/identity.ts";
import { startTestAws } from "../../wire/test-aws.ts";
import { createIamService } from "./index.ts";

const ROLE = "arn:aws:iam::000000000000:role/reader";
const STREAM = "arn:aws:kinesis:us-east-1:000000000000:stream/readings";
const TRUST = trusting("redshift.amazonaws.com");

const aws = await startTestAws({ services: [createIamService] });
const iam = new IAMClient(aws.client);
afterAll(() => {
  iam.destroy();
  return aws.close();
});

beforeEach(() => {
  const read = allowing("kinesis:GetRecords", STREAM);
  aws.identity.putRole({ name: "reader", trust: TRUST, policies: { read }, tags: { team: "sensors" } });
});

test("a role is told with its trust, which is another one once it is updated", async () => {
  const trusted = async () => {
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: "reader" }));
    expect(Role).toMatchObject({ Arn: ROLE, Path: "/", Tags: [{ Key: "team", Value: "sensors" }] });
    return JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? "")) as unknown;
  };
  expect(await trusted()).toEqual(TRUST);
  const other = trusting("lambda.amazonaws.com");
  await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: "reader", PolicyDocument: JSON.stringify(other) }));
  expect(await trusted()).toEqual(other);
});

test("roles are listed page by page, in the order of their names", async () => {
  aws.identity.putRole({ name: "alerts", trust: TRUST, policies: {}, tags: { team: "sensors" } });
  const first = await iam.send(new ListRolesCommand({ MaxItems: 1 }));
  expect(first).toMatchObject({ IsTruncated: true, Roles: [{ RoleName: "alerts" }] });
  const rest = await iam.send(new ListRolesCommand({ Marker: first.Marker }));
  expect(rest).toMatchObject({ IsTruncated: false, Roles: [{ RoleName: "reader", Arn: ROLE }] });
  aws.identity.deleteRole("alerts");
});

test("an inline policy counts from when it is put until it is deleted", async () => {
  const policy = allowing("kinesis:ListStreams", "*");
  const of = { RoleName: "reader", PolicyName: "list" };
  expect(await decision("kinesis:ListStreams", "*")).toBe("implicitDeny");
  await iam.send(new PutRolePolicyCommand({ ...of, PolicyDocument: JSON.stringify(policy) }));
  expect(await decision("kinesis:ListStreams", "*")).toBe("allowed");
  expect((await iam.send(new ListRolePoliciesCommand({ RoleName: "reader" }))).PolicyNames).toEqual(["read", "list"]);
  const { PolicyDocument = "" } = await iam.send(new GetRolePolicyCommand(of));
  expect(JSON.parse(decodeURIComponent(PolicyDocument))).toEqual(policy);
  await iam.send(new DeleteRolePolicyCommand(of));
  expect(await decision("kinesis:ListStreams", "*")).toBe("implicitDeny");
});

test("a simulation tells each action on each resource, a denial from what is merely not allowed", async () => {
  const deny = { Effect: "Deny", Action: "kinesis:PutRecord", Resource: "*" } as const;
  aws.identity.putRole({
    name: "reader",
    trust: TRUST,
    policies: { read: allowing("kinesis:Get*", STREAM), deny: { Version: "2012-10-17", Statement: deny } },
    tags: {},
  });
  const { EvaluationResults = [] } = await iam.send(
    new SimulatePrincipalPolicyCommand({
      PolicySourceArn: ROLE,
      ActionNames: ["kinesis:GetRecords", "kinesis:PutRecord"],
      ResourceArns: [STREAM, `${STREAM}s`],
    }),
  );
  expect(
    EvaluationResults.map((result) => [result.EvalActionName, result.EvalResourceName, result.EvalDecision]),
  ).toEqual([
    ["kinesis:GetRecords", STREAM, "allowed"],
    ["kinesis:GetRecords", `${STREAM}s`, "implicitDeny"],
    ["kinesis:PutRecord", STREAM, "explicitDeny"],
    ["kinesis:PutRecord", `${STREAM}s`, "explicitDeny"],
  ]);
});

test("a role or a policy that is not there is NoSuchEntity", async () => {
  const missing = { name: "NoSuchEntityException" };
  await expect(iam.send(new GetRoleCommand({ RoleName: "nobody" }))).rejects.toMatchObject(missing);
  const of = { RoleName: "reader", PolicyName: "none" };
  await expect(iam.send(new GetRolePolicyCommand(of))).rejects.toMatchObject(missing);
});

test("a policy that is no policy is refused, and the role stays as it was", async () => {
  const put = (PolicyDocument: string) =>
    iam.send(new PutRolePolicyCommand({ RoleName: "reader", PolicyName: "read", PolicyDocument }));
  await expect(put("{")).rejects.toMatchObject({ name: "MalformedPolicyDocumentException" });
  await expect(put('{"Statement": [{"Effect": "Perhaps"}]}')).rejects.toMatchObject({
    name: "MalformedPolicyDocumentException",
  });
  expect(await decision("kinesis:GetRecords", STREAM)).toBe("allowed");
});

async function decision(action: string, resource: string) {
  const { EvaluationResults = [] } = await iam.send(
    new SimulatePrincipalPolicyCommand({
      PolicySourceArn: ROLE,
      ActionNames: [action],
      ResourceArns: [resource],
    }),
  );
  return EvaluationResults[0]?.EvalDecision;
}

function allowing(action: string, resource: string): PolicyDocument {
  return { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: action, Resource: resource }] };
}

function trusting(service: string): PolicyDocument {
  const Principal = { Service: service };
  return { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal, Action: "sts:AssumeRole" }] };
}
