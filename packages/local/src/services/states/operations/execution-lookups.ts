import { z } from "zod";
import type { Operation, ServiceContext } from "../../../service.ts";
import type { Execution } from "../execution.ts";
import type { ExecutionStore } from "../execution-store.ts";
import type { HistoryEvent } from "../history.ts";
import { page, pageFields } from "../page.ts";
import type { StateMachineStore } from "../state-machine-store.ts";

const named = z.strictObject({ executionArn: z.string() });
const stopped = z.strictObject({
  ...named.shape,
  error: z.string().max(256).optional(),
  cause: z.string().max(32_768).optional(),
});
const listed = z.strictObject({
  ...pageFields,
  stateMachineArn: z.string(),
  statusFilter: z.enum(["RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED"]).optional(),
});
const history = z.strictObject({
  ...pageFields,
  ...named.shape,
  reverseOrder: z.boolean().default(false),
  includeExecutionData: z.boolean().default(true),
});

export function describeExecution(executions: ExecutionStore): Operation<z.infer<typeof named>> {
  return {
    input: named,
    resources: ({ executionArn }) => [executionArn],
    run: ({ executionArn }) => {
      const execution = executions.get(executionArn);
      const { output, error, cause, settings } = execution;
      return {
        ...summary(execution),
        input: settings.input,
        inputDetails: { included: true },
        ...(output === undefined ? {} : { output, outputDetails: { included: true } }),
        ...(error === undefined ? {} : { error }),
        ...(cause === undefined ? {} : { cause }),
        redriveCount: 0,
        redriveStatus: "NOT_REDRIVABLE",
      };
    },
  };
}

export function stopExecution(
  executions: ExecutionStore,
  { clock }: ServiceContext,
): Operation<z.infer<typeof stopped>> {
  return {
    input: stopped,
    resources: ({ executionArn }) => [executionArn],
    run: ({ executionArn, error, cause }) => {
      const execution = executions.get(executionArn);
      if (execution.status === "RUNNING") execution.stop(error, cause);
      return { stopDate: execution.stoppedAt ?? clock.date() };
    },
  };
}

export function listExecutions(
  machines: StateMachineStore,
  executions: ExecutionStore,
): Operation<z.infer<typeof listed>> {
  return {
    input: listed,
    resources: ({ stateMachineArn }) => [stateMachineArn],
    run: (request) => {
      machines.get(request.stateMachineArn);
      const all = executions
        .list(request.stateMachineArn)
        .filter(({ status }) => request.statusFilter === undefined || status === request.statusFilter);
      const { items, nextToken } = page(all, request);
      return { executions: items.map(summary), ...nextToken };
    },
  };
}

export function getExecutionHistory(executions: ExecutionStore): Operation<z.infer<typeof history>> {
  return {
    input: history,
    resources: ({ executionArn }) => [executionArn],
    run: (request) => {
      const { events } = executions.get(request.executionArn).settings.history;
      const ordered = request.reverseOrder ? events.toReversed() : events;
      const { items, nextToken } = page(ordered, request);
      return { events: request.includeExecutionData ? items : items.map(withoutData), ...nextToken };
    },
  };
}

function summary({ settings, status, startedAt, stoppedAt }: Execution) {
  return {
    executionArn: settings.arn,
    stateMachineArn: settings.machine.arn,
    name: settings.name,
    status,
    startDate: startedAt,
    ...(stoppedAt ? { stopDate: stoppedAt } : {}),
  };
}

function withoutData(event: HistoryEvent) {
  return Object.fromEntries(
    Object.entries(event).map(([key, value]) => {
      if (!key.endsWith("EventDetails")) return [key, value];
      const { input: _input, output: _output, parameters: _parameters, ...rest } = value;
      return [key, rest];
    }),
  );
}
