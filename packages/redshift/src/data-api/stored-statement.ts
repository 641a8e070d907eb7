import type { ResultSet } from "../execute/execution.ts";
import type { Session } from "../session/session.ts";
import type { SignIn } from "../sign-in.ts";
import type { KeptSession } from "./session-store.ts";

export type StatementStatus = "SUBMITTED" | "PICKED" | "STARTED" | "FINISHED" | "FAILED" | "ABORTED";

export interface SqlParameter {
  readonly name: string;
  readonly value: string;
}

/** How far one SQL text has come. */
export interface Progress {
  status: StatementStatus;
  readonly createdAt: number;
  updatedAt: number;
  startedAt?: number;
  /** `ERROR: ...`, with position and hint. */
  error?: string;
  resultSet?: ResultSet;
  resultRows: number;
  resultSize: number;
  queryId: number;
}

/** One of the statements of a batch, or the only one. */
export interface SubStatement extends Progress {
  /** `<id>:1`, `<id>:2` ... in a batch. */
  readonly id: string;
  readonly sql: string;
}

/** A statement of the Data API: kept 24 hours, in memory. */
export interface StoredStatement {
  readonly id: string;
  readonly signIn: SignIn;
  readonly database: string;
  readonly batch: boolean;
  readonly statements: readonly SubStatement[];
  readonly parameters: readonly SqlParameter[];
  readonly statementName?: string;
  readonly clientToken?: string;
  /** What it runs in: a session of its own, or one that is kept. */
  readonly session: Session;
  readonly kept?: KeptSession;
  readonly executionMode?: "transaction" | "auto-commit";
  readonly withEvent: boolean;
  readonly resultFormat: "JSON" | "CSV";
  readonly secretArn?: string;
  readonly workgroupName?: string;
  readonly overall: Progress;
  readonly controller: AbortController;
  /** Resolves when the status does not change any more; never rejects. */
  ended: Promise<void>;
  /** Requests that wait for its end. */
  waiting: number;
}

const ENDED: ReadonlySet<StatementStatus> = new Set(["FINISHED", "FAILED", "ABORTED"]);

export function hasEnded({ status }: Pick<Progress, "status">): boolean {
  return ENDED.has(status);
}

/** Nanoseconds it has run, as the API counts; 0 before it has ended. */
export function durationOf(progress: Progress): number {
  if (!hasEnded(progress) || progress.startedAt === undefined) return 0;
  return Math.round((progress.updatedAt - progress.startedAt) * 1e6);
}
