import { randomUUID } from "node:crypto";
import { ACCOUNT_ID } from "../../account.ts";
import type { LocalClock } from "../../clock.ts";
import type { EventRecord } from "../../service.ts";

/** An event as its targets get it: https://docs.aws.amazon.com/eventbridge/latest/ref/overview-event-structure.html */
export interface BusEvent {
  readonly version: "0";
  readonly id: string;
  readonly "detail-type": string;
  readonly source: string;
  readonly account: string;
  /** ISO 8601 in whole seconds. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

type Listener = (event: BusEvent) => Promise<void>;

/**
 * The default event bus, made before the services so that every one of them can put events onto it. Events are given to the listener as they
 * come and kept nowhere; without a listener nobody is waiting for them.
 */
export class EventBus {
  readonly #clock: LocalClock;
  readonly #region: string;
  readonly #report: (error: unknown) => void;
  readonly #underWay = new Set<Promise<void>>();
  #listener: Listener | undefined;

  constructor(clock: LocalClock, region: string, report: (error: unknown) => void) {
    this.#clock = clock;
    this.#region = region;
    this.#report = report;
  }

  listen(listener: Listener | undefined): void {
    this.#listener = listener;
  }

  /** Puts an event onto the bus and returns its id; its targets get it afterwards. */
  record(event: EventRecord, at?: Date): string {
    const id = randomUUID();
    const delivery = this.#listener?.({
      version: "0",
      id,
      "detail-type": event.detailType,
      source: event.source,
      account: ACCOUNT_ID,
      time: (at ?? this.#clock.date()).toISOString().replace(/\.\d+Z$/, "Z"),
      region: this.#region,
      resources: event.resources,
      detail: event.detail,
    });
    if (delivery !== undefined) this.#track(delivery);
    return id;
  }

  /** Resolves when every event recorded so far has been delivered. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  #track(delivery: Promise<void>): void {
    const tracked = delivery.catch(this.#report).finally(() => this.#underWay.delete(tracked));
    this.#underWay.add(tracked);
  }
}

/** The bus, made before the services; `report` is told of a delivery that failed by a fault of ours. */
export function createEventBus(
  clock: LocalClock,
  region: string,
  report: (error: unknown) => void = (error) => console.error("EventBridge could not deliver an event:", error),
): EventBus {
  return new EventBus(clock, region, report);
}
