import {
  ActiveWaitingRequestsExceededException,
  BatchExecuteStatementCommand,
  CancelStatementCommand,
  DescribeStatementCommand,
  ExecuteStatementCommand,
  GetStatementResultCommand,
  type RedshiftDataClient,
} from "@aws-sdk/client-redshift-data";
import { DATA_API_ACTIONS, type DataApiAction } from "./data-api-actions.ts";
import { StatesError } from "./errors.ts";
import type { Json, JsonObject } from "./json.ts";

/** How long a look waits for the statement's end, where Step Functions looks once a second. */
const LONGEST_WAIT_SECONDS = 20;

const ENDED: readonly string[] = ["FINISHED", "FAILED", "ABORTED"];

/** The statement that was accepted last and has not been seen to end. */
export interface RunningStatement {
  readonly id: string;
  readonly title: string;
}

/**
 * The Data API as the owner's definitions call it: parameters and answers in Step Functions' way of writing them (PascalCase
 * throughout), errors by their names there.
 * https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html
 */
export class OwnerDataApi {
  readonly #client: RedshiftDataClient;
  readonly #signal: AbortSignal | undefined;
  #running: RunningStatement | undefined;
  #isHeldOpen = true;

  /** @param signal ends a look that waits. A statement that is being handed over is not cut off: its id would be lost. */
  constructor(client: RedshiftDataClient, signal?: AbortSignal) {
    this.#client = client;
    this.#signal = signal;
  }

  get running(): RunningStatement | undefined {
    return this.#running;
  }

  /** @throws {StatesError} @throws the signal's reason once it is aborted */
  async call(action: DataApiAction, parameters: JsonObject): Promise<Json> {
    try {
      return asStates(await this.#actions[action](parameters));
    } catch (error) {
      this.#signal?.throwIfAborted();
      throw statesErrorOf(error);
    }
  }

  /** Cancels what runs, and says as a sentence what became of it. */
  async cancelRunning(): Promise<string> {
    const running = this.#running;
    if (running === undefined) return "No statement was running.";
    const which = `The statement that ran (${running.title}, ${running.id})`;
    try {
      await this.#client.send(new CancelStatementCommand({ Id: running.id }));
      return `${which} was cancelled.`;
    } catch (error) {
      return `${which} could not be cancelled and may have run to its end: ${String(error)}.`;
    }
  }

  readonly #actions: Readonly<Record<DataApiAction, (parameters: JsonObject) => Promise<object>>> = {
    executeStatement: (parameters) => {
      const input = DATA_API_ACTIONS.executeStatement.parse(parameters);
      return this.#accepted(input.StatementName, this.#client.send(new ExecuteStatementCommand(input)));
    },
    batchExecuteStatement: (parameters) => {
      const input = DATA_API_ACTIONS.batchExecuteStatement.parse(parameters);
      return this.#accepted(input.StatementName, this.#client.send(new BatchExecuteStatementCommand(input)));
    },
    describeStatement: (parameters) => this.#look(DATA_API_ACTIONS.describeStatement.parse(parameters).Id),
    getStatementResult: (parameters) =>
      this.#client.send(
        new GetStatementResultCommand(DATA_API_ACTIONS.getStatementResult.parse(parameters)),
        this.#abortable,
      ),
  };

  async #accepted<Answer extends { Id?: string | undefined }>(title: string, sent: Promise<Answer>): Promise<Answer> {
    const answer = await sent;
    this.#running = { id: answer.Id ?? "", title };
    return answer;
  }

  async #look(Id: string): Promise<object> {
    const WaitTimeSeconds = this.#isHeldOpen ? LONGEST_WAIT_SECONDS : undefined;
    try {
      const told = await this.#client.send(new DescribeStatementCommand({ Id, WaitTimeSeconds }), this.#abortable);
      if (ENDED.includes(told.Status ?? "")) this.#running = undefined;
      return told;
    } catch (error) {
      if (!(error instanceof ActiveWaitingRequestsExceededException)) throw error;
      this.#isHeldOpen = false;
      return this.#look(Id);
    }
  }

  get #abortable() {
    return this.#signal === undefined ? {} : { abortSignal: this.#signal };
  }
}

/** Network errors by their code, as Node and the SDK's HTTP handlers name them. */
const NETWORK = /^(ECONN|ENOTFOUND|EAI_|EHOST|ENET|EPIPE|ETIMEDOUT)/;

/** Anything that is neither a service's answer nor the network's is no failure of a state, and stays what it is. */
function statesErrorOf(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if ("$fault" in error) {
    const name = error.name.endsWith("Exception") ? error.name : `${error.name}Exception`;
    return new StatesError(`RedshiftData.${name}`, error.message, { cause: error });
  }
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (!NETWORK.test(code) && error.name !== "TimeoutError") return error;
  return new StatesError("RedshiftData.SdkClientException", error.message || code, { cause: error });
}

/** An answer of the SDK for JavaScript as Step Functions gives it: names in PascalCase, times in ISO 8601. */
function asStates(value: unknown): Json {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (Array.isArray(value)) return value.map(asStates);
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).filter(([key, inner]) => inner !== undefined && key !== "$metadata");
    return Object.fromEntries(
      members.map(([key, inner]) => [key.charAt(0).toUpperCase() + key.slice(1), asStates(inner)]),
    );
  }
  return value as Json;
}
