import { EventEmitter, once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { ADMINISTRATOR } from "../../packages/local/src/administrator.ts";
import { applyGraph } from "../../packages/local/src/apply/apply-graph.ts";
import { removeGraph } from "../../packages/local/src/apply/remove-graph.ts";
import { LocalClock } from "../../packages/local/src/clock.ts";
import type { CallFaults } from "../../packages/local/src/faults/call-faults.ts";
import { type LocalAws, startLocalAws } from "../../packages/local/src/local-aws.ts";
import { graphOf, REGION } from "../infra/stage-graph.ts";
import { pipelineHere } from "./pipeline-here.ts";
import type { PipelineRun } from "./run-pipeline.ts";

/** A stage as it is when it was deployed and nobody has set it up, on a local AWS of this process. */
export interface AppliedStage {
  readonly aws: LocalAws;
  readonly folder: string;
  /** Secret of the warehouse's admin. */
  readonly secretArn: string;
  readonly adminPassword: string;
  /** Runs `pipeline` against it in this process, without a terminal. */
  pipeline(...args: string[]): Promise<PipelineRun>;
  /** Runs statements as the admin. */
  sql(...statements: string[]): Promise<void>;
  /** Lets no state machine look at a statement until what it gives is called: an execution that runs goes on running. */
  holdMachines(): () => void;
  /** Resolves when the executions of that machine, such as `setup`, are listed once more. */
  isListed(machine: string): Promise<void>;
  /** Stops the machine's execution, such as `setup`'s, when it comes to the statement of that state. */
  stopIn(machine: string, state: string): Promise<void>;
  /** What `sst remove` does. */
  remove(): Promise<void>;
  close(): Promise<void>;
}

/** Waits between two looks of a state machine are most of an execution's time. */
const SPEED = 10;

export async function applyStage(stage = "dev"): Promise<AppliedStage> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "applied-"));
  const graph = await graphOf(stage);
  const machineArn = (machine: string) =>
    `arn:aws:states:${REGION}:000000000000:stateMachine:sensor-pipeline-${stage}-${machine}`;
  const listed = new EventEmitter();
  let held: Promise<void> | undefined;
  let stopping: ((statement: string) => Promise<void>) | undefined;
  const faults: CallFaults = {
    async around({ caller, operation, input }, run) {
      const { stateMachineArn, StatementName } = input as { stateMachineArn?: string; StatementName?: string };
      if (operation === "ListExecutions") listed.emit(String(stateMachineArn));
      if (caller.name === `sensor-pipeline-${stage}-owner`) {
        if (operation === "DescribeStatement") await held;
        if (operation === "ExecuteStatement") await stopping?.(String(StatementName));
      }
      return await run(input);
    },
  };
  const clock = new LocalClock(SPEED);
  const aws = await startLocalAws({ folder, port: 0, pgPort: 0, region: REGION, stage, clock, faults });
  await applyGraph(graph, aws);
  const ask = (service: string, operation: string, input: unknown) =>
    aws.call<Readonly<Record<string, unknown>>>(ADMINISTRATOR, service, operation, input);
  const { namespace } = await ask("redshift-serverless", "GetNamespace", { namespaceName: `sensor-pipeline-${stage}` });
  const secretArn = String((namespace as { adminPasswordSecretArn?: string }).adminPasswordSecretArn);
  const { SecretString } = await ask("secretsmanager", "GetSecretValue", { SecretId: secretArn });
  const { password } = JSON.parse(String(SecretString)) as { password: string };
  return {
    aws,
    folder,
    secretArn,
    adminPassword: password,
    pipeline: (...args) => pipelineHere([...args, "--folder", folder]),
    async sql(...statements) {
      const target = { WorkgroupName: `sensor-pipeline-${stage}`, Database: "sensors", SecretArn: secretArn };
      for (const Sql of statements) {
        const { Id } = await ask("redshift-data", "ExecuteStatement", { ...target, Sql });
        const ended = await ask("redshift-data", "DescribeStatement", { Id, WaitTimeSeconds: 20 });
        if (ended.Status !== "FINISHED") throw new Error(`${Sql}: ${ended.Status}: ${ended.Error}`);
      }
    },
    holdMachines() {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      return resolve;
    },
    async isListed(machine) {
      await once(listed, machineArn(machine));
    },
    async stopIn(machine, state) {
      const { promise, resolve } = Promise.withResolvers<void>();
      stopping = async (statement) => {
        // Its name begins with the stage's prefix, by which its event is known.
        if (!statement.endsWith(`: ${state}`)) return;
        stopping = undefined;
        const input = { stateMachineArn: machineArn(machine), statusFilter: "RUNNING" };
        const { executions } = await ask("states", "ListExecutions", input);
        for (const { executionArn } of executions as readonly { executionArn: string }[])
          await ask("states", "StopExecution", { executionArn });
        resolve();
      };
      await promise;
    },
    async remove() {
      await removeGraph(graph, aws);
    },
    async close() {
      await aws.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
