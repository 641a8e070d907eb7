import {
  ActiveWaitingRequestsExceededException,
  CancelStatementCommand,
  DescribeStatementCommand,
  ExecuteStatementCommand,
  type RedshiftDataClient,
} from "@aws-sdk/client-redshift-data";
import type { Clock } from "../clock.ts";
import { StatementError, StatementTimeoutError, WarehouseRequestError } from "./errors.ts";
import type { WarehouseStatement } from "./warehouse-statement.ts";
import { targetFields, type WarehouseTarget } from "./warehouse-target.ts";

/** Longest time the Data API holds a request open, in seconds is 30; some are kept for the way. */
const LONGEST_WAIT_SECONDS = 20;
/** Of an attempt to cancel; the SDK makes three, and its caller has no more than a few seconds left. */
const LONGEST_CANCEL_MS = 1_200;
const FIRST_POLL_DELAY_MS = 100;
const LONGEST_POLL_DELAY_MS = 2_000;

const ENDED = new Set<string | undefined>(["FINISHED", "FAILED", "ABORTED"]);

/** What running a statement takes. */
export interface RunContext {
  readonly client: RedshiftDataClient;
  readonly target: WarehouseTarget;
  readonly clock: Clock;
  /** What the statement's name begins with, when its end shall be an event; see StatementTarget. */
  readonly eventPrefix?: string | undefined;
  /** Milliseconds since the epoch, after which the statement is cancelled. */
  readonly deadline?: number | undefined;
  /** Cancels the statement when aborted. */
  readonly signal?: AbortSignal | undefined;
}

export interface FinishedStatement {
  readonly statementId: string;
  readonly hasResultSet: boolean;
}

interface Progress {
  readonly status: string | undefined;
  readonly hasResultSet: boolean | undefined;
  readonly error?: string | undefined;
}

/**
 * Runs one statement and waits for its end: by long polling (WaitTimeSeconds), which answers as soon as the statement
 * ends, and by polling with a growing delay where the service doesn't hold the request open.
 * https://docs.aws.amazon.com/redshift/latest/mgmt/data-api-calling-considerations-long-polling.html
 * @throws {StatementError} when it failed or was cancelled by somebody else
 * @throws {StatementTimeoutError} when the deadline passed or the signal aborted; the statement is cancelled then
 * @throws {WarehouseRequestError} when the Data API refused a request
 */
export async function runStatement(statement: WarehouseStatement, context: RunContext): Promise<FinishedStatement> {
  const { id, ...started } = await start(statement, context);
  let progress: Progress = started;
  // Without hasResultSet an answer is from before long polling, and a failure's reason is only in the description.
  if (progress.status !== "FINISHED" || progress.hasResultSet === undefined) {
    progress = await waitForEnd(statement, id, context);
  }
  if (progress.status !== "FINISHED") {
    throw new StatementError(statement, id, progress.status ?? "UNKNOWN", progress.error ?? "Redshift gave no reason.");
  }
  return { statementId: id, hasResultSet: progress.hasResultSet ?? false };
}

async function start(statement: WarehouseStatement, context: RunContext): Promise<Progress & { readonly id: string }> {
  const { client, target, signal, eventPrefix } = context;
  if (isOver(context)) throw new StatementTimeoutError(statement, undefined, "It was not started.");
  try {
    const output = await client.send(
      new ExecuteStatementCommand({
        ...targetFields(target),
        ...(eventPrefix === undefined
          ? { StatementName: statement.name }
          : { StatementName: `${eventPrefix}: ${statement.name}`, WithEvent: true }),
        Sql: statement.sql,
        Parameters: statement.parameters?.map(({ name, value }) => ({ name, value })),
        WaitTimeSeconds: waitSeconds(context),
      }),
      { abortSignal: signal },
    );
    if (!output.Id) throw new Error("the answer has no statement id");
    return { id: output.Id, status: output.Status, hasResultSet: output.HasResultSet };
  } catch (error) {
    if (signal?.aborted) {
      throw new StatementTimeoutError(
        statement,
        undefined,
        "It may be running: no id had been answered to cancel it by.",
        {
          cause: error,
        },
      );
    }
    throw new WarehouseRequestError(statement, "ExecuteStatement", undefined, error);
  }
}

async function waitForEnd(statement: WarehouseStatement, id: string, context: RunContext): Promise<Progress> {
  const { clock, signal } = context;
  let isHeldOpen = true;
  for (let delay = FIRST_POLL_DELAY_MS; ; delay = Math.min(2 * delay, LONGEST_POLL_DELAY_MS)) {
    if (isOver(context)) throw await cancel(statement, id, context);
    const askedAt = clock.now();
    try {
      const progress = await describe(id, isHeldOpen ? waitSeconds(context) : undefined, context);
      if (ENDED.has(progress.status)) return progress;
      if (clock.now() - askedAt < delay) await clock.sleep(delay, signal);
    } catch (error) {
      if (signal?.aborted) throw await cancel(statement, id, context);
      if (!(error instanceof ActiveWaitingRequestsExceededException)) {
        throw new WarehouseRequestError(statement, "DescribeStatement", id, error);
      }
      isHeldOpen = false;
    }
  }
}

async function describe(id: string, wait: number | undefined, { client, signal }: RunContext): Promise<Progress> {
  const command = new DescribeStatementCommand({ Id: id, WaitTimeSeconds: wait });
  const output = await client.send(command, { abortSignal: signal });
  return { status: output.Status, hasResultSet: output.HasResultSet, error: output.Error };
}

/** The error to throw once the statement is cancelled; it says so too when the cancelling failed. */
async function cancel(
  statement: WarehouseStatement,
  id: string,
  { client, signal }: RunContext,
): Promise<StatementTimeoutError> {
  try {
    await client.send(new CancelStatementCommand({ Id: id }), { requestTimeout: LONGEST_CANCEL_MS });
    return new StatementTimeoutError(statement, id, "It was cancelled.", { cause: signal?.reason });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return new StatementTimeoutError(statement, id, `It could not be cancelled and may be running: ${why}`, {
      cause: error,
    });
  }
}

function isOver({ clock, deadline = Infinity, signal }: RunContext): boolean {
  return signal?.aborted === true || clock.now() >= deadline;
}

/** Whole seconds, at least one, and not beyond the deadline by more than a second. */
function waitSeconds({ clock, deadline = Infinity }: RunContext): number {
  return Math.min(LONGEST_WAIT_SECONDS, Math.max(1, Math.ceil((deadline - clock.now()) / 1_000)));
}
