import { afterAll, beforeAll, expect, test } from "vitest";
import { type BootstrapAws, startBootstrapAws } from "./bootstrap-aws.ts";

let aws: BootstrapAws;

beforeAll(async () => {
  aws = await startBootstrapAws();
});

afterAll(() => aws.close());

test("the account's bootstrap record is there, so that the CLI creates nothing", async () => {
  const { status, answer } = await ssm("GetParameter", { Name: "/sst/bootstrap" });
  expect(status).toBe(200);
  expect(JSON.parse(answer.Parameter.Value)).toMatchObject({ version: 99, state: "sst-state-local" });
});

test("a passphrase is not found until it has been put", async () => {
  const Name = "/sst/passphrase/app/dev";
  expect(await ssm("GetParameter", { Name })).toEqual({ status: 400, answer: { __type: "ParameterNotFound" } });
  await ssm("PutParameter", { Name, Value: "words" });
  expect((await ssm("GetParameter", { Name })).answer.Parameter.Value).toBe("words");
});

test("there is no state of an earlier deployment, and what is put can be got", async () => {
  const url = `${aws.url}/sst-state-local/app/a/dev.json?x-id=GetObject`;
  const missing = await fetch(url);
  expect([missing.status, await missing.text()]).toEqual([404, "<Error><Code>NoSuchKey</Code></Error>"]);
  await fetch(url, { method: "PUT", body: "{}" });
  expect(await (await fetch(url)).text()).toBe("{}");
});

test("anything else is refused by its name", async () => {
  const response = await fetch(aws.url, {
    method: "POST",
    headers: { "x-amz-target": "AmazonSSM.DeleteParameter" },
    body: "{}",
  });
  expect(response.status).toBe(501);
  expect(await response.text()).toContain("AmazonSSM.DeleteParameter");
});

async function ssm(operation: string, input: object) {
  const response = await fetch(aws.url, {
    method: "POST",
    headers: { "x-amz-target": `AmazonSSM.${operation}` },
    body: JSON.stringify(input),
  });
  return { status: response.status, answer: (await response.json()) as { Parameter: { Value: string } } };
}
