import { bytesOf, type Limit, nameLimit, resourcesOf } from "./limit.ts";

const RULE = "aws:cloudwatch/eventRule:EventRule";
const TARGET = "aws:cloudwatch/eventTarget:EventTarget";
const QUEUE = "aws:sqs/queue:Queue";
const QUEUE_POLICY = "aws:sqs/queuePolicy:QueuePolicy";

const API = "https://docs.aws.amazon.com/eventbridge/latest/APIReference";
const PATTERN_CHARACTERS = 4096;
const POLICY_BYTES = 8192;

interface Statement {
  readonly Action: string | readonly string[];
  readonly Principal: unknown;
  readonly Resource: unknown;
  readonly Condition?: { readonly ArnEquals?: Readonly<Record<string, string>> };
}

export const EVENT_LIMITS: readonly Limit[] = [
  nameLimit(RULE, "name", /^[\w.-]{1,64}$/, "is up to 64 of letters, digits and ._-", `${API}/API_PutRule.html`),
  {
    type: RULE,
    input: "eventPattern",
    allowed: `is a JSON object of at most ${PATTERN_CHARACTERS} characters in which every leaf is in a list`,
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern.html",
    required: true,
    takes: (pattern: string) => pattern.length <= PATTERN_CHARACTERS && hasListsOnly(JSON.parse(pattern)),
    mistake: () => '{"source": "aws.redshift-data"}',
  },
  {
    type: TARGET,
    input: "targetId",
    allowed: "is up to 64 of letters, digits and ._-",
    source: `${API}/API_Target.html`,
    required: true,
    takes: (id: string) => /^[\w.-]{1,64}$/.test(id),
    mistake: () => "the queue",
  },
  {
    type: TARGET,
    input: "rule",
    allowed: "is a rule of the stage",
    source: `${API}/API_PutTargets.html`,
    required: true,
    takes: (rule: string, place) => resourcesOf(place, RULE).some(({ inputs }) => inputs.name === rule),
    mistake: (rule: string) => `${rule}x`,
  },
  {
    type: TARGET,
    input: "arn",
    allowed: "is a queue of the stage whose policy lets the rule in",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html",
    required: true,
    takes: (arn: string, place) =>
      resourcesOf(place, QUEUE).some(({ state }) => state.arn === arn) &&
      resourcesOf(place, QUEUE_POLICY).some(({ inputs }) =>
        statementsIn(String(inputs.policy)).some(
          ({ Action, Resource, Condition }) =>
            [Action].flat().includes("sqs:SendMessage") &&
            Resource === arn &&
            resourcesOf(place, RULE).some(({ state }) => state.arn === Condition?.ArnEquals?.["aws:SourceArn"]),
        ),
      ),
    mistake: (arn: string) => `${arn}x`,
  },
  {
    type: QUEUE_POLICY,
    input: "policy",
    allowed: `is at most ${POLICY_BYTES} bytes, 20 statements and 7 actions in each`,
    source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-policies.html",
    required: true,
    takes: (text: string) =>
      bytesOf(text) <= POLICY_BYTES &&
      statementsIn(text).length <= 20 &&
      statementsIn(text).every(({ Action }) => [Action].flat().length <= 7),
    mistake: (text: string) => JSON.stringify({ Statement: Array(21).fill(statementsIn(text)[0]) }),
  },
];

function statementsIn(policy: string): readonly Statement[] {
  return (JSON.parse(policy) as { Statement: readonly Statement[] }).Statement;
}

function hasListsOnly(value: unknown): boolean {
  if (Array.isArray(value)) return true;
  return typeof value === "object" && value !== null && Object.values(value).every(hasListsOnly);
}
