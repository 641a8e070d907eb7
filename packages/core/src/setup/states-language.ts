/**
 * The part of the Amazon States Language that our definitions use, in JSONPath.
 * https://states-language.net/ and https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html
 */
export interface StateMachineDefinition {
  readonly Comment: string;
  readonly StartAt: string;
  readonly TimeoutSeconds: number;
  readonly States: States;
}

export type States = Readonly<Record<string, State>>;

export type State = TaskState | PassState | ChoiceState | WaitState | FailState;

/** What a state gives or takes: constants, and paths and intrinsic functions under keys that end in `.$`. */
export type Payload = Readonly<Record<string, unknown>>;

export interface TaskState {
  readonly Type: "Task";
  readonly Resource: string;
  readonly Parameters: Payload;
  readonly ResultSelector?: Payload;
  readonly ResultPath: string;
  readonly Retry: readonly Retrier[];
  readonly Catch: readonly {
    readonly ErrorEquals: readonly string[];
    readonly ResultPath: string;
    readonly Next: string;
  }[];
  readonly Next: string;
}

export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds: number;
  readonly MaxAttempts: number;
  readonly BackoffRate: number;
  readonly MaxDelaySeconds: number;
  readonly JitterStrategy: "FULL" | "NONE";
}

export interface PassState {
  readonly Type: "Pass";
  readonly Parameters: Payload;
  readonly ResultPath?: string;
  readonly Next?: string;
  readonly End?: true;
}

export interface ChoiceState {
  readonly Type: "Choice";
  readonly Choices: readonly (Condition & { readonly Next: string })[];
  readonly Default: string;
}

export type Condition =
  | { readonly Variable: string; readonly StringEquals: string }
  | { readonly Variable: string; readonly StringMatches: string }
  | { readonly Variable: string; readonly NumericEquals: number }
  | { readonly Variable: string; readonly NumericGreaterThan: number }
  | { readonly Variable: string; readonly BooleanEquals: boolean }
  | { readonly Variable: string; readonly IsPresent: true }
  | { readonly And: readonly Condition[] }
  | { readonly Or: readonly Condition[] };

export interface WaitState {
  readonly Type: "Wait";
  readonly Seconds: number;
  readonly Next: string;
}

export interface FailState {
  readonly Type: "Fail";
  readonly ErrorPath: string;
  readonly CausePath: string;
}
