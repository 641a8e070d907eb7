import { AwsError, type ServiceContext } from "../../service.ts";
import { deliver } from "../destination.ts";
import { DEFAULT_EVENT_INVOKE, type FunctionRecord } from "./function-record.ts";
import type { FunctionStore } from "./function-store.ts";
import type { InvocationResult, Invoker } from "./invoker.ts";
import { LAMBDA } from "./lambda-principal.ts";

/** A minute before the second attempt, two before the third: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html */
const RETRY_DELAYS_MS = [60_000, 120_000];
/** Events that wait or run at one time; AWS's queue is bounded by their age alone. */
const MAXIMUM_EVENTS = 10_000;

type Condition = "Success" | "RetriesExhausted" | "EventAgeExceeded";

interface QueuedEvent {
  readonly requestId: string;
  readonly payload: string;
  readonly receivedAt: number;
}

/** Lambda's queue of events that nobody waits for: retried after errors, and handed on when given up. */
export class AsyncInvoker {
  readonly #context: ServiceContext;
  readonly #store: FunctionStore;
  readonly #invoker: Invoker;
  readonly #closing = new AbortController();
  readonly #running = new Set<Promise<void>>();

  constructor(context: ServiceContext, store: FunctionStore, invoker: Invoker) {
    this.#context = context;
    this.#store = store;
    this.#invoker = invoker;
  }

  /** Takes an event over and returns at once. */
  accept(record: FunctionRecord, payload: string, requestId: string): void {
    if (this.#running.size >= MAXIMUM_EVENTS) {
      throw new AwsError("TooManyRequestsException", `${MAXIMUM_EVENTS} events wait already in this local AWS.`, 429);
    }
    this.#count(record, "AsyncEventsReceived");
    const event = { requestId, payload, receivedAt: this.#context.clock.now() };
    const work = this.#process(record.name, event)
      .catch((error: unknown) => {
        if (!this.#closing.signal.aborted) console.error(`lambda: an event for ${record.name} was lost`, error);
      })
      .finally(() => this.#running.delete(work));
    this.#running.add(work);
  }

  /** Events that still wait for a retry are dropped: the queue is in memory (SUPPORT.md). */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all(this.#running);
  }

  async #process(name: string, event: QueuedEvent): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const record = this.#store.get(name, name);
      const { maximumRetryAttempts, maximumEventAgeSeconds } = record.eventInvoke ?? DEFAULT_EVENT_INVOKE;
      const result = await this.#invoker.invokeInTurn(record, event.payload, event.requestId);
      if (!result.functionError) return await this.#finish(record, event, "Success", attempt, result);
      if (attempt > maximumRetryAttempts) return await this.#finish(record, event, "RetriesExhausted", attempt, result);
      const delay = RETRY_DELAYS_MS[attempt - 1] ?? 0;
      if (this.#context.clock.now() + delay - event.receivedAt > maximumEventAgeSeconds * 1000) {
        return await this.#finish(record, event, "EventAgeExceeded", attempt, result);
      }
      await this.#context.clock.sleep(delay, this.#closing.signal);
    }
  }

  async #finish(
    record: FunctionRecord,
    event: QueuedEvent,
    condition: Condition,
    attempts: number,
    result: InvocationResult,
  ): Promise<void> {
    if (condition !== "Success") this.#count(record, "AsyncEventsDropped");
    const { onSuccessArn, onFailureArn } = record.eventInvoke ?? {};
    const destination = condition === "Success" ? onSuccessArn : onFailureArn;
    if (destination) {
      const body = JSON.stringify(this.#invocationRecord(record, event, condition, attempts, result));
      await this.#deliver(record, destination, body, {}, "DestinationDeliveryFailures");
    }
    if (condition !== "Success" && record.deadLetterArn) {
      const attributes = { RequestID: event.requestId, ErrorCode: "200", ErrorMessage: result.payload.slice(0, 1024) };
      await this.#deliver(record, record.deadLetterArn, event.payload, attributes, "DeadLetterErrors");
    }
  }

  /** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
  #invocationRecord(
    record: FunctionRecord,
    event: QueuedEvent,
    condition: Condition,
    attempts: number,
    result: InvocationResult,
  ) {
    return {
      version: "1.0",
      timestamp: this.#context.clock.date().toISOString(),
      requestContext: {
        requestId: event.requestId,
        functionArn: `${record.arn}:$LATEST`,
        condition,
        approximateInvokeCount: attempts,
      },
      requestPayload: JSON.parse(event.payload),
      responseContext: {
        statusCode: 200,
        executedVersion: "$LATEST",
        ...(result.functionError ? { functionError: result.functionError } : {}),
      },
      responsePayload: JSON.parse(result.payload),
    };
  }

  /** Lambda hands on as the function's own role; a refused delivery is counted, as AWS does, and told. */
  async #deliver(
    record: FunctionRecord,
    targetArn: string,
    body: string,
    attributes: Readonly<Record<string, string>>,
    failureMetric: string,
  ): Promise<void> {
    try {
      const caller = this.#context.identity.assumeRole(LAMBDA, record.roleArn, record.name);
      await deliver(this.#context, caller, targetArn, body, attributes);
    } catch (error) {
      this.#count(record, failureMetric);
      console.error(`lambda: an event of ${record.name} could not be handed to ${targetArn}`, error);
    }
  }

  #count(record: FunctionRecord, name: string): void {
    this.#context.recordMetric({
      namespace: "AWS/Lambda",
      name,
      dimensions: { FunctionName: record.name },
      value: 1,
      unit: "Count",
    });
  }
}
