import type { Caller } from "../service.ts";
import type { Verdict } from "./policy.ts";
import type { ResourcePolicy } from "./resource-policy.ts";

export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Principal?: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

export interface PolicyDocument {
  readonly Version?: string;
  readonly Statement: PolicyStatement | readonly PolicyStatement[];
}

export interface Role {
  readonly name: string;
  readonly arn: string;
  readonly trust: PolicyDocument;
  /** Inline and attached identity policies, by policy name. */
  readonly policies: Readonly<Record<string, PolicyDocument>>;
  readonly tags: Readonly<Record<string, string>>;
}

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** Who is who in a local AWS, and who may do what. */
export interface Identity {
  /** Makes or replaces a role; a malformed policy document is refused as IAM refuses it. */
  putRole(role: Omit<Role, "arn">): Role;
  deleteRole(name: string): void;
  role(arn: string): Role | undefined;
  roles(): readonly Role[];
  /**
   * The session of a role that `by` (a service principal or another caller) takes on. `context` holds further condition keys that the
   * trust policy may ask for, for example `aws:SourceArn`.
   * @throws {AwsError} AccessDenied when the role does not exist or its trust policy does not name `by`.
   */
  assumeRole(by: Caller, roleArn: string, sessionName: string, context?: Readonly<Record<string, string>>): Caller;
  /** Keys that sign as `caller`; with a duration they are new ones and end after it, without they are the caller's lasting ones. */
  issueCredentials(caller: Caller, durationSeconds?: number): Credentials;
  /**
   * Who signs with this access key: an issued one's caller, a role for `role=<name>`, else a user of that name with administrator rights.
   * @throws {AwsError} UnrecognizedClientException, ExpiredTokenException.
   */
  callerOf(accessKeyId: string): Caller;
  /** The secret key of an issued access key; undefined for a person's own keys, which are not checked here. */
  secretOf(accessKeyId: string): string | undefined;
  /** The session token that requests signed with an issued key have to carry. */
  sessionTokenOf(accessKeyId: string): string | undefined;
  /**
   * @throws {AwsError} AccessDeniedException in AWS's words when a resource is denied or not allowed.
   * `context` holds the request's condition keys, for example `cloudwatch:namespace`; `policy` is the resources' own.
   */
  authorize(
    caller: Caller,
    action: string,
    resources: readonly string[],
    context?: Readonly<Record<string, string>>,
    policy?: ResourcePolicy,
  ): void;
  /** What `authorize` would say of a session of the role, without it being asked for anything. */
  simulate(role: Role, action: string, resource: string, context: Readonly<Record<string, string>>): Verdict;
  /** Which role was allowed which action on what, each once; bounded (see authorisation-log.ts). */
  used(): readonly AuthorisedUse[];
  /** What was denied to whom, each once, as CloudTrail would tell: of some denials nothing else does. */
  refused(): readonly RefusedUse[];
  /** Empties both logs. */
  forgetUses(): void;
}

export interface AuthorisedUse {
  readonly roleArn: string;
  readonly action: string;
  readonly resource: string;
}

/** A denial, of a role or of a service under its own name. */
export interface RefusedUse {
  readonly callerArn: string;
  readonly roleArn?: string;
  readonly action: string;
  readonly resource: string;
  /** The sentence of the error. */
  readonly message: string;
}
