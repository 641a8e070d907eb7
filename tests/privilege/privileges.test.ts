import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { alarmAction } from "./alarm-action.ts";
import { type ProofStage, startProofStage } from "./proof-stage.ts";
import { observeUses, type Proof, provePrivileges, STEPS, type Uses } from "./prove-privileges.ts";
import { proveTrusts } from "./prove-trusts.ts";
import { SILENT } from "./silent-denials.ts";

// The whole matrix: some eighty actions, each with a step of its own.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let stage: ProofStage;
let uses: Uses;
let proofs: readonly Proof[];

beforeAll(async () => {
  // What can't be handed over even to a dead-letter queue the local AWS tells there, which is meant here.
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  stage = await startProofStage();
  uses = await observeUses(stage);
  proofs = await provePrivileges(stage, uses);
});

afterAll(async () => {
  vi.restoreAllMocks();
  await stage.close();
});

function having(...outcomes: Proof["outcome"][]) {
  return proofs
    .filter(({ outcome }) => outcomes.includes(outcome))
    .map(({ role, statement, action, step, words }) => ({ role, statement, action, step, words }));
}

test("every action that a role is granted is used in the stage's life", () => {
  expect(proofs.length).toBeGreaterThan(60);
  expect(having("unused")).toEqual([]);
});

test("without any one of its actions a role fails at what it is for", () => {
  expect(having("needless")).toEqual([]);
});

test("what a failure tells names the denied action, but for those that AWS passes over in silence", () => {
  const told = having("told");
  expect(told.length).toBeGreaterThan(50);
  for (const { role, action, words } of told) {
    // Lambda says it in its own way when a destination is put; the cause is IAM's sentence.
    expect(words).toMatch(new RegExp(`is not authorized to perform: ${action}`, "i"));
    expect(words).toContain(`assumed-role/${role}/`);
    expect(words).toContain("because no identity-based policy allows the");
  }
  expect([...new Set(having("silent").map(({ action }) => action))].toSorted()).toEqual(Object.keys(SILENT).toSorted());
});

test("no role can be taken on once nobody is trusted with it, and whoever needs it says so", async () => {
  const trusts = await proveTrusts(stage, STEPS);
  expect(trusts.length).toBeGreaterThanOrEqual(9);
  expect(trusts.filter(({ outcome }) => outcome !== "told")).toEqual([]);
});

test("CloudWatch publishes to the topic as long as the topic's policy lets it, and the alarm's history tells why it could not", async () => {
  const { alarm, topic, outcome } = await alarmAction(stage);
  expect(await outcome()).toBe(`Successfully executed action ${topic}`);
  await stage.ask("sns", "SetTopicAttributes", {
    TopicArn: topic,
    AttributeName: "Policy",
    AttributeValue: onlyFor("events"),
  });
  expect(await outcome()).toBe(`Resource: ${alarm} is not authorized to perform: SNS:Publish on resource: ${topic}`);
  await stage.ask("sns", "SetTopicAttributes", {
    TopicArn: topic,
    AttributeName: "Policy",
    AttributeValue: onlyFor("cloudwatch"),
  });
  expect(await outcome()).toBe(`Successfully executed action ${topic}`);

  function onlyFor(service: string): string {
    const Principal = { Service: `${service}.amazonaws.com` };
    return JSON.stringify({ Statement: [{ Effect: "Allow", Principal, Action: "sns:Publish", Resource: topic }] });
  }
});
