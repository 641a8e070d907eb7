import type { DataApi } from "@sensor-pipeline/core/setup/run-definition";
import { ADMIN, type TestRedshift } from "@sensor-pipeline/redshift/test-redshift";
import { engineWarehouse } from "../sql/engine-warehouse.ts";

/** What can happen to an execution in a state that runs a statement. */
export const FATES = {
  /** The execution is stopped before the statement is sent. */
  stopped: "Stop",
  /** The statement is sent and runs to its end, and the execution is stopped before it looks. */
  "stopped after sending": "Stop",
  /** The statement is killed as soon as it is sent, and the execution stopped. */
  killed: "Stop",
  /** The statement fails: a transaction as a whole. */
  failing: "StatementFailed",
  /** The Data API refuses the call for good. */
  refused: "StatementRefused",
} as const;

export type Fate = keyof typeof FATES;

export interface Interruption {
  /** Name of the state, which is the statement's name as well, or its beginning. */
  readonly state: string;
  readonly fate: Fate;
}

/** What passes by itself: each first call of a state meets one of these, and the second is answered. */
const PASSING = ["throttled", "timed out", "lost answer", "no connection"] as const;

export type Passing = (typeof PASSING)[number];

/** The execution was stopped. */
export class Stop extends Error {
  override readonly name = "Stop";
}

/** A Data API on which one state of an execution comes to an end before its time. Afterwards it knows whether it did. */
export function interruptedWarehouse(test: TestRedshift, { state, fate }: Interruption) {
  const warehouse = engineWarehouse(test);
  let stopped = false;
  let met = false;
  const ends: Readonly<Record<Fate, (action: string, input: Record<string, unknown>) => Promise<unknown>>> = {
    async stopped() {
      stopped = true;
      throw new Stop(state);
    },
    async "stopped after sending"(action, input) {
      await warehouse.call("describeStatement", (await warehouse.call(action, input)) as { Id: string });
      stopped = true;
      throw new Stop(state);
    },
    async killed(action, input) {
      const { Id } = (await warehouse.call(action, input)) as { Id: string };
      killIfItRuns(test, Id);
      await warehouse.call("describeStatement", { Id });
      stopped = true;
      throw new Stop(state);
    },
    failing: async (action, input) => await warehouse.call(action, failing(input)),
    async refused() {
      throw dataApiError("ValidationException", "Injected: the call is refused.");
    },
  };
  const api: DataApi = {
    async call(action, input) {
      if (stopped) throw new Stop(state);
      if (met || !String(input.StatementName).startsWith(state)) return await warehouse.call(action, input);
      met = true;
      return await ends[fate](action, input);
    },
  };
  return { api, isMet: () => met };
}

/** A Data API on which each state's first call meets what passes by itself, one kind after the other. */
export function troubledWarehouse(test: TestRedshift): DataApi {
  const warehouse = engineWarehouse(test);
  const met = new Set<string>();
  return {
    async call(action, input) {
      const call = `${action} ${input.ClientToken ?? input.Id}`;
      if (met.has(call)) return await warehouse.call(action, input);
      const passing = PASSING[met.size % PASSING.length] ?? "throttled";
      met.add(call);
      if (passing === "lost answer") await warehouse.call(action, input);
      throw ERRORS[passing]();
    },
  };
}

const ERRORS: Readonly<Record<Passing, () => Error>> = {
  throttled: () => dataApiError("ThrottlingException", "Injected: rate exceeded."),
  "timed out": () => dataApiError("SdkClientException", "Injected: read timed out."),
  "lost answer": () => dataApiError("InternalServerException", "Injected: the answer was lost."),
  "no connection": () => dataApiError("DatabaseConnectionException", "Injected: no connection."),
};

function dataApiError(name: string, message: string): Error {
  return Object.assign(new Error(message), { name: `RedshiftData.${name}` });
}

/** The same call with a last statement that fails, so that a transaction has done everything before it. */
function failing(input: Record<string, unknown>): Record<string, unknown> {
  const broken = "SELECT 1 FROM public.injected_failure";
  if (Array.isArray(input.Sqls)) return { ...input, Sqls: [...input.Sqls, broken] };
  const { Parameters: _, ...rest } = input;
  return { ...rest, Sql: broken };
}

/** One that has ended already can't be killed; then it is as if the execution alone had been stopped. */
function killIfItRuns(test: TestRedshift, id: string): void {
  try {
    test.redshift.cancelStatement(ADMIN, { id });
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes("already in")) throw error;
  }
}
