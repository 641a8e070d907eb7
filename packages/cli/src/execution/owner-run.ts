import { readDefinition } from "@sensor-pipeline/core/direct/read-definition";
import { signInWith } from "@sensor-pipeline/core/direct/sign-in-with";
import type { ExecutionReport } from "@sensor-pipeline/core/execution/execution";
import { startExecution } from "@sensor-pipeline/core/execution/start-execution";
import { DeployedMachine } from "@sensor-pipeline/core/setup/deployed-machine";
import type { StatementTarget } from "@sensor-pipeline/core/setup/statement-target";
import type { StateMachineDefinition } from "@sensor-pipeline/core/setup/states-language";
import type { CommandContext } from "../command/command-context.ts";
import { directWarehouse } from "../target/direct-warehouse.ts";
import { namedWarehouse, type WarehouseOptions } from "../target/warehouse-options.ts";
import { follow } from "./follow.ts";
import { followDirectly } from "./follow-directly.ts";
import { findOwnerMachine, type OwnerMachine, openOwnerMachine } from "./owner-machine.ts";
import { refuseWhileRunning } from "./refuse-while-running.ts";

/** A state machine of the stage that must not run at the same time. */
export interface OtherMachine {
  readonly name: string;
  /** What it does, in words: `teardown`. */
  readonly what: string;
}

export interface OwnerOperation {
  /** Name of its state machine. */
  readonly machine: string;
  readonly notBeside: readonly OtherMachine[];
  /** Its definition by the files and settings of this checkout, for a warehouse that no deployed machine is for. */
  readonly build: (warehouse: StatementTarget) => StateMachineDefinition;
}

/** Something that only the warehouse's owner may do, ready to be done: by an execution of its state machine, or directly. */
export interface OwnerRun {
  /** What is run, for the settings in it. */
  readonly deployed: DeployedMachine;
  /**
   * Does it and shows its steps as they pass. Ctrl-C leaves an execution, which goes on and is told as RUNNING; directly, it
   * cancels the statement that runs and is told as ABORTED.
   * @throws {CommandError} while a machine runs that must not run at the same time
   */
  run(input: Readonly<Record<string, string | boolean>>): Promise<ExecutionReport>;
  close(): void;
}

/** Without a secret by the stage's state machine. @throws {CommandError} where there is none */
export async function openOwnerRun(
  context: CommandContext,
  operation: OwnerOperation,
  options: WarehouseOptions,
): Promise<OwnerRun> {
  const { target } = context;
  const { secretArn } = options;
  if (secretArn === undefined) return byMachine(context, operation, await openOwnerMachine(target, operation.machine));
  const machine = namedWarehouse(options) === undefined ? await findOwnerMachine(target, operation.machine) : undefined;
  if (machine !== undefined) {
    return directly(context, operation, signInWith(secretArn, readDefinition(machine.definition)), machine);
  }
  const warehouse = await directWarehouse(target, options);
  if (warehouse === undefined) throw new Error("A secret was given, and names no warehouse.");
  return directly(context, operation, operation.build(warehouse));
}

function byMachine(context: CommandContext, { notBeside }: OwnerOperation, machine: OwnerMachine): OwnerRun {
  return {
    deployed: machine.deployed,
    async run(input) {
      for (const other of notBeside) await refuseWhileRunning(context.target, machine, other);
      const executionArn = await startExecution(machine.person, machine.arn, input);
      return (await follow(context, machine, executionArn)) ?? { executionArn, status: "RUNNING", states: [] };
    },
    close: () => machine.close(),
  };
}

/** @param machine the stage's own, whose executions are respected */
function directly(
  context: CommandContext,
  { notBeside, machine: name }: OwnerOperation,
  definition: StateMachineDefinition,
  machine?: OwnerMachine,
): OwnerRun {
  const deployed = new DeployedMachine(JSON.stringify(definition));
  return {
    deployed,
    async run(input) {
      const itself = { name, what: "run of its state machine" };
      if (machine !== undefined) {
        for (const other of [itself, ...notBeside]) await refuseWhileRunning(context.target, machine, other);
      }
      return followDirectly(context, { definition, deployed, input });
    },
    close: () => machine?.close(),
  };
}
