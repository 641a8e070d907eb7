import type { Caller } from "../service.ts";

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
  /**
   * The session of a role that `by` (a service principal or another caller) takes on.
   * @throws {AwsError} AccessDenied when the role does not exist or its trust policy does not name `by`.
   */
  assumeRole(by: Caller, roleArn: string, sessionName: string): Caller;
  /** Keys that sign as `caller`. */
  issueCredentials(caller: Caller): Credentials;
  /** Who signs with this access key: an issued one's caller, else a user of that name with administrator rights. */
  callerOf(accessKeyId: string): Caller;
  /** The secret key of an issued access key; undefined for a person's own keys, which are not checked here. */
  secretOf(accessKeyId: string): string | undefined;
  /**
   * @throws {AwsError} AccessDeniedException in AWS's words when a resource is denied or not allowed.
   * `context` holds the request's condition keys, for example `cloudwatch:namespace`.
   */
  authorize(
    caller: Caller,
    action: string,
    resources: readonly string[],
    context?: Readonly<Record<string, string>>,
  ): void;
}
