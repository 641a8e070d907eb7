/** What a look for one thing of the stage gave. */
export interface VerifyFinding {
  /** `stream`, `role`, `view` ... */
  readonly kind: string;
  readonly name: string;
  /** `unknown`: it could not be looked at, so it may be there. */
  readonly state: "gone" | "left" | "unknown";
  /** Why it is unknown, or what is to be known about one that is left or gone. */
  readonly detail?: string;
  /** How a person removes it. */
  readonly remedy?: string;
}
