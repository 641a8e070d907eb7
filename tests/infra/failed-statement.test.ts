import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { namesOf } from "../../packages/core/src/names.ts";
import { ADMINISTRATOR } from "../../packages/local/src/administrator.ts";
import { applyGraph } from "../../packages/local/src/apply/apply-graph.ts";
import { type LocalAws, startLocalAws } from "../../packages/local/src/local-aws.ts";
import { graphOf, REGION } from "./stage-graph.ts";

const NAMES = namesOf("dev");
const HOUR = 3_600_000;

let folder: string;
let aws: LocalAws;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), "statements-"));
  aws = await startLocalAws({ folder, port: 0, region: REGION });
  await applyGraph(await graphOf("dev"), aws);
});

afterAll(async () => {
  await aws.close();
  rmSync(folder, { recursive: true, force: true });
});

test("a statement that fails in Redshift comes to the stage's queue and counts for the alarm; one that ends well does not", async () => {
  // Before set-up there is no view to refresh. The look at the archive that teardown begins with ends well.
  expect(await run(NAMES.refreshMachine)).toBe("FAILED");
  expect(await run(NAMES.teardownMachine)).toBe("SUCCEEDED");
  const { QueueUrl } = await ask<{ QueueUrl: string }>("sqs", "GetQueueUrl", { QueueName: NAMES.failedStatements });
  const events = await vi.waitFor(
    async () => {
      const { Messages = [] } = await ask<{ Messages?: { Body: string }[] }>("sqs", "ReceiveMessage", {
        ...{ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 },
      });
      expect(Messages).not.toEqual([]);
      return Messages.map(({ Body }) => JSON.parse(Body) as { detail: Readonly<Record<string, unknown>> });
    },
    { timeout: 60_000 },
  );
  expect(events.map(({ detail }) => [detail.state, detail.statementName])).toEqual([
    ["FAILED", expect.stringMatching(/^sensor-pipeline-dev: ./)],
  ]);
  expect(await invocations(NAMES.failedStatements)).toBe(1);
});

async function run(machine: string): Promise<string> {
  const stateMachineArn = `arn:aws:states:${REGION}:000000000000:stateMachine:${machine}`;
  const { executionArn } = await ask<{ executionArn: string }>("states", "StartExecution", { stateMachineArn });
  return await vi.waitFor(
    async () => {
      const { status } = await ask<{ status: string }>("states", "DescribeExecution", { executionArn });
      expect(status).not.toBe("RUNNING");
      return status;
    },
    { timeout: 60_000 },
  );
}

/** What the alarm stands on: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html */
async function invocations(rule: string): Promise<number> {
  const { Datapoints } = await ask<{ Datapoints: { Sum: number }[] }>("monitoring", "GetMetricStatistics", {
    ...{ Namespace: "AWS/Events", MetricName: "Invocations", Dimensions: [{ Name: "RuleName", Value: rule }] },
    ...{
      StartTime: new Date(Date.now() - HOUR),
      EndTime: new Date(Date.now() + HOUR),
      Period: 3_600,
      Statistics: ["Sum"],
    },
  });
  return Datapoints.reduce((sum, { Sum }) => sum + Sum, 0);
}

function ask<Output>(service: string, operation: string, input: unknown): Promise<Output> {
  return aws.call<Output>(ADMINISTRATOR, service, operation, input);
}
