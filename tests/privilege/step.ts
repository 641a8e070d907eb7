import { setTimeout as delay } from "node:timers/promises";
import type { StageNames } from "@sensor-pipeline/core/names";
import type { ProofStage } from "./proof-stage.ts";

/** Something that the stage does, as some of its roles. */
export interface Step {
  readonly name: string;
  /** It takes seconds: `npm test` leaves it to `npm run lab:privileges` while the others use every permission. */
  readonly isLong?: true;
  /** The roles whose failing it tells of; it may set off others that act by themselves. */
  readonly as: (names: StageNames) => readonly string[];
  /** Does it once. @returns all that its failure told whoever looks there; undefined when it did what it is for */
  readonly run: (stage: ProofStage) => Promise<string | undefined>;
  /** Puts back what it took away or left half done; all roles have all their permissions again by then. @default nothing */
  readonly restore?: (stage: ProofStage) => Promise<void>;
}

const LOOK_AGAIN_MS = 10;
const LONGEST_MS = 60_000;

/** What `look` gives as soon as it gives anything. @throws {Error} naming `what` when that takes a minute */
export async function eventually<Found>(what: string, look: () => Promise<Found | undefined>): Promise<Found> {
  for (let waited = 0; waited < LONGEST_MS; waited += LOOK_AGAIN_MS) {
    const found = await look();
    if (found !== undefined) return found;
    await delay(LOOK_AGAIN_MS);
  }
  throw new Error(`${what} did not come about within ${LONGEST_MS / 1000} s.`);
}

/** The message of an error, and those of what caused it. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}\n${wordsOf(error.cause)}`;
}

/** What the failure of `work` told; undefined when it went well. */
export async function told(work: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return wordsOf(error);
  }
}
