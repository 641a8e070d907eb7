import { StatesError } from "./states-error.ts";

/** https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const MAXIMUM_EVENTS = 25_000;

/** One event of an execution as GetExecutionHistory answers it; its details are under the event type's own field. */
export interface HistoryEvent {
  readonly id: number;
  readonly previousEventId: number;
  readonly timestamp: Date;
  readonly type: string;
  readonly [details: `${string}EventDetails`]: Readonly<Record<string, unknown>>;
}

/** Where in the history a branch of an execution is: its next event follows `id`. */
export interface Cursor {
  id: number;
}

/** The events of one execution, in order. */
export class History {
  readonly events: HistoryEvent[] = [];
  readonly #now: () => Date;
  readonly #listener: (event: HistoryEvent) => void;

  /** @param listener hears each event as it happens. */
  constructor(now: () => Date, listener: (event: HistoryEvent) => void) {
    this.#now = now;
    this.#listener = listener;
  }

  /**
   * Adds an event behind `cursor` and moves it on.
   * @param details one field, such as `{ taskFailedEventDetails: {...} }`.
   * @throws {StatesError} States.Runtime when the history is full, which ends the execution as on AWS.
   */
  add(cursor: Cursor, type: string, details: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {}): void {
    const closing = type.startsWith("Execution");
    if (this.events.length >= MAXIMUM_EVENTS - 1 && !closing) {
      throw new StatesError(
        "States.Runtime",
        `The execution reached the maximum number of history events (${MAXIMUM_EVENTS}).`,
      );
    }
    const event = {
      id: this.events.length + 1,
      previousEventId: cursor.id,
      timestamp: this.#now(),
      type,
      ...details,
    };
    cursor.id = event.id;
    this.events.push(event);
    this.#listener(event);
  }
}
