import { scriptOf } from "@sensor-pipeline/core/setup/script-of";
import type { CommandContext } from "../command/command-context.ts";
import { EXIT_OK } from "../command/exit-code.ts";
import type { OwnerMachine } from "../execution/owner-machine.ts";

/** `pipeline setup --sql`: what the deployed state machine runs in an empty database. @returns the exit code */
export function printScript({ terminal, target }: CommandContext, { name, deployed }: OwnerMachine): number {
  const { target: warehouse } = deployed;
  const place =
    "workgroupName" in warehouse ? `workgroup ${warehouse.workgroupName}` : `cluster ${warehouse.clusterIdentifier}`;
  const steps = deployed.stepsInEmptyDatabase();
  if (terminal.json) {
    terminal.writeJson({ stateMachine: name, warehouse, steps });
    return EXIT_OK;
  }
  terminal.write(`-- Set-up of stage ${target.names.stage}, as the state machine ${name} runs it.
-- For a superuser, in the database ${warehouse.database} of the ${place}: Query Editor v2, or
--   psql -v ON_ERROR_STOP=1 -f <this file>
-- It is for a database without any of these objects: the state machine looks first and makes what is missing, this
-- file does not. What set-up records of each object is recorded here too, so that the state machine knows it later.

${scriptOf(steps)}`);
  return EXIT_OK;
}
