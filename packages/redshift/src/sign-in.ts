/** Who a statement runs as: decided by whoever embeds this Redshift, from the request's identity. */
export interface SignIn {
  /** `admin`, `IAM:<user>` or `IAMR:<role>`; made at first sign-in when it does not exist. */
  readonly databaseUser: string;
  readonly superuser: boolean;
  /** Database roles attached for this sign-in (the tag `RedshiftDbRoles`); unknown names are ignored. */
  readonly roles: readonly string[];
  /** ARN of the identity that called: only its own statements may be read, described or cancelled. */
  readonly principal: string;
  /** ARN of the identity's session, where a role has many. */
  readonly caller?: string;
}
