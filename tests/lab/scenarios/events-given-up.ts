import { RETRIES_SECONDS } from "../lab-alarms.ts";
import type { Raised } from "../scenario.ts";

/** A function that fails each time: the first of its events is given up after all retries, and kept in a queue. */
export function eventsGivenUp(everySeconds: number): Raised {
  const seconds = everySeconds + RETRIES_SECONDS;
  return { "events-dropped": seconds, "dead-letters": seconds };
}
