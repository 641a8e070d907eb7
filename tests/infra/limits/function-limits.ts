import { bytesOf, type Limit, matches, nameLimit, oneOf, resourcesOf, wholeFrom } from "./limit.ts";

const FUNCTION = "aws:lambda/function:Function";
const INVOKE_CONFIG = "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig";
const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const QUEUE = "aws:sqs/queue:Queue";
const TOPIC = "aws:sns/topic:Topic";

const LAMBDA = "https://docs.aws.amazon.com/lambda/latest/api";
const QUOTAS = "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html";
const VARIABLES = "https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html";
const LOGS = "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference";
const SQS = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference";

const ENVIRONMENT_BYTES = 4096;
/** Those that Lambda sets by itself and refuses to be given. */
const RESERVED = /^(_HANDLER|_X_AMZN_TRACE_ID|AWS_(?!LAMBDA_EXEC_WRAPPER)\w+|LAMBDA_(TASK_ROOT|RUNTIME_DIR))$/;

/** The only retentions there are; a log group without one keeps its lines, and costs, for ever. */
const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** The longest a schedule of this app may leave between two runs of a function: its time-out must be shorter. */
const SHORTEST_INTERVAL_SECONDS = 60;

type Variables = Readonly<Record<string, string>>;

export const FUNCTION_LIMITS: readonly Limit[] = [
  nameLimit(
    FUNCTION,
    "name",
    /^[\w-]{1,64}$/,
    "is up to 64 of letters, digits, - and _",
    `${LAMBDA}/API_CreateFunction.html`,
  ),
  {
    type: FUNCTION,
    input: "memorySize",
    allowed: "is 128 to 10240 MB",
    source: QUOTAS,
    required: true,
    takes: wholeFrom(128, 10_240),
    mistake: () => 64,
  },
  {
    type: FUNCTION,
    input: "timeout",
    allowed: "is 1 to 900 s, and ends before the next run of the shortest schedule begins",
    source: QUOTAS,
    required: true,
    takes: wholeFrom(1, SHORTEST_INTERVAL_SECONDS),
    mistake: () => 901,
  },
  {
    type: FUNCTION,
    input: "ephemeralStorage.size",
    allowed: "is 512 to 10240 MB",
    source: QUOTAS,
    takes: wholeFrom(512, 10_240),
    mistake: () => 128,
  },
  {
    type: FUNCTION,
    input: "runtime",
    allowed: "is nodejs22.x or nodejs24.x, which are not deprecated",
    source: "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html",
    required: true,
    takes: oneOf("nodejs22.x", "nodejs24.x"),
    mistake: () => "nodejs16.x",
  },
  {
    type: FUNCTION,
    input: "handler",
    allowed: "is file.export without blanks, up to 128 characters",
    source: `${LAMBDA}/API_CreateFunction.html`,
    required: true,
    takes: matches(/^[\w./-]+[.]\w+$/),
    mistake: () => "bundle handler",
  },
  {
    type: FUNCTION,
    input: "environment.variables",
    allowed: `are at most ${ENVIRONMENT_BYTES} bytes, names and values together`,
    source: QUOTAS,
    takes: (variables: Variables) => bytesOf(Object.entries(variables).flat().join("")) <= ENVIRONMENT_BYTES,
    mistake: (variables: Variables) => ({ ...variables, STAGE: "x".repeat(ENVIRONMENT_BYTES) }),
  },
  {
    type: FUNCTION,
    input: "environment.variables",
    allowed: "have names of letters, digits and _ that Lambda has not reserved, and texts as values",
    source: VARIABLES,
    takes: (variables: Readonly<Record<string, unknown>>) =>
      Object.entries(variables).every(
        ([name, value]) => /^[a-zA-Z]\w+$/.test(name) && !RESERVED.test(name) && typeof value === "string",
      ),
    mistake: (variables: Variables) => ({ ...variables, AWS_REGION: "eu-west-1" }),
  },
  {
    type: FUNCTION,
    input: "loggingConfig.logGroup",
    allowed: "is a log group of the stage, so that its retention is set",
    source: "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html",
    required: true,
    takes: (name: string, place) => resourcesOf(place, LOG_GROUP).some(({ inputs }) => inputs.name === name),
    mistake: () => "/aws/lambda/elsewhere",
  },
  {
    type: INVOKE_CONFIG,
    input: "maximumRetryAttempts",
    allowed: "is 0 to 2",
    source: `${LAMBDA}/API_PutFunctionEventInvokeConfig.html`,
    takes: wholeFrom(0, 2),
    mistake: () => 3,
  },
  {
    type: INVOKE_CONFIG,
    input: "maximumEventAgeInSeconds",
    allowed: "is 60 to 21600 s",
    source: `${LAMBDA}/API_PutFunctionEventInvokeConfig.html`,
    takes: wholeFrom(60, 21_600),
    mistake: () => 30,
  },
  nameLimit(
    LOG_GROUP,
    "name",
    /^(?!aws\/)[\w./#-]{1,512}$/,
    "is up to 512 of letters, digits and _-/.#, and does not begin with aws/",
    `${LOGS}/API_CreateLogGroup.html`,
  ),
  {
    type: LOG_GROUP,
    input: "retentionInDays",
    allowed: `is one of ${RETENTION_DAYS.join(", ")} days`,
    source: `${LOGS}/API_PutRetentionPolicy.html`,
    required: true,
    takes: oneOf(...RETENTION_DAYS),
    mistake: () => 10,
  },
  nameLimit(QUEUE, "name", /^[\w-]{1,80}$/, "is up to 80 of letters, digits, - and _", `${SQS}/API_CreateQueue.html`),
  {
    type: QUEUE,
    input: "messageRetentionSeconds",
    allowed: "is 14 days, the most there is, since a dead letter waits for a person",
    source: `${SQS}/API_SetQueueAttributes.html`,
    required: true,
    takes: oneOf(14 * 24 * 3600),
    mistake: () => 14 * 24 * 3600 + 1,
  },
  {
    type: QUEUE,
    input: "sqsManagedSseEnabled",
    allowed: "is true: what failed may hold readings",
    source: `${SQS}/API_CreateQueue.html`,
    required: true,
    takes: oneOf(true),
    mistake: () => false,
  },
  nameLimit(
    TOPIC,
    "name",
    /^[\w-]{1,256}$/,
    "is up to 256 of letters, digits, - and _",
    "https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html",
  ),
];
