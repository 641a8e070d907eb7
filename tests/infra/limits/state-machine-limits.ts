import validate from "asl-validator";
import { bytesOf, type Limit, nameLimit, oneOf, resourcesOf } from "./limit.ts";

const MACHINE = "aws:sfn/stateMachine:StateMachine";
const API = "https://docs.aws.amazon.com/step-functions/latest/apireference";
const QUOTAS = "https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html";
const LANGUAGE = "https://states-language.net/spec.html";
const LOGGING = "https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html";

const DEFINITION_BYTES = 1024 * 1024;
const STATE_NAME_CHARACTERS = 80;
/** A year, the longest an execution may be. */
const LONGEST_SECONDS = 365 * 24 * 3600;

const SDK_TASKS = "https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html";
const DATA_API = "arn:aws:states:::aws-sdk:redshiftdata:";

const STATEMENT_FIELDS = [
  ...["ClusterIdentifier", "WorkgroupName", "Database", "SecretArn"],
  ...["StatementName", "WithEvent", "ClientToken"],
];

/**
 * Of the Data API's fields those that Step Functions is sure to know: it takes over an SDK's new ones some time later. `Parameters`
 * of a batch are of April 2026; `WaitTimeSeconds` and `ExecutionMode` of July 2026.
 */
const DATA_API_FIELDS: Readonly<Record<string, readonly string[]>> = {
  executeStatement: ["Sql", "Parameters", ...STATEMENT_FIELDS],
  batchExecuteStatement: ["Sqls", ...STATEMENT_FIELDS],
  describeStatement: ["Id"],
  getStatementResult: ["Id", "NextToken"],
};

interface State {
  readonly Resource?: string;
  readonly Parameters?: Readonly<Record<string, unknown>>;
}

interface Definition {
  readonly States: Readonly<Record<string, State>>;
  readonly TimeoutSeconds?: number;
}

export const STATE_MACHINE_LIMITS: readonly Limit[] = [
  nameLimit(
    MACHINE,
    "name",
    /^[\w-]{1,80}$/,
    "is up to 80 of letters, digits, - and _",
    `${API}/API_CreateStateMachine.html`,
  ),
  {
    type: MACHINE,
    input: "definition",
    allowed: `is at most ${DEFINITION_BYTES} bytes`,
    source: QUOTAS,
    required: true,
    takes: (text: string) => bytesOf(text) <= DEFINITION_BYTES,
    mistake: changed((definition) => ({ ...definition, Comment: "x".repeat(DEFINITION_BYTES) })),
  },
  {
    type: MACHINE,
    input: "definition",
    allowed: "is a valid state machine: every state is reached, and every Next exists",
    source: LANGUAGE,
    takes: (text: string) => validate(JSON.parse(text)).isValid,
    mistake: changed((definition) => ({ ...definition, StartAt: "Nowhere" })),
  },
  {
    type: MACHINE,
    input: "definition",
    allowed: `has state names of at most ${STATE_NAME_CHARACTERS} characters`,
    source: LANGUAGE,
    takes: (text: string) =>
      Object.keys(definitionOf(text).States).every((name) => name.length <= STATE_NAME_CHARACTERS),
    mistake: changed((definition) => ({
      ...definition,
      States: { ...definition.States, ["x".repeat(STATE_NAME_CHARACTERS + 1)]: {} },
    })),
  },
  {
    type: MACHINE,
    input: "definition",
    allowed: `has a time-out of at most ${LONGEST_SECONDS} s, so that nothing runs on unseen`,
    source: QUOTAS,
    takes: (text: string) => {
      const { TimeoutSeconds: seconds } = definitionOf(text);
      return seconds !== undefined && seconds >= 1 && seconds <= LONGEST_SECONDS;
    },
    mistake: changed(({ TimeoutSeconds: _, ...definition }) => definition),
  },
  {
    type: MACHINE,
    input: "definition",
    allowed: "gives the Data API only fields that Step Functions is likely to know",
    source: SDK_TASKS,
    takes: (text: string) => Object.values(definitionOf(text).States).every(hasKnownFields),
    mistake: changed(({ States, ...definition }) => ({
      ...definition,
      States: Object.fromEntries(
        Object.entries(States).map(([name, state]) => [
          name,
          state.Parameters ? { ...state, Parameters: { ...state.Parameters, WaitTimeSeconds: 30 } } : state,
        ]),
      ),
    })),
  },
  {
    type: MACHINE,
    input: "type",
    allowed: "is STANDARD: an express execution ends after five minutes",
    source: QUOTAS,
    required: true,
    takes: oneOf("STANDARD"),
    mistake: () => "EXPRESS",
  },
  {
    type: MACHINE,
    input: "loggingConfiguration.logDestination",
    allowed: "is a log group of the stage, ending in :*, and below /aws/vendedlogs/",
    source: LOGGING,
    required: true,
    takes: (arn: string, place) =>
      resourcesOf(place, "aws:cloudwatch/logGroup:LogGroup").some(
        ({ state, inputs }) => `${state.arn}:*` === arn && String(inputs.name).startsWith("/aws/vendedlogs/"),
      ),
    mistake: (arn: string) => arn.replace(/:\*$/, ""),
  },
  {
    type: MACHINE,
    input: "roleArn",
    allowed: "is a role of the stage",
    source: `${API}/API_CreateStateMachine.html`,
    required: true,
    takes: (arn: string, place) => resourcesOf(place, "aws:iam/role:Role").some(({ state }) => state.arn === arn),
    mistake: (arn: string) => `${arn}x`,
  },
];

function hasKnownFields({ Resource, Parameters = {} }: State): boolean {
  if (!Resource?.startsWith(DATA_API)) return true;
  const known = DATA_API_FIELDS[Resource.slice(DATA_API.length)] ?? [];
  return Object.keys(Parameters).every((field) => known.includes(field.replace(/[.][$]$/, "")));
}

function definitionOf(text: string): Definition {
  return JSON.parse(text) as Definition;
}

function changed(change: (definition: Definition) => object): (text: string) => string {
  return (text) => JSON.stringify(change(definitionOf(text)));
}
