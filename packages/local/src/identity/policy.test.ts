import fc from "fast-check";
import { expect, test } from "vitest";
import type { PolicyStatement } from "./identity.ts";
import { compilePolicy, evaluate } from "./policy.ts";

const STREAM = "arn:aws:kinesis:us-east-1:000000000000:stream/readings";
const ALLOW_PUT: PolicyStatement = { Effect: "Allow", Action: "kinesis:PutRecords", Resource: STREAM };

function verdict(
  statements: PolicyStatement | readonly PolicyStatement[],
  action = "kinesis:PutRecords",
  resource = STREAM,
  keys: Record<string, string> = {},
) {
  const requested = new Map(Object.entries(keys).map(([name, value]) => [name.toLowerCase(), value]));
  return evaluate(compilePolicy({ Version: "2012-10-17", Statement: statements }, "p"), action, resource, requested);
}

test.each<[string, PolicyStatement | readonly PolicyStatement[], string]>([
  ["an allow of the action on the resource", ALLOW_PUT, "allowed"],
  ["no statement", [], "not allowed"],
  ["an action in other case", { ...ALLOW_PUT, Action: "Kinesis:putrecords" }, "allowed"],
  ["an action with a star", { ...ALLOW_PUT, Action: "kinesis:Put*" }, "allowed"],
  ["an action with question marks", { ...ALLOW_PUT, Action: "kinesis:???Records" }, "allowed"],
  ["every action", { ...ALLOW_PUT, Action: "*" }, "allowed"],
  ["another action", { ...ALLOW_PUT, Action: ["kinesis:PutRecord", "kinesis:GetRecords"] }, "not allowed"],
  ["all but another action", { Effect: "Allow", NotAction: "kinesis:GetRecords", Resource: "*" }, "allowed"],
  ["all but this action", { Effect: "Allow", NotAction: "kinesis:Put*", Resource: "*" }, "not allowed"],
  ["a resource with a star", { ...ALLOW_PUT, Resource: "arn:aws:kinesis:*:*:stream/read*" }, "allowed"],
  ["a resource in other case", { ...ALLOW_PUT, Resource: STREAM.toUpperCase() }, "not allowed"],
  ["a resource that is only its beginning", { ...ALLOW_PUT, Resource: STREAM.slice(0, -1) }, "not allowed"],
  ["all but this resource", { Effect: "Allow", Action: "*", NotResource: STREAM }, "not allowed"],
  ["all but another resource", { Effect: "Allow", Action: "*", NotResource: `${STREAM}2` }, "allowed"],
  ["an allow and a deny", [ALLOW_PUT, { Effect: "Deny", Action: "*", Resource: "*" }], "denied explicitly"],
  ["a deny of something else", [ALLOW_PUT, { Effect: "Deny", Action: "kinesis:Get*", Resource: "*" }], "allowed"],
])("%s", (_case, statements, expected) => {
  expect(verdict(statements)).toBe(expected);
});

test("an action that AWS checks against no resource is allowed on a star alone", () => {
  expect(verdict({ Effect: "Allow", Action: "*", Resource: "*" }, "kinesis:ListStreams", "*")).toBe("allowed");
  expect(verdict({ Effect: "Allow", Action: "*", Resource: STREAM }, "kinesis:ListStreams", "*")).toBe("not allowed");
});

test.each<[string, PolicyStatement["Condition"], boolean]>([
  ["StringEquals of one of the values", { StringEquals: { "cloudwatch:namespace": ["A", "SensorPipeline"] } }, true],
  ["StringEquals does not know wildcards", { StringEquals: { "cloudwatch:namespace": "Sensor*" } }, false],
  ["StringLike does", { StringLike: { "CloudWatch:Namespace": "Sensor*" } }, true],
  ["StringNotEquals of another value", { StringNotEquals: { "cloudwatch:namespace": "A" } }, true],
  ["StringNotEquals of an absent key", { StringNotEquals: { "x:absent": "A" } }, true],
  ["StringEquals of an absent key", { StringEquals: { "x:absent": "A" } }, false],
  ["StringEqualsIfExists of an absent key", { StringEqualsIfExists: { "x:absent": "A" } }, true],
  ["StringEqualsIgnoreCase", { StringEqualsIgnoreCase: { "cloudwatch:namespace": "sensorpipeline" } }, true],
  ["ArnLike part by part", { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/pro*" } }, true],
  ["ArnLike's star does not reach over a colon", { ArnLike: { "aws:PrincipalArn": "arn:*:role/producer" } }, false],
  ["Bool", { Bool: { "aws:SecureTransport": "TRUE" } }, true],
  ["Null of a key that is there", { Null: { "aws:PrincipalArn": "true" } }, false],
  ["Null of an absent key", { Null: { "x:absent": "true" } }, true],
  ["ForAnyValue of an absent key", { "ForAnyValue:StringNotEquals": { "x:absent": "A" } }, false],
  ["ForAllValues of an absent key", { "ForAllValues:StringEquals": { "x:absent": "A" } }, true],
  [
    "two operators, of which one fails",
    { StringEquals: { "cloudwatch:namespace": "SensorPipeline" }, Bool: { "aws:SecureTransport": "false" } },
    false,
  ],
  ["a variable", { StringEquals: { "cloudwatch:namespace": variable("aws:PrincipalTag/ns") } }, true],
  [
    "a variable with a fallback",
    { StringEquals: { "cloudwatch:namespace": variable("x:absent, 'SensorPipeline'") } },
    true,
  ],
  ["a variable that the request lacks", { StringLike: { "cloudwatch:namespace": `*${variable("x:absent")}` } }, false],
])("condition: %s", (_case, Condition, holds) => {
  const keys = {
    "cloudwatch:namespace": "SensorPipeline",
    "aws:PrincipalArn": "arn:aws:iam::000000000000:role/producer",
    "aws:SecureTransport": "true",
    "aws:PrincipalTag/ns": "SensorPipeline",
  };
  const found = verdict({ ...ALLOW_PUT, Condition }, undefined, undefined, keys);
  expect(found).toBe(holds ? "allowed" : "not allowed");
});

test("a wildcard in a variable's value is text", () => {
  const statement = {
    ...ALLOW_PUT,
    Resource: `arn:aws:kinesis:us-east-1:000000000000:stream/${variable("aws:username")}`,
  };
  expect(verdict(statement, undefined, undefined, { "aws:username": "*" })).toBe("not allowed");
  expect(verdict(statement, undefined, undefined, { "aws:username": "readings" })).toBe("allowed");
});

test.each<[string, PolicyStatement, string]>([
  ["an unknown operator", { ...ALLOW_PUT, Condition: { NumericLessThan: { "x:y": "1" } } }, "NotSupportedLocally"],
  ["a principal", { ...ALLOW_PUT, Principal: "*" }, "MalformedPolicyDocument"],
  ["no resource", { Effect: "Allow", Action: "a:b" }, "MalformedPolicyDocument"],
  ["Action and NotAction", { ...ALLOW_PUT, NotAction: "a:b" }, "MalformedPolicyDocument"],
  ["an action without a service", { ...ALLOW_PUT, Action: "PutRecords" }, "MalformedPolicyDocument"],
  ["a misspelt effect", { ...ALLOW_PUT, Effect: "allow" as "Allow" }, "MalformedPolicyDocument"],
])("a policy with %s is refused when it is put", (_case, statement, code) => {
  expect(() => compilePolicy({ Statement: statement }, "p")).toThrow(expect.objectContaining({ code }));
});

test("a deny of the same action and resource outweighs any set of allows", () => {
  const statement = fc.record({
    Effect: fc.constantFrom("Allow" as const, "Deny" as const),
    Action: fc.constantFrom("*", "kinesis:*", "kinesis:Put*", "kinesis:PutRecords", "kinesis:GetRecords"),
    Resource: fc.constantFrom("*", STREAM, `${STREAM}2`, "arn:aws:kinesis:*"),
  });
  fc.assert(
    fc.property(fc.array(statement, { maxLength: 6 }), (statements) => {
      const about = statements.filter((one) => verdict({ ...one, Effect: "Allow" }) === "allowed");
      const denied = about.some(({ Effect }) => Effect === "Deny");
      const allowed = about.some(({ Effect }) => Effect === "Allow");
      expect(verdict(statements)).toBe(denied ? "denied explicitly" : allowed ? "allowed" : "not allowed");
    }),
  );
});

/** A policy variable, which is written as a template literal's placeholder is. */
function variable(name: string): string {
  return ["$", "{", name, "}"].join("");
}
