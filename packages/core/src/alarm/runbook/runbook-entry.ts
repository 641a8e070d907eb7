/** What a person does about an alarm: an entry of the runbook, under the alarm's key. */
export interface RunbookEntry {
  /** Commands to run first, without `pipeline`. */
  readonly lookFirst: readonly string[];
  /** The likeliest first, each with what mends it. */
  readonly causes: readonly { readonly cause: string; readonly mend: string }[];
  /** How to see that it worked. */
  readonly verify: string;
}
