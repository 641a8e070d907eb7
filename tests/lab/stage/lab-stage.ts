import { cpSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { namesOf, type StageNames } from "@sensor-pipeline/core/names";
import { settingsWith } from "@sensor-pipeline/core/stage/stage-environment";
import { defaultSettings, type StageSettings } from "@sensor-pipeline/core/stage/stage-settings";
import { ADMINISTRATOR } from "../../../packages/local/src/administrator.ts";
import { applyGraph } from "../../../packages/local/src/apply/apply-graph.ts";
import type { CallFaults } from "../../../packages/local/src/faults/call-faults.ts";
import { evaluate } from "../../../packages/local/src/graph/evaluate.ts";
import { startLocalAws } from "../../../packages/local/src/local-aws.ts";
import { SteppedClock } from "../../../packages/local/src/stepping/stepped-clock.ts";
import { Stepper } from "../../../packages/local/src/stepping/stepper.ts";

const ROOT = path.resolve(import.meta.dirname, "../../..");
export const REGION = "us-east-1";
const ACCOUNT = "000000000000";
const STAGE = "lab";

/** A development stage as an operator has it who wants it: its schedules on. */
const ENVIRONMENT = { PIPELINE_SCHEDULES: "on" } as const;

export const LAB_NAMES: StageNames = namesOf(STAGE);
export const LAB_SETTINGS: StageSettings = settingsWith(defaultSettings(STAGE), ENVIRONMENT);

export interface OpenOptions {
  /** The stage's data; kept when it closes. */
  readonly folder: string;
  /** Local time it begins at, in milliseconds since the epoch. */
  readonly start: number;
  /** What stands before every call, made once the clock is there. */
  readonly faults?: (clock: SteppedClock) => CallFaults;
}

export type Rows = readonly (readonly (string | number | boolean | null)[])[];

/** A stage on a local AWS whose time is stepped: nothing of it passes but in these methods. */
export interface LabStage {
  readonly names: StageNames;
  readonly clock: SteppedClock;
  /** Local time goes on to that moment, with all that is due until then. */
  to(time: number): Promise<void>;
  /** Calls AWS as the account's administrator. */
  ask<Output>(service: string, operation: string, input: unknown): Promise<Output>;
  /** Asks the warehouse as its admin. @returns the rows of the last page's end */
  sql(text: string): Promise<Rows>;
  /** Runs one of the owner's machines to its end. @returns its status */
  run(machine: string): Promise<string>;
  close(): Promise<void>;
}

/** Opens the stage on a folder: a new one, or one that was prepared. */
export async function openLabStage({ folder, start, faults }: OpenOptions): Promise<LabStage> {
  const cacheFolder = path.join(ROOT, ".local/graphs");
  const graph = await evaluate({ stage: STAGE, region: REGION, root: ROOT, cacheFolder, env: ENVIRONMENT });
  const clock = new SteppedClock(start);
  const aws = await startLocalAws({
    ...{ folder, port: 0, region: REGION, clock, stage: STAGE },
    ...(faults === undefined ? {} : { faults: faults(clock) }),
  });
  const stepper = new Stepper(clock, aws.stepping);
  const ask = <Output>(service: string, operation: string, input: unknown) =>
    stepper.until(aws.call<Output>(ADMINISTRATOR, service, operation, input));
  try {
    await stepper.until(applyGraph(graph, aws));
    const { namespace } = await ask<{ namespace: { adminPasswordSecretArn: string } }>(
      "redshift-serverless",
      "GetNamespace",
      { namespaceName: LAB_NAMES.namespace },
    );
    return {
      names: LAB_NAMES,
      clock,
      to: (time) => stepper.to(time),
      ask,
      sql: (text) => rowsOf(ask, clock, stepper, namespace.adminPasswordSecretArn, text),
      run: (machine) => runMachine(ask, clock, stepper, machine),
      close: () => aws.close(),
    };
  } catch (error) {
    await aws.close();
    throw error;
  }
}

/** A folder with a stage that is set up, made once; every run begins with a copy of it. */
export class PreparedStage {
  /** Everything of the lab's: the stage, and the copies that are in use. */
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** @param at local time of the set-up: runs begin later. */
  static async make(at: number): Promise<PreparedStage> {
    const prepared = new PreparedStage(mkdtempSync(path.join(os.tmpdir(), "lab-")));
    try {
      const stage = await openLabStage({ folder: prepared.#original, start: at });
      try {
        const status = await stage.run(LAB_NAMES.setupMachine);
        if (status !== "SUCCEEDED") throw new Error(`The set-up of the lab's stage ended ${status}.`);
      } finally {
        await stage.close();
      }
    } catch (error) {
      prepared.close();
      throw error;
    }
    return prepared;
  }

  /** One that another process has made, and closes. */
  static madeIn(folder: string): PreparedStage {
    return new PreparedStage(folder);
  }

  copy(): string {
    const folder = mkdtempSync(path.join(this.folder, "run-"));
    cpSync(this.#original, folder, { recursive: true });
    return folder;
  }

  remove(folder: string): void {
    rmSync(folder, { recursive: true, force: true });
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  get #original(): string {
    return path.join(this.folder, "set-up");
  }
}

type Ask = LabStage["ask"];

const POLL_MS = 200;

async function rowsOf(ask: Ask, clock: SteppedClock, stepper: Stepper, SecretArn: string, Sql: string): Promise<Rows> {
  const target = { WorkgroupName: LAB_NAMES.workgroup, Database: LAB_NAMES.database, SecretArn };
  const { Id } = await ask<{ Id: string }>("redshift-data", "ExecuteStatement", { ...target, Sql });
  for (;;) {
    await stepper.to(clock.now() + POLL_MS);
    const { Status, Error: reason } = await ask<{ Status: string; Error?: string }>(
      "redshift-data",
      "DescribeStatement",
      { Id },
    );
    if (Status === "FINISHED") break;
    if (Status === "FAILED" || Status === "ABORTED") throw new Error(`${Sql}: ${Status}: ${reason}`);
  }
  const rows: Rows[number][] = [];
  let NextToken: string | undefined;
  do {
    const page = await ask<{ Records: Field[][]; NextToken?: string }>("redshift-data", "GetStatementResult", {
      Id,
      ...(NextToken === undefined ? {} : { NextToken }),
    });
    for (const record of page.Records) rows.push(record.map(plainValue));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return rows;
}

type Field = Readonly<Record<string, string | number | boolean>>;

function plainValue(field: Field): string | number | boolean | null {
  const { isNull, stringValue, longValue, doubleValue, booleanValue } = field;
  return isNull ? null : (stringValue ?? longValue ?? doubleValue ?? booleanValue ?? null);
}

async function runMachine(ask: Ask, clock: SteppedClock, stepper: Stepper, machine: string): Promise<string> {
  const stateMachineArn = `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:${machine}`;
  const { executionArn } = await ask<{ executionArn: string }>("states", "StartExecution", { stateMachineArn });
  for (;;) {
    const { status } = await ask<{ status: string }>("states", "DescribeExecution", { executionArn });
    if (status !== "RUNNING") return status;
    await stepper.to(clock.now() + POLL_MS);
  }
}
