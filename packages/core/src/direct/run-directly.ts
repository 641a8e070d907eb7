import type { RedshiftDataClient } from "@aws-sdk/client-redshift-data";
import type { ExecutionReport } from "../execution/execution.ts";
import { OwnerDataApi } from "./owner-data-api.ts";
import { runStates, type StatesRun } from "./run-states.ts";

export interface DirectRun extends Omit<StatesRun, "call"> {
  /** Of a caller who may read the secret that the definition's statements sign in with. */
  readonly client: RedshiftDataClient;
}

/**
 * Does what one of the owner's state machines does, without Step Functions: its definition, state by state, against the Data
 * API. An aborted signal cancels the statement that runs and ends it as ABORTED; what was done before stays done.
 * @throws {UnsupportedDefinitionError} before anything is called
 */
export async function runDirectly({ client, ...run }: DirectRun): Promise<ExecutionReport> {
  const { clock, signal, onState } = run;
  const api = new OwnerDataApi(client, signal);
  const startedAt = new Date(clock.now());
  const states: string[] = [];
  try {
    const report = await runStates({
      ...run,
      call: (action, parameters) => api.call(action, parameters),
      onState: (state) => {
        states.push(state.name);
        onState?.(state);
      },
    });
    if (report.status !== "TIMED_OUT") return report;
    return { ...report, cause: `${report.cause} ${await api.cancelRunning()}` };
  } catch (error) {
    if (signal?.aborted !== true) throw error;
    const cause = await api.cancelRunning();
    return { status: "ABORTED", startedAt, endedAt: new Date(clock.now()), states, cause };
  }
}
