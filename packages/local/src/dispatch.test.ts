import { expect, test } from "vitest";
import { z } from "zod";
import { ADMINISTRATOR } from "./administrator.ts";
import { createDispatcher } from "./dispatch.ts";
import { createIdentity } from "./identity/create-identity.ts";
import { AwsError, type Operation, type Service } from "./service.ts";

const identity = createIdentity({ accountId: "000000000000" });

function dispatcherWith(operations: Service["operations"]) {
  const dispatcher = createDispatcher({ identity });
  dispatcher.register({ signingName: "states", iamPrefix: "states", protocols: ["json-1.0"], operations });
  return dispatcher;
}

const start: Operation<{ name: string }> = {
  input: z.strictObject({ name: z.string().min(1).max(80), count: z.number().max(5).optional() }),
  resources: ({ name }) => [`arn:${name}`],
  context: ({ name }) => ({ "states:name": name }),
  run: ({ name }, caller) => ({ name, by: caller.name }),
};

test("an operation runs with its checked input and its caller", async () => {
  const { call } = dispatcherWith({ StartExecution: start });
  expect(await call(ADMINISTRATOR, "states", "StartExecution", { name: "a" })).toEqual({
    name: "a",
    by: "administrator",
  });
});

test("policies see the operation's action, resources and condition keys", async () => {
  const { call } = dispatcherWith({ StartExecution: start, Begin: { ...start, action: "states:StartExecution" } });
  const statement = { Effect: "Allow", Action: "states:StartExecution", Resource: "arn:a*" } as const;
  const condition = { StringLike: { "states:name": "*b" } };
  const { arn } = identity.putRole({
    name: "starter",
    trust: { Statement: { Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole" } },
    policies: { main: { Statement: { ...statement, Condition: condition } } },
    tags: {},
  });
  const session = identity.assumeRole(ADMINISTRATOR, arn, "s");
  expect(await call(session, "states", "StartExecution", { name: "ab" })).toMatchObject({ by: "starter" });
  expect(await call(session, "states", "Begin", { name: "ab" })).toMatchObject({ by: "starter" });
  await expect(call(session, "states", "StartExecution", { name: "a" })).rejects.toThrow(/on resource: arn:a because/);
  await expect(call(session, "states", "StartExecution", { name: "b" })).rejects.toMatchObject({
    code: "AccessDeniedException",
  });
});

test.each([
  ["a service that is not here", "glue", "GetJob", {}, 'The service "glue" (it has: states) is not supported'],
  ["an operation that is not here", "states", "TagResource", {}, 'The operation "TagResource" of the service "states"'],
  ["an operation named like a property of objects", "states", "toString", {}, 'The operation "toString"'],
  [
    "a field that is not acted on",
    "states",
    "StartExecution",
    { name: "a", input: "{}" },
    "states:StartExecution: the field input",
  ],
])("%s is refused by name", async (_case, service, operation, input, message) => {
  const called = dispatcherWith({ StartExecution: start }).call(ADMINISTRATOR, service, operation, input);
  await expect(called).rejects.toMatchObject({
    code: "NotSupportedLocally",
    message: expect.stringContaining(message),
  });
});

test.each([
  [{}, "1 validation error detected: Value at 'name' failed to satisfy constraint: Member must not be null"],
  [{ name: "" }, "Value at 'name' failed to satisfy constraint: Member must have length greater than or equal to 1"],
  [
    { name: "a", count: 6 },
    "Value at 'count' failed to satisfy constraint: Member must have value less than or equal to 5",
  ],
  [{ name: "", count: 6 }, "2 validation errors detected: "],
])("the input %j is refused in AWS's words", async (input, message) => {
  const called = dispatcherWith({ StartExecution: start }).call(ADMINISTRATOR, "states", "StartExecution", input);
  await expect(called).rejects.toBeInstanceOf(AwsError);
  await expect(called).rejects.toMatchObject({
    code: "ValidationException",
    message: expect.stringContaining(message),
  });
});
