export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number;
  readonly MaxAttempts?: number;
  readonly BackoffRate?: number;
  readonly MaxDelaySeconds?: number;
  readonly JitterStrategy?: "NONE" | "FULL";
}

export interface Catcher {
  readonly ErrorEquals: readonly string[];
  readonly Next: string;
  readonly ResultPath?: string | null;
}

/** Input and output processing, the same for all states: https://docs.aws.amazon.com/step-functions/latest/dg/concepts-input-output-filtering.html */
export interface DataFlow {
  readonly InputPath?: string | null;
  readonly OutputPath?: string | null;
  readonly Parameters?: Json;
  readonly ResultSelector?: Json;
  readonly ResultPath?: string | null;
}

interface BaseState extends DataFlow {
  readonly Comment?: string;
  readonly Next?: string;
  readonly End?: boolean;
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
}

export interface TaskState extends BaseState {
  readonly Type: "Task";
  readonly Resource: string;
  readonly TimeoutSeconds?: number;
  readonly TimeoutSecondsPath?: string;
}

export interface PassState extends BaseState {
  readonly Type: "Pass";
  readonly Result?: Json;
}

export interface WaitState extends BaseState {
  readonly Type: "Wait";
  readonly Seconds?: number;
  readonly SecondsPath?: string;
  readonly Timestamp?: string;
  readonly TimestampPath?: string;
}

export interface ChoiceState extends BaseState {
  readonly Type: "Choice";
  readonly Choices: readonly ({ readonly Next: string } & { readonly [key: string]: Json })[];
  readonly Default?: string;
}

export interface SucceedState extends BaseState {
  readonly Type: "Succeed";
}

export interface FailState extends BaseState {
  readonly Type: "Fail";
  readonly Error?: string;
  readonly Cause?: string;
  readonly ErrorPath?: string;
  readonly CausePath?: string;
}

export interface ParallelState extends BaseState {
  readonly Type: "Parallel";
  readonly Branches: readonly StateGraph[];
}

export interface MapState extends BaseState {
  readonly Type: "Map";
  readonly ItemsPath?: string;
  readonly ItemSelector?: Json;
  readonly MaxConcurrency?: number;
  readonly MaxConcurrencyPath?: string;
  readonly ItemProcessor?: StateGraph;
  readonly Iterator?: StateGraph;
}

export type State =
  | TaskState
  | PassState
  | WaitState
  | ChoiceState
  | SucceedState
  | FailState
  | ParallelState
  | MapState;

/** States that lead to one another: a machine, a branch of a Parallel, the body of a Map. */
export interface StateGraph {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

/** A definition in the Amazon States Language, JSONPath: https://states-language.net/spec.html */
export interface Definition extends StateGraph {
  readonly Comment?: string;
  readonly TimeoutSeconds?: number;
}
