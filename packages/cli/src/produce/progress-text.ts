import type { HeldBackBy, ProduceProgress } from "@sensor-pipeline/core/producer/produce-progress";
import { inWords, millisecondsWords, rateWords } from "./summary-lines.ts";

const HELD_BACK_BY: Readonly<Record<HeldBackBy, string>> = {
  shards: "held back by the shards' limits",
  circuit: "waiting for the stream",
  answers: "held back by slow answers",
};

/** How far a run is, on one line. */
export function progressText(progress: ProduceProgress, planned: number | undefined): string {
  const { sent, perSecond, failed, retried, throttled, p50Ms, p95Ms, circuit, heldBackBy } = progress;
  const parts = [
    `sent ${inWords(sent)}${planned === undefined ? "" : ` of ${inWords(planned)}`}`,
    rateWords(perSecond),
    `failed ${inWords(failed)}`,
    `retried ${inWords(retried)}`,
    `throttled ${inWords(throttled)}`,
    `p50/p95 ${millisecondsWords(p50Ms)}/${millisecondsWords(p95Ms)}`,
    `circuit ${circuit}`,
  ];
  if (heldBackBy !== undefined) parts.push(HELD_BACK_BY[heldBackBy]);
  return parts.join("  ");
}
