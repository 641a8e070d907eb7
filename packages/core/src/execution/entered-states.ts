import { GetExecutionHistoryCommand, type HistoryEvent, type SFNClient } from "@aws-sdk/client-sfn";
import type { EnteredState } from "./execution.ts";

const EVENTS_A_PAGE = 200;

/** The states of one execution, as far as they have been read. */
export class EnteredStates {
  readonly #sfn: SFNClient;
  readonly #executionArn: string;
  readonly #names = new Set<string>();
  #lastEvent = 0;

  constructor(sfn: SFNClient, executionArn: string) {
    this.#sfn = sfn;
    this.#executionArn = executionArn;
  }

  /** In the order in which they were entered for the first time. */
  get names(): readonly string[] {
    return [...this.#names];
  }

  /** States entered for the first time since the last read. */
  async read(): Promise<readonly EnteredState[]> {
    const entered: EnteredState[] = [];
    for (const { id = 0, timestamp, stateEnteredEventDetails } of await this.#newEvents()) {
      this.#lastEvent = id;
      const name = stateEnteredEventDetails?.name;
      if (name === undefined || this.#names.has(name)) continue;
      this.#names.add(name);
      entered.push({ name, at: timestamp ?? new Date(0) });
    }
    return entered;
  }

  /** Read from the newest backwards, so that a long history costs one request a look and not all its pages. */
  async #newEvents(): Promise<readonly HistoryEvent[]> {
    const newestFirst: HistoryEvent[] = [];
    let nextToken: string | undefined;
    do {
      const page = await this.#sfn.send(
        new GetExecutionHistoryCommand({
          executionArn: this.#executionArn,
          reverseOrder: true,
          includeExecutionData: false,
          maxResults: EVENTS_A_PAGE,
          nextToken,
        }),
      );
      const events = page.events ?? [];
      const unread = events.filter(({ id = 0 }) => id > this.#lastEvent);
      newestFirst.push(...unread);
      nextToken = unread.length < events.length ? undefined : page.nextToken;
    } while (nextToken);
    return newestFirst.reverse();
  }
}
