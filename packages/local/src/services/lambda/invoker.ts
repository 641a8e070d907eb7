import { randomUUID } from "node:crypto";
import { AwsError, type ServiceContext, type SteppedPart } from "../../service.ts";
import { openLog } from "./function-log.ts";
import type { FunctionRecord } from "./function-record.ts";
import type { FunctionStore } from "./function-store.ts";
import { LAMBDA } from "./lambda-principal.ts";
import { logLines } from "./log-lines.ts";
import { Sandbox, type SandboxOutcome } from "./sandbox.ts";
import { sandboxEnvironment } from "./sandbox-environment.ts";
import { SandboxPool } from "./sandbox-pool.ts";

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MAXIMUM_RESPONSE_BYTES = 6_291_556;

export interface InvocationResult {
  readonly requestId: string;
  /** JSON text: the handler's answer, or the error's `{errorType, errorMessage, trace}`. */
  readonly payload: string;
  readonly functionError?: "Unhandled";
  /** The last 4 KB of the invocation's log. */
  readonly logTail: string;
}

/** Runs functions in their sandboxes, writes their logs and counts their metrics. */
export class Invoker {
  readonly #context: ServiceContext;
  readonly #store: FunctionStore;
  readonly #endpoint: () => string;
  readonly #pool: SandboxPool;

  constructor(context: ServiceContext, store: FunctionStore, endpoint: () => string) {
    this.#context = context;
    this.#store = store;
    this.#endpoint = endpoint;
    this.#pool = new SandboxPool((record) => this.#start(record));
    store.onChange((name) => {
      // A sandbox that can't be ended is a fault of this process, not of whoever changed the function.
      void this.#pool.retire(name).catch((error: unknown) => console.error("lambda: a sandbox did not end", error));
    });
  }

  /** @throws {AwsError} TooManyRequestsException when the function's concurrency is used up. */
  async invoke(record: FunctionRecord, payload: string, requestId: string = randomUUID()): Promise<InvocationResult> {
    const sandbox = this.#pool.take(record);
    if (!sandbox) {
      this.#count(record, "Throttles", 1, "Count");
      throw new AwsError("TooManyRequestsException", "Rate Exceeded.", 429, {
        Type: "User",
        Reason:
          record.reservedConcurrency === undefined
            ? "ConcurrentInvocationLimitExceeded"
            : "ReservedFunctionConcurrentInvocationLimitExceeded",
      });
    }
    try {
      return await this.#run(record, sandbox, payload, requestId);
    } finally {
      await this.#pool.give(this.#current(record), sandbox);
    }
  }

  /** As `invoke`, but waits for its turn where that refuses. */
  async invokeInTurn(record: FunctionRecord, payload: string, requestId: string): Promise<InvocationResult> {
    for (;;) {
      try {
        return await this.invoke(record, payload, requestId);
      } catch (error) {
        if (!(error instanceof AwsError && error.code === "TooManyRequestsException")) throw error;
        await this.#pool.freed(record.name);
      }
    }
  }

  get stepping(): SteppedPart {
    return this.#pool.stepping;
  }

  async close(): Promise<void> {
    await this.#pool.close();
  }

  async #run(record: FunctionRecord, sandbox: Sandbox, payload: string, requestId: string): Promise<InvocationResult> {
    const lines = logLines(record, () => this.#context.clock.date());
    const log = await openLog(this.#context, record, sandbox);
    log.write(lines.start(requestId));
    const started = this.#context.clock.codeNow();
    const timeoutMs = record.timeoutSeconds * 1000;
    const outcome = bounded(await sandbox.invoke({ type: "invoke", requestId, payload, timeoutMs }, log.write));
    const durationMs = this.#context.clock.codeNow() - started;
    const error = outcome.kind === "failure" ? outcome.error : undefined;
    if (outcome.kind === "timeout")
      log.write(`${this.#context.clock.date().toISOString()} ${requestId} ${timedOut(record)}\n`);
    for (const line of lines.end({
      requestId,
      durationMs,
      status: outcome.kind === "result" ? "success" : outcome.kind === "timeout" ? "timeout" : "error",
      ...(error ? { errorType: error.errorType } : {}),
    })) {
      log.write(line);
    }
    this.#count(record, "Invocations", 1, "Count");
    this.#count(record, "Errors", outcome.kind === "result" ? 0 : 1, "Count");
    this.#count(record, "Duration", durationMs, "Milliseconds");
    const logTail = log.tail();
    if (outcome.kind === "result") return { requestId, payload: outcome.payload, logTail };
    const failure = error ?? {
      errorType: "Sandbox.Timedout",
      errorMessage: `RequestId: ${requestId} Error: ${timedOut(record)}`,
    };
    return { requestId, payload: JSON.stringify(failure), functionError: "Unhandled", logTail };
  }

  #start(record: FunctionRecord): Sandbox {
    const { clock, identity, region } = this.#context;
    const caller = identity.assumeRole(LAMBDA, record.roleArn, record.name);
    const day = clock.date().toISOString().slice(0, 10).replaceAll("-", "/");
    const logStream = `${day}/[$LATEST]${randomUUID().replaceAll("-", "")}`;
    const { handler, codeFolder: folder, name: functionName, arn: functionArn, memoryMb, logGroup, logFormat } = record;
    return new Sandbox(
      {
        handler,
        folder,
        functionName,
        functionArn,
        memoryMb,
        logGroup,
        logStream,
        logFormat,
        clock: clock.settings,
        ...(clock.shared === undefined ? {} : { shared: clock.shared }),
      },
      sandboxEnvironment(record, {
        region,
        endpoint: this.#endpoint(),
        credentials: identity.issueCredentials(caller),
        logStream,
      }),
      record.revision,
      clock,
    );
  }

  #count(record: FunctionRecord, name: string, value: number, unit: string): void {
    this.#context.recordMetric({
      namespace: "AWS/Lambda",
      name,
      dimensions: { FunctionName: record.name },
      value,
      unit,
    });
  }

  /** The function as it is now: it may have changed, or gone, while this invocation ran. */
  #current(record: FunctionRecord): FunctionRecord {
    return this.#store.list().find(({ name }) => name === record.name) ?? { ...record, revision: Number.NaN };
  }
}

function timedOut(record: FunctionRecord): string {
  return `Task timed out after ${record.timeoutSeconds.toFixed(2)} seconds`;
}

function bounded(outcome: SandboxOutcome): SandboxOutcome {
  if (outcome.kind !== "result" || Buffer.byteLength(outcome.payload) <= MAXIMUM_RESPONSE_BYTES) return outcome;
  return {
    kind: "failure",
    error: {
      errorType: "Function.ResponseSizeTooLarge",
      errorMessage: `Response payload size exceeded maximum allowed payload size (${MAXIMUM_RESPONSE_BYTES} bytes).`,
    },
  };
}
