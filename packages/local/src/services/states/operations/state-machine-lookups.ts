import { z } from "zod";
import { arnOf } from "../../../account.ts";
import type { Operation, ServiceContext } from "../../../service.ts";
import { page, pageFields } from "../page.ts";
import type { StateMachineRecord, StateMachineStore } from "../state-machine-store.ts";

const named = z.strictObject({ stateMachineArn: z.string() });
const listed = z.strictObject(pageFields);

export function describeStateMachine(
  store: StateMachineStore,
  context: ServiceContext,
): Operation<z.infer<typeof named>> {
  return {
    input: named,
    resources: ({ stateMachineArn }) => [stateMachineArn],
    run: ({ stateMachineArn }) => {
      const machine = store.get(stateMachineArn);
      return {
        stateMachineArn: machine.arn,
        name: machine.name,
        status: "ACTIVE",
        definition: machine.text,
        roleArn: machine.roleArn,
        type: "STANDARD",
        creationDate: machine.createdAt,
        loggingConfiguration: loggingAnswer(machine, context.region),
        tracingConfiguration: { enabled: false },
        revisionId: String(machine.revision),
      };
    },
  };
}

export function deleteStateMachine(store: StateMachineStore): Operation<z.infer<typeof named>> {
  return {
    input: named,
    resources: ({ stateMachineArn }) => [stateMachineArn],
    run: ({ stateMachineArn }) => {
      store.delete(stateMachineArn);
      return {};
    },
  };
}

export function listStateMachines(store: StateMachineStore): Operation<z.infer<typeof listed>> {
  return {
    input: listed,
    resources: () => ["*"],
    run: (request) => {
      const { items, nextToken } = page(store.list(), request);
      return {
        stateMachines: items.map(({ arn, name, createdAt }) => ({
          stateMachineArn: arn,
          name,
          type: "STANDARD",
          creationDate: createdAt,
        })),
        ...nextToken,
      };
    },
  };
}

function loggingAnswer({ logging }: StateMachineRecord, region: string) {
  const { level, includeExecutionData, logGroup } = logging;
  return {
    level,
    includeExecutionData,
    destinations: logGroup
      ? [{ cloudWatchLogsLogGroup: { logGroupArn: arnOf("logs", region, `log-group:${logGroup}:*`) } }]
      : [],
  };
}
