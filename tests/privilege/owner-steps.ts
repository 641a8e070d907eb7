import type { StageNames } from "@sensor-pipeline/core/names";
import { machineNames } from "./graph-names.ts";
import type { ProofStage } from "./proof-stage.ts";
import { eventually, type Step, told } from "./step.ts";

interface Execution {
  readonly status: string;
  readonly error?: string;
  readonly cause?: string;
}

type MachineKey = Extract<keyof StageNames, `${string}Machine`>;

interface Machine {
  readonly key: MachineKey;
  readonly name: string;
  /** What it is started with, once for each. @default once, with nothing */
  readonly inputs?: (autoRefresh: boolean) => readonly object[];
  /** Only the owner's statements: the stream is not read. */
  readonly readsNothing?: true;
  readonly isLong?: true;
  /** Machines that put back what it took away or left half done, with their inputs. */
  readonly restoredBy?: readonly (readonly [key: MachineKey, input?: object])[];
}

/** Set-up comes first: the others work on what it makes. Teardown comes last. */
const MACHINES: readonly Machine[] = [
  { key: "setupMachine", name: "set-up" },
  { key: "refreshMachine", name: "refresh" },
  { key: "retentionMachine", name: "retention", readsNothing: true },
  {
    key: "refreshModeMachine",
    name: "refresh mode, the other way and back",
    inputs: (autoRefresh) => [{ autoRefresh: !autoRefresh }, { autoRefresh }],
    readsNothing: true,
  },
  {
    key: "schemaChangeMachine",
    name: "schema change",
    inputs: () => [{ rebuild: true }],
    isLong: true,
    restoredBy: [["schemaChangeMachine", {}]],
  },
  {
    key: "teardownMachine",
    name: "teardown",
    inputs: () => [{ dropArchive: true }],
    readsNothing: true,
    isLong: true,
    restoredBy: [["setupMachine"]],
  },
];

/** What the owner's state machines do. @throws {Error} naming a machine of the graph that no step starts */
export function ownerSteps(stage: Pick<ProofStage, "graph" | "names">): readonly Step[] {
  const { names } = stage;
  const machines = machineNames(stage);
  const known: readonly string[] = MACHINES.map(({ key }) => names[key]);
  const unknown = machines.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new Error(`No step starts the state machine ${unknown}: add it to tests/privilege/owner-steps.ts.`);
  }
  const autoRefresh = !machines.includes(names.refreshMachine);
  return MACHINES.filter(({ key }) => machines.includes(names[key])).map(
    ({ key, name, inputs, readsNothing, isLong, restoredBy = [] }): Step => ({
      name,
      ...(isLong ? { isLong } : {}),
      // Redshift reads the stream by its own role, and the statement tells of that.
      as: ({ ownerRole, warehouseRole }) => (readsNothing ? [ownerRole] : [ownerRole, warehouseRole]),
      run: (running) =>
        told(async () => {
          for (const input of inputs?.(autoRefresh) ?? [{}]) await execute(running, names[key], input);
        }),
      restore: async (running) => {
        for (const [other, input = {}] of restoredBy) await execute(running, names[other], input);
      },
    }),
  );
}

/** Runs a state machine to its end. @throws {Error} saying why it failed */
async function execute({ ask, arn }: ProofStage, machine: string, input: object): Promise<void> {
  const stateMachineArn = arn("states", `stateMachine:${machine}`);
  const start = { stateMachineArn, input: JSON.stringify(input) };
  const { executionArn } = await ask<{ executionArn: string }>("states", "StartExecution", start);
  const { status, error, cause } = await eventually(`The end of ${executionArn}`, async () => {
    const found = await ask<Execution>("states", "DescribeExecution", { executionArn });
    return found.status === "RUNNING" ? undefined : found;
  });
  if (status !== "SUCCEEDED") throw new Error(`${machine} ended ${status}: ${error}: ${cause}`);
}
