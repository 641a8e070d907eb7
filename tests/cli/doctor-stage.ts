import { readFileSync } from "node:fs";
import path from "node:path";
import { Writable } from "node:stream";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { IAMClient } from "@aws-sdk/client-iam";
import { KinesisClient, PutRecordsCommand } from "@aws-sdk/client-kinesis";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { RedshiftDataClient } from "@aws-sdk/client-redshift-data";
import { GetNamespaceCommand, RedshiftServerlessClient } from "@aws-sdk/client-redshift-serverless";
import { SchedulerClient } from "@aws-sdk/client-scheduler";
import { SFNClient } from "@aws-sdk/client-sfn";
import { SQSClient } from "@aws-sdk/client-sqs";
import { STSClient } from "@aws-sdk/client-sts";
import type { CheckResult } from "@sensor-pipeline/cli/doctor/check";
import type { CheckId } from "@sensor-pipeline/cli/doctor/check-ids";
import type { FindingRule } from "@sensor-pipeline/cli/doctor/finding-rules";
import { runDoctor } from "@sensor-pipeline/cli/doctor/run-doctor";
import { localEndpointIn } from "@sensor-pipeline/cli/target/local-endpoint";
import { localTarget } from "@sensor-pipeline/cli/target/target";
import { createTerminal } from "@sensor-pipeline/cli/terminal/terminal";
import { systemClock } from "@sensor-pipeline/core/clock";
import { followExecution } from "@sensor-pipeline/core/execution/follow-execution";
import { startExecution } from "@sensor-pipeline/core/execution/start-execution";
import { namesOf } from "@sensor-pipeline/core/names";
import { systemRandom } from "@sensor-pipeline/core/random";
import { runStatement } from "@sensor-pipeline/core/warehouse/run-statement";
import { REGION } from "../infra/evaluated-stage.ts";
import { ROOT } from "../pipeline/command.ts";
import type { PipelineRun } from "./run-pipeline.ts";
import { type RunningStage, startStage } from "./stage.ts";

export const NAMES = namesOf("dev");
const ACCOUNT = "000000000000";
const SPEED = "12";

export const roleArn = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`;
export const machineArn = (name: string) => `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:${name}`;

/** What the doctor said, by check. */
export interface Diagnosis {
  readonly code: number | null;
  readonly checks: readonly CheckResult[];
  /** Texts of the findings of a check, which must be of these rules among others. @throws {Error} for a rule that was not found */
  found(id: CheckId, ...rules: readonly FindingRule[]): readonly string[];
  outcome(id: CheckId): CheckResult["outcome"] | undefined;
}

/** A stage, the clients of its administrator, and the doctor. */
export interface Patient {
  readonly stage: RunningStage;
  readonly clients: ReturnType<typeof clientsOf>;
  /** What `pipeline doctor --json` does, in this process: of these checks alone where some are named. */
  doctor(...only: CheckId[]): Promise<Diagnosis>;
  /** Runs statements as the warehouse's admin, one after the other. */
  admin(...statements: string[]): Promise<void>;
  /** Puts records with one partition key, and gives where each came to lie. */
  put(key: string, ...data: (string | Uint8Array)[]): Promise<readonly { shard: string; sequence: string }[]>;
  /** Runs one of the owner's machines to its end. @returns its status */
  run(machine: string, input?: Readonly<Record<string, unknown>>): Promise<string>;
  /** The stage's time. */
  now(): Date;
  /** A reading as a sensor sends it now. */
  reading(change?: Readonly<Record<string, unknown>>): string;
  close(): Promise<void>;
}

/** @param settings the stage's, by the names of stage-settings.ts */
export async function startPatient(
  options: readonly string[] = [],
  settings: Readonly<Record<string, string>> = {},
): Promise<Patient> {
  const stage = await startStage(["--speed", SPEED, ...options], settings);
  const clients = clientsOf(stage.url);
  const { clock } = JSON.parse(readFileSync(path.join(stage.folder, "endpoint.json"), "utf8")) as {
    clock: { speed: number; startedAt: number; localStart: number };
  };
  const { namespace } = await clients.serverless.send(new GetNamespaceCommand({ namespaceName: NAMES.namespace }));
  const secretArn = namespace?.adminPasswordSecretArn ?? "";
  const target = { workgroupName: NAMES.workgroup, database: NAMES.database, secretArn };
  const now = () => new Date(clock.localStart + (Date.now() - clock.startedAt) * clock.speed);
  return {
    stage,
    clients,
    doctor: async (...only) => diagnosisOf(await doctorHere(stage.folder, only)),
    async admin(...statements) {
      for (const sql of statements) {
        await runStatement({ name: sql, sql }, { client: clients.redshiftData, target, clock: systemClock });
      }
    },
    async put(key, ...data) {
      const command = new PutRecordsCommand({
        StreamName: NAMES.stream,
        Records: data.map((each) => ({
          PartitionKey: key,
          Data: typeof each === "string" ? Buffer.from(each) : each,
        })),
      });
      const { Records = [] } = await clients.kinesis.send(command);
      return Records.map(({ ShardId: shard = "", SequenceNumber: sequence = "" }) => ({ shard, sequence }));
    },
    async run(machine, input) {
      const executionArn = await startExecution(clients.sfn, machineArn(machine), input);
      const { status } = await followExecution(clients.sfn, executionArn, { clock: systemClock, pollMs: 200 });
      return status;
    },
    now,
    reading: (change = {}) => readingAt(now(), change),
    async close() {
      for (const client of Object.values(clients)) client.destroy();
      await stage.close();
    },
  };
}

async function doctorHere(folder: string, only: readonly CheckId[]): Promise<PipelineRun> {
  const endpoint = localEndpointIn(folder);
  if (endpoint === undefined) throw new Error(`No local AWS runs in ${folder}.`);
  const written = { stdout: "", stderr: "" };
  const stream = (name: keyof typeof written) =>
    Object.assign(
      new Writable({
        write(chunk: Buffer, _encoding, done) {
          written[name] += chunk.toString();
          done();
        },
      }),
      { isTTY: false },
    ) as unknown as NodeJS.WriteStream;
  const terminal = createTerminal({ json: true, output: stream("stdout"), notes: stream("stderr") });
  const signal = new AbortController().signal;
  const base = { target: localTarget(endpoint), terminal, clock: systemClock, random: systemRandom };
  const options = { list: false, ...(only.length === 0 ? {} : { only }) };
  const code = await runDoctor({ ...base, signal, root: ROOT }, options);
  return { code, ...written };
}

export function diagnosisOf({ code, stdout, stderr }: PipelineRun): Diagnosis {
  if (stdout === "") throw new Error(`The doctor said nothing (exit code ${code}):\n${stderr}`);
  const { checks } = JSON.parse(stdout) as { checks: readonly CheckResult[] };
  const of = (id: CheckId) => checks.find((check) => check.id === id);
  return {
    code,
    checks,
    outcome: (id) => of(id)?.outcome,
    found: (id, ...rules) => {
      const check = of(id);
      const findings = check !== undefined && "findings" in check ? check.findings : [];
      for (const rule of rules) {
        if (findings.some((finding) => finding.rule === rule)) continue;
        throw new Error(`The check ${id} did not find ${rule}, but ${JSON.stringify(check)}.`);
      }
      return findings.map(({ found }) => found);
    },
  };
}

function readingAt(at: Date, change: Readonly<Record<string, unknown>>): string {
  const now = at.toISOString();
  return JSON.stringify({
    event_id: crypto.randomUUID(),
    sensor_id: 1001,
    current_temperature: 21.5,
    status: "ACTIVE",
    event_time: now,
    created_date: now.slice(0, 10),
    ...change,
  });
}

function clientsOf(endpoint: string) {
  const settings = {
    endpoint,
    region: REGION,
    credentials: { accessKeyId: "operator", secretAccessKey: "operator" },
  } as const;
  return {
    cloudWatch: new CloudWatchClient(settings),
    iam: new IAMClient(settings),
    kinesis: new KinesisClient(settings),
    lambda: new LambdaClient(settings),
    redshiftData: new RedshiftDataClient(settings),
    serverless: new RedshiftServerlessClient(settings),
    scheduler: new SchedulerClient(settings),
    sfn: new SFNClient(settings),
    sqs: new SQSClient(settings),
    sts: new STSClient(settings),
  } as const;
}
