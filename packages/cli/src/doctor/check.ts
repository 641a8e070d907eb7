import type { CheckId } from "./check-ids.ts";
import type { Examination } from "./examination.ts";
import type { FindingRule } from "./finding-rules.ts";

/** Something that is not as it should be. */
export interface Finding {
  /** Name of what was found, the same whenever it is found. */
  readonly rule: FindingRule;
  /** `problem`: data does not flow, or nobody is told. `warning`: it does, but not as it should. */
  readonly severity: "warning" | "problem";
  /** Which object, and which value it has. */
  readonly found: string;
  /** Why it matters. */
  readonly matters: string;
  /** How to mend it: a command or a statement where there is one. */
  readonly mend: string;
  /** Page that says so. */
  readonly source: string;
  /** What depends on this check has nothing to look at. @default false */
  readonly blocks?: boolean;
}

/** One question, and where its answer is looked for. */
export interface Check {
  readonly id: CheckId;
  /** Checks without whose object there is nothing to look at. */
  readonly needs: readonly CheckId[];
  /** @throws {NotAllowedError} {CannotTellError} and what explainError explains: the answer is then unknown */
  readonly run: (examination: Examination) => Promise<readonly Finding[]>;
}

export type CheckResult =
  | { readonly id: CheckId; readonly outcome: "ok"; readonly findings: readonly [] }
  | { readonly id: CheckId; readonly outcome: "warning" | "problem"; readonly findings: readonly Finding[] }
  | { readonly id: CheckId; readonly outcome: "unknown"; readonly reason: string; readonly missing?: MissingPermission }
  | { readonly id: CheckId; readonly outcome: "skipped"; readonly because: CheckId };

/** What a check would have needed to look. */
export interface MissingPermission {
  /** `kinesis:ListShards`, or a statement's right in the database. */
  readonly action: string;
  /** Role, or person, that lacks it. */
  readonly who: string;
}

/** Somebody may not do what a check needs. */
export class NotAllowedError extends Error {
  override readonly name = "NotAllowedError";
  readonly missing: MissingPermission;
  constructor(missing: MissingPermission, reason: string, options?: ErrorOptions) {
    super(reason, options);
    this.missing = missing;
  }
}

/** Nothing that can be read here answers the question. */
export class CannotTellError extends Error {
  override readonly name = "CannotTellError";
}
