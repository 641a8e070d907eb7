import type { PolicyStatement } from "../../identity/identity.ts";

/** How a function's events are handled when they were handed over without waiting (`PutFunctionEventInvokeConfig`). */
export interface EventInvokeConfig {
  readonly maximumRetryAttempts: number;
  readonly maximumEventAgeSeconds: number;
  readonly onSuccessArn?: string;
  readonly onFailureArn?: string;
  readonly lastModified: Date;
}

/** A Lambda function as this local AWS keeps it. */
export interface FunctionRecord {
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  /** `<file without extension>.<export>`, from the code folder. */
  readonly handler: string;
  readonly runtime: string;
  /** Absolute path of the built bundle. */
  readonly codeFolder: string;
  readonly description: string;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly ephemeralStorageMb: number;
  readonly architectures: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly logFormat: "Text" | "JSON";
  readonly logGroup: string;
  readonly deadLetterArn?: string;
  readonly reservedConcurrency?: number;
  readonly eventInvoke?: EventInvokeConfig;
  /** Statements of the function's own policy: who may invoke it besides whom IAM lets. */
  readonly permissions: readonly PolicyStatement[];
  readonly tags: Readonly<Record<string, string>>;
  readonly lastModified: Date;
  /** Counts every change: a sandbox of an older version serves no new invocation. */
  readonly revision: number;
}

/** What Lambda does with events when nothing is configured: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html */
export const DEFAULT_EVENT_INVOKE = { maximumRetryAttempts: 2, maximumEventAgeSeconds: 21_600 } as const;
