import type { ActionName } from "./probe-context.ts";

/** An open question, and the small thing that is done to have it answered. Everything in it is data. */
export interface Probe {
  readonly id: string;
  readonly question: string;
  /** Where the question stands open. */
  readonly asked: string;
  /** Statements that must succeed before it can be asked. `{stream}` is the stream as the external schema has it. */
  readonly prepare?: readonly string[];
  /** Records that are in the stream before it is asked, as text. */
  readonly put?: readonly string[];
  /** Statements whose results or errors are the answer, or what is done instead of them, or why it can't be asked. */
  readonly ask: { readonly sql: readonly string[] } | { readonly action: ActionName } | { readonly unasked: string };
  /** Each answer that was foreseen: what it looks like, and what it says. The first that fits counts. */
  readonly meanings: readonly { readonly when: RegExp; readonly means: string }[];
  /** What is to be corrected where the local answer is another: a rule of the emulator, or a line of a support table. */
  readonly touches: string;
  /** The words themselves are the answer: other words with the same meaning are a difference. @default false */
  readonly byText?: boolean;
  /** Run at the end, whatever came of it. */
  readonly cleanUp?: readonly string[];
  /** Takes many minutes on AWS: asked with --slow only. @default false */
  readonly slow?: boolean;
}

export const REFUSED = "REFUSED: ";
