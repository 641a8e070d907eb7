import { z } from "zod";
import { AwsError, type Operation, type ServiceContext } from "../../../service.ts";
import { checkedDefinition } from "../definition-check.ts";
import { assertRole, loggingConfiguration, loggingOf, machineFields } from "../machine-schema.ts";
import type { StateMachineStore } from "../state-machine-store.ts";

const input = z.strictObject({
  stateMachineArn: z.string(),
  definition: machineFields.definition.optional(),
  roleArn: machineFields.roleArn.optional(),
  loggingConfiguration: loggingConfiguration.optional(),
  tracingConfiguration: machineFields.tracingConfiguration,
  publish: machineFields.publish,
});

/** UpdateStateMachine: running executions go on with the definition they began with. */
export function updateStateMachine(
  store: StateMachineStore,
  context: ServiceContext,
): Operation<z.infer<typeof input>> {
  return {
    input,
    resources: ({ stateMachineArn }) => [stateMachineArn],
    run: (request) => {
      if (!request.definition && !request.roleArn && !request.loggingConfiguration) {
        throw new AwsError(
          "MissingRequiredParameter",
          "Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified",
        );
      }
      const current = store.get(request.stateMachineArn);
      const logging = request.loggingConfiguration ? loggingOf(request.loggingConfiguration) : current.logging;
      const roleArn = request.roleArn ?? current.roleArn;
      assertRole(context, current.arn, roleArn, logging);
      const text = request.definition ?? current.text;
      const definition = request.definition ? checkedDefinition(request.definition) : current.definition;
      const revision = current.revision + 1;
      store.put({ ...current, roleArn, text, definition, logging, revision });
      return { updateDate: context.clock.date(), revisionId: String(revision) };
    },
  };
}
