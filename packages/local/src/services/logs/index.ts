import type { RunningService, ServiceContext } from "../../service.ts";
import { TagStore } from "../tag-store.ts";
import type { LogStore } from "./log-store.ts";
import { filterLogEvents } from "./operations/filter-log-events.ts";
import { getLogEvents } from "./operations/get-log-events.ts";
import { logGroupOperations } from "./operations/log-group-operations.ts";
import { logStreamOperations } from "./operations/log-stream-operations.ts";
import { resourcePolicies } from "./operations/resource-policies.ts";

export { createLogStore, type LogStore } from "./log-store.ts";

export interface LogsOptions {
  /** The store that `context.recordLog` writes into. */
  readonly store: LogStore;
}

/** CloudWatch Logs: groups, streams, events and their search. */
export function createLogsService({ clock }: ServiceContext, { store }: LogsOptions): RunningService {
  const policies = resourcePolicies(clock);
  return {
    service: {
      signingName: "logs",
      iamPrefix: "logs",
      protocols: ["json-1.1"],
      targetPrefix: "Logs_20140328",
      operations: {
        ...logGroupOperations(store, new TagStore()),
        ...logStreamOperations(store, clock, policies.policy),
        ...policies.operations,
        GetLogEvents: getLogEvents(store),
        FilterLogEvents: filterLogEvents(store),
      },
    },
    close: async () => {},
  };
}
