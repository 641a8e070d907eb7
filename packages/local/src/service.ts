import type { z } from "zod";
import type { LocalClock } from "./clock.ts";
import type { Identity } from "./identity/identity.ts";
import type { ResourcePolicy } from "./identity/resource-policy.ts";

/** Who calls: a signed request's identity, a role a service took on, or an AWS service itself. */
export interface Caller {
  readonly kind: "user" | "role" | "service";
  readonly accountId: string;
  /** `arn:aws:iam::<account>:user/<name>`, `arn:aws:sts::<account>:assumed-role/<role>/<session>`, or a service principal such as `scheduler.amazonaws.com`. */
  readonly arn: string;
  /** Bare name of the user or role: what IAM:<user> and IAMR:<role> are made of. */
  readonly name: string;
  /** The role behind an assumed-role session. */
  readonly roleArn?: string;
  /** Of a service that says for what it acts, such as an alarm (aws:SourceArn, and its account as aws:SourceAccount). Of Lambda and Redshift no page says so: they do not here. */
  readonly sourceArn?: string;
}

/** One AWS API action. Inputs are what the SDK's command takes; blobs come out as Buffer, timestamps as Date. */
export interface Operation<Input = unknown, Output = unknown> {
  /** Checks and converts the request. A field AWS has and this operation does not act on is refused by name. */
  readonly input: z.ZodType<Input>;
  /** ARNs that IAM checks the action against; `["*"]` where AWS knows no resource for the action. */
  readonly resources: (input: Input, caller: Caller) => readonly string[];
  /** IAM action when it is not `<service>:<Operation>`, for example `lambda:InvokeFunction`. */
  readonly action?: string;
  /** Condition keys of the request, for example `cloudwatch:namespace`; passed to Identity.authorize. */
  readonly context?: (input: Input, caller: Caller) => Readonly<Record<string, string>>;
  /** The policy that the resource itself has. @default none: such resources have no policy, or it is not evaluated here */
  readonly policy?: (input: Input) => ResourcePolicy;
  /** REST services only: `POST /schedules/{Name}`. Path and query parameters join the body's fields. */
  readonly route?: string;
  readonly run: (input: Input, caller: Caller) => Output | Promise<Output>;
}

export type Protocol = "json-1.0" | "json-1.1" | "query" | "rest-json";

/** What the query protocol's reader and writer can't see from the values alone. */
export interface QueryShapes {
  /** Fields that are maps of strings: `<entry><key/><value/></entry>` in XML, where a structure has its fields. */
  readonly maps?: readonly string[];
  /**
   * Lists and maps without a wrapping element (SQS), by field: `AttributeName.1=...` is `AttributeNames`, `Attribute.1.Name=...` with
   * `Attribute.1.Value=...` is `Attributes`, and answers are written the same way.
   */
  readonly flattened?: Readonly<
    Record<string, { readonly element: string; readonly key?: string; readonly value?: string }>
  >;
  /** Error codes that the query protocol (and `x-amzn-query-error`) names differently: JSON's name -> query's code. */
  readonly errorCodes?: Readonly<Record<string, string>>;
}

export interface Service {
  /** Name in the SigV4 credential scope: `kinesis`, `redshift-data`, `monitoring`, `states` ... */
  readonly signingName: string;
  /** Prefix of its IAM actions: `kinesis`, `cloudwatch`, ... */
  readonly iamPrefix: string;
  /** Every protocol a client of today or Debian's boto3 may speak to it. */
  readonly protocols: readonly Protocol[];
  /** `X-Amz-Target` prefix of the JSON protocols, for example `Kinesis_20131202`. */
  readonly targetPrefix?: string;
  /** XML namespace of the query protocol's answers. */
  readonly xmlNamespace?: string;
  readonly query?: QueryShapes;
  // biome-ignore lint/suspicious/noExplicitAny: each operation has its own input; the dispatcher validates before it runs one.
  readonly operations: Readonly<Record<string, Operation<any, unknown>>>;
}

/** How services call one another in this process: the same validation and the same IAM as over the wire. */
export type Call = <Output = unknown>(
  caller: Caller,
  signingName: string,
  operation: string,
  input: unknown,
) => Promise<Output>;

export interface MetricRecord {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly value: number;
  readonly unit: string;
}

export interface EventRecord {
  readonly source: string;
  readonly detailType: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

/** What every service of a local AWS is given. */
export interface ServiceContext {
  readonly clock: LocalClock;
  readonly region: string;
  /** Folder this local AWS keeps its data in; a service makes a folder of its own name there. */
  readonly folder: string;
  readonly identity: Identity;
  readonly call: Call;
  /** A datapoint of an AWS/* metric, stamped with the local time. */
  readonly recordMetric: (metric: MetricRecord) => void;
  /** A line into a log group (made when missing), stamped with the local time. */
  readonly recordLog: (group: string, stream: string, message: string) => void;
  /** An event onto the default EventBridge bus. */
  readonly recordEvent: (event: EventRecord) => void;
}

/** What of a service happens outside of this thread, see stepping/stepper.ts. */
export interface SteppedPart {
  /** Whether something is at work that will be heard of by itself. */
  isBusy?(): boolean;
  /** Answers once whatever runs elsewhere has done all it can: when the first of it wants to go on, if any does. */
  settle?(): Promise<number | undefined>;
  /** The time was moved on. */
  wake?(): void;
  /** Grows with whatever comes from there. */
  heard?(): number;
}

/** A service with whatever it runs in the background. */
export interface RunningService {
  readonly service: Service;
  /** What a clock that is stepped has to know of it; a service that works in this thread alone has nothing to tell. */
  readonly stepping?: SteppedPart;
  close(): Promise<void>;
}

/** An error as AWS sends it: its type name, its text, its HTTP status, and the fields its shape has besides. */
export class AwsError extends Error {
  override readonly name = "AwsError";
  readonly code: string;
  readonly status: number;
  readonly fields: Readonly<Record<string, unknown>>;
  constructor(code: string, message: string, status = 400, fields: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.status = status;
    this.fields = fields;
  }
}

/** What this local AWS does not do, refused by name: never answered with something made up. */
export class NotSupportedError extends AwsError {
  constructor(what: string) {
    super("NotSupportedLocally", `${what} is not supported by this local AWS.`, 501);
  }
}
