import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { alarmAction } from "./alarm-action.ts";
import { failuresOfStart } from "./first-cycle.ts";
import { grantedActions } from "./granted-actions.ts";
import { type ProofStage, startProofStage } from "./proof-stage.ts";
import { actionsUsed, observeUses, type Proof, provePrivileges, type Uses, withdrawn } from "./prove-privileges.ts";
import { proveTrusts } from "./prove-trusts.ts";
import { SILENT } from "./silent-denials.ts";
import { stageSteps } from "./stage-steps.ts";
import type { Step } from "./step.ts";

// The development stage's matrix: some eighty actions, each with a step of its own. The other kinds of stages are npm run lab:privileges.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let stage: ProofStage;
let steps: readonly Step[];
let proofs: readonly Proof[];

beforeAll(async () => {
  // What can't be handed over even to a dead-letter queue the local AWS tells there, which is meant here.
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  stage = await startProofStage();
  steps = stageSteps(stage);
  proofs = await provePrivileges(stage, await observeAll());
});

afterAll(async () => {
  vi.restoreAllMocks();
  await stage.close();
});

/** The short steps use every permission as a rule; the long ones are run where some is left. */
async function observeAll(): Promise<Uses> {
  const short = steps.filter(({ isLong }) => !isLong);
  const uses = await observeUses(stage, short);
  const isEach = actionsUsed(stage, uses).length === grantedActions(stage.graph).length;
  return isEach ? uses : await observeUses(stage, steps);
}

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
  const trusts = await proveTrusts(stage, steps);
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

test("CloudWatch can't publish to a topic that is encrypted with AWS's own key, as the history tells", async () => {
  const { topic, outcome } = await alarmAction(stage);
  const key = (AttributeValue: string) => ({ TopicArn: topic, AttributeName: "KmsMasterKeyId", AttributeValue });
  await stage.ask("sns", "SetTopicAttributes", key("alias/aws/sns"));
  expect(await outcome()).toBe("CloudWatch Alarms does not have authorization to access the SNS topic encryption key.");
  await stage.ask("sns", "SetTopicAttributes", key(""));
  expect(await outcome()).toBe(`Successfully executed action ${topic}`);
});

// The first of each role, and one that is missed in silence: schedules are on after it, so it comes last.
test.each([
  ["warehouse", "kinesis:GetRecords"],
  ["owner", "secretsmanager:GetSecretValue"],
  ["producer", "kinesis:PutRecords"],
  ["alerts", "cloudwatch:PutMetricData"],
  ["producer-schedule", "lambda:InvokeFunction"],
])("a start fails with AWS's sentence when the role %s lacks %s", async (name, action) => {
  const role = `${stage.names.prefix}-${name}`;
  const granted = grantedActions(stage.graph).find((one) => one.role === role && one.action === action);
  if (granted === undefined) throw new Error(`The role ${role} is not granted ${action}.`);
  const failures = await withdrawn(stage, granted, () => failuresOfStart(stage));
  expect(failures).toHaveLength(1);
  expect(failures[0]).toContain(`:assumed-role/${role}/`);
  expect(failures[0]).toContain(` is not authorized to perform: ${action}`);
  expect(failures[0]).toContain(` because no identity-based policy allows the ${action} action`);
});
