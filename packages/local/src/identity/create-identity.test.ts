import { expect, test } from "vitest";
import { ADMINISTRATOR } from "../administrator.ts";
import type { Caller } from "../service.ts";
import { createIdentity } from "./create-identity.ts";
import type { PolicyDocument } from "./identity.ts";
import { compileResourcePolicy } from "./resource-policy.ts";

const ACCOUNT = "000000000000";
const STREAM = `arn:aws:kinesis:us-east-1:${ACCOUNT}:stream/readings`;
const SCHEDULER: Caller = { kind: "service", accountId: ACCOUNT, arn: "scheduler.amazonaws.com", name: "scheduler" };

function trusting(principal: unknown, condition?: Record<string, Record<string, string>>): PolicyDocument {
  return {
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Principal: principal, Action: "sts:AssumeRole", Condition: condition },
  };
}

function identityWith(trust: PolicyDocument, policy?: PolicyDocument) {
  const identity = createIdentity({ accountId: ACCOUNT });
  const role = identity.putRole({ name: "producer", trust, policies: policy ? { main: policy } : {}, tags: {} });
  return { identity, role };
}

test("a service takes on a role that trusts it, and acts as the role's session", () => {
  const { identity, role } = identityWith(trusting({ Service: "scheduler.amazonaws.com" }));
  expect(identity.assumeRole(SCHEDULER, role.arn, "every-minute")).toEqual({
    kind: "role",
    accountId: ACCOUNT,
    arn: `arn:aws:sts::${ACCOUNT}:assumed-role/producer/every-minute`,
    name: "producer",
    roleArn: `arn:aws:iam::${ACCOUNT}:role/producer`,
  });
});

test.each<[string, PolicyDocument]>([
  ["another service", trusting({ Service: "lambda.amazonaws.com" })],
  ["the account", trusting({ AWS: `arn:aws:iam::${ACCOUNT}:root` })],
  [
    "it under a condition that is not met",
    trusting({ Service: "scheduler.amazonaws.com" }, { StringEquals: { "aws:SourceAccount": "1" } }),
  ],
  [
    "it and denies it",
    {
      Statement: [
        { Effect: "Allow", Principal: { Service: "scheduler.amazonaws.com" }, Action: "sts:AssumeRole" },
        { Effect: "Deny", Principal: "*", Action: "sts:*" },
      ],
    },
  ],
])("a role that trusts %s can't be taken on by the scheduler", (_case, trust) => {
  const { identity, role } = identityWith(trust);
  expect(() => identity.assumeRole(SCHEDULER, role.arn, "s")).toThrow(
    `User: scheduler.amazonaws.com is not authorized to perform: sts:AssumeRole on resource: ${role.arn}`,
  );
});

test("a trust policy may ask for the source that a service acts for", () => {
  const { identity, role } = identityWith(
    trusting(
      { Service: "scheduler.amazonaws.com" },
      { ArnLike: { "aws:SourceArn": "arn:aws:scheduler:*:*:schedule/*" } },
    ),
  );
  expect(() => identity.assumeRole(SCHEDULER, role.arn, "s")).toThrow(/not authorized/);
  const source = { "aws:SourceArn": `arn:aws:scheduler:us-east-1:${ACCOUNT}:schedule/default/x` };
  expect(identity.assumeRole(SCHEDULER, role.arn, "s", source).name).toBe("producer");
});

test("a role that does not exist can't be taken on", () => {
  const identity = createIdentity({ accountId: ACCOUNT });
  expect(() => identity.assumeRole(SCHEDULER, `arn:aws:iam::${ACCOUNT}:role/none`, "s")).toThrow(/sts:AssumeRole/);
});

test("where the account is trusted, the caller's own policies decide", () => {
  const { identity, role } = identityWith(trusting({ AWS: ACCOUNT }));
  const assume: PolicyDocument = { Statement: { Effect: "Allow", Action: "sts:AssumeRole", Resource: role.arn } };
  const trust = trusting({ AWS: "*" });
  identity.putRole({ name: "may", trust, policies: { assume }, tags: {} });
  identity.putRole({ name: "may-not", trust, policies: {}, tags: {} });
  const sessionOf = (name: string) => identity.assumeRole(ADMINISTRATOR, `arn:aws:iam::${ACCOUNT}:role/${name}`, "s");
  expect(identity.assumeRole(ADMINISTRATOR, role.arn, "s").name).toBe("producer");
  expect(identity.assumeRole(sessionOf("may"), role.arn, "s").name).toBe("producer");
  expect(() => identity.assumeRole(sessionOf("may-not"), role.arn, "s")).toThrow(/not authorized/);
});

test("a role may do what its policies allow, and is refused in AWS's words otherwise", () => {
  const { identity, role } = identityWith(trusting({ AWS: "*" }), {
    Statement: [
      { Effect: "Allow", Action: "kinesis:DescribeStream", Resource: STREAM },
      { Effect: "Deny", Action: "kinesis:DeleteStream", Resource: "*" },
    ],
  });
  const session = identity.assumeRole(ADMINISTRATOR, role.arn, "s");
  const user = `arn:aws:sts::${ACCOUNT}:assumed-role/producer/s`;
  identity.authorize(session, "kinesis:DescribeStream", [STREAM]);
  expect(() => identity.authorize(session, "kinesis:PutRecords", [STREAM])).toThrow(
    expect.objectContaining({
      code: "AccessDeniedException",
      status: 400,
      message: `User: ${user} is not authorized to perform: kinesis:PutRecords on resource: ${STREAM} because no identity-based policy allows the kinesis:PutRecords action`,
    }),
  );
  expect(() => identity.authorize(session, "kinesis:DeleteStream", [STREAM])).toThrow(
    `User: ${user} is not authorized to perform: kinesis:DeleteStream on resource: ${STREAM} with an explicit deny in an identity-based policy`,
  );
});

test("all resources of a request have to be allowed", () => {
  const { identity, role } = identityWith(trusting({ AWS: "*" }), {
    Statement: { Effect: "Allow", Action: "*", Resource: STREAM },
  });
  const session = identity.assumeRole(ADMINISTRATOR, role.arn, "s");
  expect(() => identity.authorize(session, "a:b", [STREAM, `${STREAM}2`])).toThrow(`on resource: ${STREAM}2`);
});

test("a role's tags and the request's keys reach its conditions", () => {
  const identity = createIdentity({ accountId: ACCOUNT });
  const policy: PolicyDocument = {
    Statement: {
      Effect: "Allow",
      Action: "cloudwatch:PutMetricData",
      Resource: "*",
      Condition: { StringEquals: { "cloudwatch:namespace": variable("aws:PrincipalTag/namespace") } },
    },
  };
  const { arn } = identity.putRole({
    name: "r",
    trust: trusting({ AWS: "*" }),
    policies: { policy },
    tags: { namespace: "N" },
  });
  const session = identity.assumeRole(ADMINISTRATOR, arn, "s");
  identity.authorize(session, "cloudwatch:PutMetricData", ["*"], { "cloudwatch:namespace": "N" });
  expect(() => identity.authorize(session, "cloudwatch:PutMetricData", ["*"], { "cloudwatch:namespace": "M" })).toThrow(
    /is not authorized to perform: cloudwatch:PutMetricData because/,
  );
});

test("people are administrators, and a service may under its own name what a resource's policy lets it", () => {
  const identity = createIdentity({ accountId: ACCOUNT });
  identity.authorize(ADMINISTRATOR, "kinesis:DeleteStream", [STREAM]);
  const topic = `arn:aws:sns:us-east-1:${ACCOUNT}:t`;
  const alarm = `arn:aws:cloudwatch:us-east-1:${ACCOUNT}:alarm:high`;
  const cloudWatch: Caller = { ...SCHEDULER, arn: "cloudwatch.amazonaws.com", sourceArn: alarm };
  const publish = (policy?: ReturnType<typeof letting>) =>
    identity.authorize(cloudWatch, "sns:Publish", [topic], {}, policy);
  publish(letting({ Service: "cloudwatch.amazonaws.com" }));
  publish(letting({ AWS: "*" }, { StringEquals: { "aws:SourceOwner": ACCOUNT } }));
  publish(letting({ AWS: "*" }, { ArnLike: { "aws:SourceArn": "arn:aws:cloudwatch:*:*:alarm:*" } }));
  const refused = `Resource: ${alarm} is not authorized to perform: SNS:Publish on resource: ${topic}`;
  expect(() => publish()).toThrow(expect.objectContaining({ code: "AuthorizationError", message: refused }));
  expect(() => publish(letting({ Service: "events.amazonaws.com" }))).toThrow(refused);
  expect(() => publish(letting({ AWS: `arn:aws:iam::${ACCOUNT}:root` }))).toThrow(refused);
  expect(identity.refused()).toEqual([
    { callerArn: "cloudwatch.amazonaws.com", action: "sns:Publish", resource: topic, message: refused },
  ]);
});

test("a resource's policy is enough for a role of the account that it names, and its deny wins", () => {
  const { identity, role } = identityWith(trusting({ AWS: "*" }), {
    Statement: { Effect: "Allow", Action: "sqs:ReceiveMessage", Resource: "*" },
  });
  const session = identity.assumeRole(ADMINISTRATOR, role.arn, "s");
  const queue = `arn:aws:sqs:us-east-1:${ACCOUNT}:q`;
  identity.authorize(session, "sqs:SendMessage", [queue], {}, letting({ AWS: role.arn }));
  expect(() =>
    identity.authorize(session, "sqs:SendMessage", [queue], {}, letting({ AWS: `arn:aws:iam::${ACCOUNT}:root` })),
  ).toThrow("because no identity-based policy allows the sqs:sendmessage action");
  expect(() => identity.authorize(session, "sqs:ReceiveMessage", [queue], {}, letting("*", undefined, "Deny"))).toThrow(
    "with an explicit deny in a resource-based policy",
  );
});

test("services say for which account they act where AWS's do, and a trust policy may insist on that", () => {
  const sourceArn = `arn:aws:scheduler:us-east-1:${ACCOUNT}:schedule-group/default`;
  const condition = { StringEquals: { "aws:SourceAccount": ACCOUNT } };
  const { identity, role } = identityWith(trusting({ Service: "scheduler.amazonaws.com" }, condition));
  expect(identity.assumeRole({ ...SCHEDULER, sourceArn }, role.arn, "s").name).toBe("producer");
  expect(() => identity.assumeRole(SCHEDULER, role.arn, "s")).toThrow(/sts:AssumeRole/);
});

test("a deleted role's sessions may do nothing", () => {
  const { identity, role } = identityWith(trusting({ AWS: "*" }), {
    Statement: { Effect: "Allow", Action: "*", Resource: "*" },
  });
  const session = identity.assumeRole(ADMINISTRATOR, role.arn, "s");
  identity.deleteRole("producer");
  expect(identity.role(role.arn)).toBeUndefined();
  expect(() => identity.authorize(session, "kinesis:PutRecords", [STREAM])).toThrow(/not authorized/);
});

test("the authorisation log has each use of a role once, and nothing that was refused", () => {
  const { identity, role } = identityWith(trusting({ AWS: "*" }), {
    Statement: { Effect: "Allow", Action: "kinesis:PutRecords", Resource: STREAM },
  });
  const session = identity.assumeRole(ADMINISTRATOR, role.arn, "s");
  identity.authorize(session, "kinesis:PutRecords", [STREAM]);
  identity.authorize(session, "kinesis:PutRecords", [STREAM]);
  expect(() => identity.authorize(session, "kinesis:GetRecords", [STREAM])).toThrow();
  identity.authorize(ADMINISTRATOR, "kinesis:GetRecords", [STREAM]);
  expect(identity.used()).toEqual([{ roleArn: role.arn, action: "kinesis:PutRecords", resource: STREAM }]);
});

test("a person of this machine is a role by a key of its name, and AssumeRole is as strict as ever", () => {
  const { identity, role } = identityWith(trusting({ Service: "lambda.amazonaws.com" }));
  expect(identity.callerOf("role=producer")).toMatchObject({ kind: "role", name: "producer", roleArn: role.arn });
  expect(() => identity.callerOf("role=none")).toThrow(/is for a role that this local AWS has not; it has: producer\./);
  expect(() => identity.assumeRole(ADMINISTRATOR, role.arn, "s")).toThrow(/not authorized to perform: sts:AssumeRole/);
});

test("issued keys lead to their caller; lasting ones are the same again, timed ones end", () => {
  let now = 0;
  const identity = createIdentity({ accountId: ACCOUNT, now: () => now });
  const { arn } = identity.putRole({ name: "r", trust: trusting({ AWS: "*" }), policies: {}, tags: {} });
  const session = identity.assumeRole(ADMINISTRATOR, arn, "s");
  const lasting = identity.issueCredentials(session);
  const timed = identity.issueCredentials(session, 900);
  expect(identity.issueCredentials(session)).toEqual(lasting);
  expect(identity.callerOf(timed.accessKeyId)).toEqual(session);
  expect(identity.secretOf(timed.accessKeyId)).toBe(timed.secretAccessKey);
  now = 900_000;
  expect(() => identity.callerOf(timed.accessKeyId)).toThrow(
    expect.objectContaining({ code: "ExpiredTokenException" }),
  );
  expect(identity.callerOf(lasting.accessKeyId)).toEqual(session);
  expect(identity.secretOf("ada")).toBeUndefined();
});

/** A policy variable, which is written as a template literal's placeholder is. */
function variable(name: string): string {
  return ["$", "{", name, "}"].join("");
}

function letting(
  principal: unknown,
  condition?: Record<string, Record<string, string>>,
  effect: "Allow" | "Deny" = "Allow",
) {
  const statement = { Effect: effect, Principal: principal, Action: ["sns:Publish", "sqs:*"], Resource: "*" };
  return compileResourcePolicy({ Statement: { ...statement, Condition: condition } }, "policy");
}
