import { expect, test } from "vitest";
import { adminSecretArn, workgroupArn } from "../../identifiers.ts";
import { answerCall } from "./known-calls.ts";
import { madeResource } from "./known-resources.ts";

const region = "eu-west-1";

test.each([
  ["aws:kinesis/stream:Stream", { name: "readings" }, "arn:aws:kinesis:eu-west-1:000000000000:stream/readings"],
  ["aws:iam/role:Role", { name: "owner" }, "arn:aws:iam::000000000000:role/owner"],
  ["aws:lambda/function:Function", { name: "producer" }, "arn:aws:lambda:eu-west-1:000000000000:function:producer"],
  [
    "aws:scheduler/schedule:Schedule",
    { name: "often" },
    "arn:aws:scheduler:eu-west-1:000000000000:schedule/default/often",
  ],
  [
    "aws:scheduler/schedule:Schedule",
    { name: "often", groupName: "stage" },
    "arn:aws:scheduler:eu-west-1:000000000000:schedule/stage/often",
  ],
  [
    "aws:scheduler/scheduleGroup:ScheduleGroup",
    { name: "stage" },
    "arn:aws:scheduler:eu-west-1:000000000000:schedule-group/stage",
  ],
  ["aws:sfn/stateMachine:StateMachine", { name: "setup" }, "arn:aws:states:eu-west-1:000000000000:stateMachine:setup"],
  ["aws:cloudwatch/logGroup:LogGroup", { name: "/a/b" }, "arn:aws:logs:eu-west-1:000000000000:log-group:/a/b"],
  [
    "aws:cloudwatch/compositeAlarm:CompositeAlarm",
    { alarmName: "bad" },
    "arn:aws:cloudwatch:eu-west-1:000000000000:alarm:bad",
  ],
  ["aws:redshiftserverless/workgroup:Workgroup", { workgroupName: "wg" }, workgroupArn(region, "wg")],
])("%s has the ARN of its name", (type, inputs, arn) => {
  expect(madeResource(type, { name: "Logical", inputs, region }).arn).toBe(arn);
});

test("a resource without a physical name is called by its logical one, the same in every evaluation", () => {
  expect(madeResource("aws:sns/topic:Topic", { name: "Logical", inputs: {}, region }).name).toBe("Logical");
  const vpc = () => madeResource("aws:ec2/vpc:Vpc", { name: "Vpc", inputs: {}, region }).id;
  expect(vpc()).toMatch(/^vpc-[0-9a-f]{17}$/);
  expect(vpc()).toBe(vpc());
});

test("a namespace keeps its admin's password in a secret of its own", () => {
  const made = madeResource("aws:redshiftserverless/namespace:Namespace", {
    name: "Namespace",
    inputs: { namespaceName: "ns", adminUsername: "admin" },
    region,
  });
  expect(made.adminPasswordSecretArn).toBe(adminSecretArn(region, "ns", "admin"));
});

test("a type or a provider function that is not known is refused by its name, and where to add it", () => {
  expect(() => madeResource("aws:dynamodb/table:Table", { name: "Things", inputs: {}, region })).toThrow(
    /^aws:dynamodb\/table:Table "Things" is not known .*known-resources\.ts/,
  );
  expect(() => answerCall("aws:ec2/getAmi:getAmi", {}, region)).toThrow(/aws:ec2\/getAmi:getAmi is not known/);
});

test("a policy document is rendered as the provider renders it", () => {
  const { json } = answerCall(
    "aws:iam/getPolicyDocument:getPolicyDocument",
    {
      statements: [
        {
          actions: ["sqs:SendMessage"],
          resources: ["arn:a", "arn:b"],
          conditions: [
            { test: "StringEquals", variable: "aws:SourceAccount", values: ["1"] },
            { test: "StringEquals", variable: "aws:SourceArn", values: ["x", "y"] },
          ],
        },
        { effect: "Deny", actions: ["sts:AssumeRole"], principals: [{ type: "Service", identifiers: ["a", "b"] }] },
      ],
    },
    region,
  );
  expect(JSON.parse(String(json))).toEqual({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: "sqs:SendMessage",
        Resource: ["arn:a", "arn:b"],
        Condition: { StringEquals: { "aws:SourceAccount": "1", "aws:SourceArn": ["x", "y"] } },
      },
      { Effect: "Deny", Action: "sts:AssumeRole", Principal: { Service: ["a", "b"] } },
    ],
  });
});
