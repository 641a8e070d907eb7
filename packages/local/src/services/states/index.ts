import type { RunningService, ServiceContext } from "../../service.ts";
import { ExecutionStore } from "./execution-store.ts";
import { createStateMachine } from "./operations/create-state-machine.ts";
import {
  describeExecution,
  getExecutionHistory,
  listExecutions,
  stopExecution,
} from "./operations/execution-lookups.ts";
import { startExecution } from "./operations/start-execution.ts";
import { deleteStateMachine, describeStateMachine, listStateMachines } from "./operations/state-machine-lookups.ts";
import { updateStateMachine } from "./operations/update-state-machine.ts";
import { validateStateMachineDefinition } from "./operations/validate-state-machine-definition.ts";
import { StateMachineStore } from "./state-machine-store.ts";

/** AWS Step Functions: Standard workflows in JSONPath on the local clock. See SUPPORT.md. */
export function createStatesService(context: ServiceContext): RunningService {
  const machines = new StateMachineStore();
  const executions = new ExecutionStore(context);
  return {
    service: {
      signingName: "states",
      iamPrefix: "states",
      protocols: ["json-1.0"],
      targetPrefix: "AWSStepFunctions",
      operations: {
        CreateStateMachine: createStateMachine(machines, context),
        UpdateStateMachine: updateStateMachine(machines, context),
        DeleteStateMachine: deleteStateMachine(machines),
        DescribeStateMachine: describeStateMachine(machines, context),
        ListStateMachines: listStateMachines(machines),
        ValidateStateMachineDefinition: validateStateMachineDefinition(),
        StartExecution: startExecution(machines, executions),
        StopExecution: stopExecution(executions, context),
        DescribeExecution: describeExecution(executions),
        ListExecutions: listExecutions(machines, executions),
        GetExecutionHistory: getExecutionHistory(executions),
      },
    },
    close: () => executions.close(),
  };
}
