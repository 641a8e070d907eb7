import { type Limit, matches, nameLimit } from "./limit.ts";

const ROLE = "aws:iam/role:Role";
const QUOTAS = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html";
const GRAMMAR = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html";
const TAGS = "https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html";

/** Of all inline policies of a role together, without white space. */
const INLINE_CHARACTERS = 10_240;
/** What an account has without asking for more. */
const TRUST_CHARACTERS = 2048;
const POLICY_CHARACTERS = /^[\t\n\r\u0020-\u00ff]*$/;

/** Types that take tags; the stage's own are the provider's, which gives them to each. */
export const TAGGABLE: readonly string[] = [
  "aws:cloudwatch/compositeAlarm:CompositeAlarm",
  "aws:cloudwatch/eventRule:EventRule",
  "aws:cloudwatch/logGroup:LogGroup",
  "aws:cloudwatch/metricAlarm:MetricAlarm",
  "aws:ec2/securityGroup:SecurityGroup",
  "aws:ec2/subnet:Subnet",
  "aws:ec2/vpc:Vpc",
  "aws:ec2/vpcEndpoint:VpcEndpoint",
  "aws:iam/role:Role",
  "aws:kinesis/stream:Stream",
  "aws:lambda/function:Function",
  "aws:redshiftserverless/namespace:Namespace",
  "aws:redshiftserverless/workgroup:Workgroup",
  "aws:s3/bucketObjectv2:BucketObjectv2",
  "aws:scheduler/scheduleGroup:ScheduleGroup",
  "aws:sfn/stateMachine:StateMachine",
  "aws:sns/topic:Topic",
  "aws:sqs/queue:Queue",
];

interface InlinePolicy {
  readonly name: string;
  readonly policy: string;
}

interface Policy {
  readonly Version?: string;
  readonly Statement?: readonly { readonly Effect?: string; readonly Action?: unknown; readonly Sid?: string }[];
}

type Tags = Readonly<Record<string, string>>;

export const IDENTITY_LIMITS: readonly Limit[] = [
  nameLimit(ROLE, "name", /^[\w+=,.@-]{1,64}$/, "is up to 64 of letters, digits and +=,.@_-", QUOTAS),
  {
    type: ROLE,
    input: "inlinePolicies",
    allowed: `are at most ${INLINE_CHARACTERS} characters together, white space apart`,
    source: QUOTAS,
    takes: (policies: readonly InlinePolicy[]) =>
      policies.map(({ policy }) => policy.replace(/\s/g, "")).join("").length <= INLINE_CHARACTERS,
    mistake: ([first, ...others]: readonly InlinePolicy[]) => [
      { ...first, policy: withStatement(first?.policy, { Sid: "x".repeat(INLINE_CHARACTERS) }) },
      ...others,
    ],
  },
  {
    type: ROLE,
    input: "inlinePolicies",
    allowed: "have names of their own within the role, without \\ / * ? and blanks",
    source: QUOTAS,
    takes: (policies: readonly InlinePolicy[]) =>
      new Set(policies.map(({ name }) => name)).size === policies.length &&
      policies.every(({ name }) => /^[\w+=,.@-]{1,128}$/.test(name)),
    mistake: (policies: readonly InlinePolicy[]) => [...policies, ...policies],
  },
  ...["inlinePolicies.*.policy", "assumeRolePolicy"].map(
    (input): Limit => ({
      type: ROLE,
      input,
      allowed:
        "is a policy of version 2012-10-17 whose statements have an effect, actions, and no Sid but letters and digits",
      source: GRAMMAR,
      takes: (text: string) => isPolicy(text) && POLICY_CHARACTERS.test(text),
      mistake: (text: string) => withStatement(text, { Effect: "Permit" }),
    }),
  ),
  {
    type: ROLE,
    input: "assumeRolePolicy",
    allowed: `is at most ${TRUST_CHARACTERS} characters`,
    source: QUOTAS,
    required: true,
    takes: (text: string) => text.replace(/\s/g, "").length <= TRUST_CHARACTERS,
    mistake: (text: string) => withStatement(text, { Sid: "x".repeat(TRUST_CHARACTERS) }),
  },
  {
    type: ROLE,
    input: "description",
    allowed: "is up to 1000 characters",
    source: QUOTAS,
    takes: matches(/^[\s\S]{0,1000}$/),
    mistake: () => "x".repeat(1001),
  },
  ...TAGGABLE.map(
    (type): Limit => ({
      type,
      input: "tags",
      allowed: "are at most 50, keys to 128 and values to 256 letters, digits, blanks and _.:/=+-@, none of them aws:",
      source: TAGS,
      takes: areTags,
      mistake: (tags: Tags) => ({ ...tags, "aws:stage": "dev" }),
    }),
  ),
];

export function areTags(tags: Tags): boolean {
  const entries = Object.entries(tags);
  return (
    entries.length <= 50 &&
    entries.every(
      ([key, value]) =>
        /^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/iu.test(key) && /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u.test(value),
    )
  );
}

function isPolicy(text: string): boolean {
  const { Version, Statement = [] } = JSON.parse(text) as Policy;
  return (
    Version === "2012-10-17" &&
    Statement.length > 0 &&
    Statement.every(
      ({ Effect, Action, Sid = "x" }) =>
        ["Allow", "Deny"].includes(Effect ?? "") && Action !== undefined && /^[a-zA-Z0-9]+$/.test(Sid),
    )
  );
}

function withStatement(text: string | undefined, change: object): string {
  const policy = JSON.parse(text ?? "{}") as Policy;
  const [first, ...others] = policy.Statement ?? [];
  return JSON.stringify({ ...policy, Statement: [{ ...first, ...change }, ...others] });
}
