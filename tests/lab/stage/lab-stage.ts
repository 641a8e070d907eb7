import { cpSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { StageNames } from "@sensor-pipeline/core/names";
import { ADMINISTRATOR } from "../../../packages/local/src/administrator.ts";
import { applyGraph } from "../../../packages/local/src/apply/apply-graph.ts";
import type { CallFaults } from "../../../packages/local/src/faults/call-faults.ts";
import { evaluate } from "../../../packages/local/src/graph/evaluate.ts";
import { startLocalAws } from "../../../packages/local/src/local-aws.ts";
import { SteppedClock } from "../../../packages/local/src/stepping/stepped-clock.ts";
import { Stepper } from "../../../packages/local/src/stepping/stepper.ts";
import type { StageKind } from "./stage-kind.ts";

const ROOT = path.resolve(import.meta.dirname, "../../..");
/** As in tests/infra, for one evaluation of production. */
const REGION = "eu-west-1";
const ACCOUNT = "000000000000";

export interface OpenOptions {
  readonly kind: StageKind;
  /** The stage's data; kept when it closes. */
  readonly folder: string;
  /** Local time it begins at, in milliseconds since the epoch. */
  readonly start: number;
  /** What stands before every call, made once the clock is there. */
  readonly faults?: (clock: SteppedClock) => CallFaults;
  /** From one automatic refresh to the next, where the stage has them. @default ten seconds */
  readonly autoRefreshMs?: number;
}

const AUTO_REFRESH_MS = 10_000;

export type Rows = readonly (readonly (string | number | boolean | null)[])[];

/** A stage on a local AWS whose time is stepped: nothing of it passes but in these methods. */
export interface LabStage {
  readonly kind: StageKind;
  readonly names: StageNames;
  readonly clock: SteppedClock;
  /** Local time goes on to that moment, with all that is due until then. */
  to(time: number): Promise<void>;
  /** Calls AWS as the account's administrator. */
  ask<Output>(service: string, operation: string, input: unknown): Promise<Output>;
  /** Asks the warehouse as its admin. @returns the rows of the last page's end */
  sql(text: string): Promise<Rows>;
  /** Runs one of the owner's machines to its end. @returns its status */
  run(machine: string, input?: unknown): Promise<string>;
  /** Everything in the stream lands: by the owner's machine, or by Redshift itself. */
  refresh(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the stage on a folder: a new one, or one that was prepared. */
export async function openLabStage(options: OpenOptions): Promise<LabStage> {
  const { kind, folder, start, faults, autoRefreshMs = AUTO_REFRESH_MS } = options;
  const { names } = kind;
  const cacheFolder = path.join(ROOT, ".local/graphs");
  const of = { stage: names.stage, env: kind.environment };
  const graph = await evaluate({ ...of, region: REGION, root: ROOT, cacheFolder });
  const clock = new SteppedClock(start);
  const aws = await startLocalAws({
    ...{ folder, port: 0, region: REGION, clock, stage: names.stage, autoRefreshMs },
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
      { namespaceName: names.namespace },
    );
    const target = { ...warehouseOf(names), SecretArn: namespace.adminPasswordSecretArn };
    const run: LabStage["run"] = (machine, input) => runMachine(ask, clock, stepper, { machine, input });
    return {
      kind,
      names,
      clock,
      to: (time) => stepper.to(time),
      ask,
      sql: (text) => rowsOf(ask, clock, stepper, { ...target, Sql: text }),
      run,
      refresh: async () => {
        if (kind.settings.refresh === "auto") await stepper.to(clock.now() + 2 * autoRefreshMs);
        else await run(names.refreshMachine);
      },
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
  static async make(kind: StageKind, at: number): Promise<PreparedStage> {
    const prepared = new PreparedStage(mkdtempSync(path.join(os.tmpdir(), "lab-")));
    try {
      const stage = await openLabStage({ kind, folder: prepared.#original, start: at });
      try {
        const status = await stage.run(kind.names.setupMachine);
        if (status !== "SUCCEEDED") throw new Error(`The set-up of the lab's ${kind.name} stage ended ${status}.`);
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
    const folder = this.empty();
    cpSync(this.#original, folder, { recursive: true });
    return folder;
  }

  /** A folder of a stage that nobody has set up. */
  empty(): string {
    return mkdtempSync(path.join(this.folder, "run-"));
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

function warehouseOf({ workgroup, database }: StageNames) {
  return { WorkgroupName: workgroup, Database: database };
}

async function rowsOf(
  ask: Ask,
  clock: SteppedClock,
  stepper: Stepper,
  statement: ReturnType<typeof warehouseOf> & { readonly SecretArn: string; readonly Sql: string },
): Promise<Rows> {
  const { Id } = await ask<{ Id: string }>("redshift-data", "ExecuteStatement", statement);
  for (;;) {
    await stepper.to(clock.now() + POLL_MS);
    const { Status, Error: reason, HasResultSet } = await ask<Described>("redshift-data", "DescribeStatement", { Id });
    if (Status === "FINISHED" && !HasResultSet) return [];
    if (Status === "FINISHED") break;
    if (Status === "FAILED" || Status === "ABORTED") throw new Error(`${statement.Sql}: ${Status}: ${reason}`);
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

interface Described {
  readonly Status: string;
  readonly Error?: string;
  readonly HasResultSet: boolean;
}

type Field = Readonly<Record<string, string | number | boolean>>;

function plainValue(field: Field): string | number | boolean | null {
  const { isNull, stringValue, longValue, doubleValue, booleanValue } = field;
  return isNull ? null : (stringValue ?? longValue ?? doubleValue ?? booleanValue ?? null);
}

async function runMachine(
  ask: Ask,
  clock: SteppedClock,
  stepper: Stepper,
  { machine, input = {} }: { readonly machine: string; readonly input?: unknown },
): Promise<string> {
  const { executionArn } = await ask<{ executionArn: string }>("states", "StartExecution", {
    stateMachineArn: `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:${machine}`,
    input: JSON.stringify(input),
  });
  for (;;) {
    const { status } = await ask<{ status: string }>("states", "DescribeExecution", { executionArn });
    if (status !== "RUNNING") return status;
    await stepper.to(clock.now() + POLL_MS);
  }
}
