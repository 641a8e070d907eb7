import { scheduleExpression } from "../../../packages/local/src/services/scheduler/schedule-expression.ts";
import { bytesOf, type Limit, nameLimit, oneOf, resourcesOf, wholeFrom } from "./limit.ts";

const SCHEDULE = "aws:scheduler/schedule:Schedule";
const GROUP = "aws:scheduler/scheduleGroup:ScheduleGroup";
const API = "https://docs.aws.amazon.com/scheduler/latest/APIReference";
const TYPES = "https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html";

const INPUT_BYTES = 256 * 1024;

export const SCHEDULE_LIMITS: readonly Limit[] = [
  nameLimit(
    GROUP,
    "name",
    /^[\w.-]{1,64}$/,
    "is up to 64 of letters, digits and -_.",
    `${API}/API_CreateScheduleGroup.html`,
  ),
  {
    type: SCHEDULE,
    input: "groupName",
    allowed: "is a group of the stage: the account's own is everybody's",
    source: `${API}/API_CreateSchedule.html`,
    required: true,
    takes: (name: string, place) => resourcesOf(place, GROUP).some(({ inputs }) => inputs.name === name),
    mistake: () => "default",
  },
  nameLimit(
    SCHEDULE,
    "name",
    /^[\w.-]{1,64}$/,
    "is up to 64 of letters, digits and -_.",
    `${API}/API_CreateSchedule.html`,
  ),
  {
    type: SCHEDULE,
    input: "scheduleExpression",
    allowed: "is rate(n minutes), with the singular for 1, or cron() of six fields of which one day field is ?",
    source: TYPES,
    required: true,
    takes: isExpression,
    mistake: () => "rate(1 minutes)",
  },
  {
    type: SCHEDULE,
    input: "scheduleExpression",
    allowed: "has a ? for the day of the month or of the week, and not for both",
    source: TYPES,
    takes: isExpression,
    mistake: () => "cron(15 0/6 * * * *)",
  },
  {
    type: SCHEDULE,
    input: "state",
    allowed: "is ENABLED or DISABLED",
    source: `${API}/API_CreateSchedule.html`,
    required: true,
    takes: oneOf("ENABLED", "DISABLED"),
    mistake: () => "OFF",
  },
  {
    type: SCHEDULE,
    input: "flexibleTimeWindow.mode",
    allowed: "is OFF: a batch stands for its minute",
    source: `${API}/API_FlexibleTimeWindow.html`,
    required: true,
    takes: oneOf("OFF"),
    mistake: () => "FLEXIBLE",
  },
  {
    type: SCHEDULE,
    input: "target.retryPolicy.maximumRetryAttempts",
    allowed: "is 0 to 185",
    source: `${API}/API_RetryPolicy.html`,
    required: true,
    takes: wholeFrom(0, 185),
    mistake: () => 186,
  },
  {
    type: SCHEDULE,
    input: "target.input",
    allowed: `is JSON of at most ${INPUT_BYTES} bytes`,
    source: "https://docs.aws.amazon.com/scheduler/latest/UserGuide/scheduler-quotas.html",
    required: true,
    takes: (input: string) => isJson(input) && bytesOf(input) <= INPUT_BYTES,
    mistake: (input: string) => input.slice(1),
  },
  {
    type: SCHEDULE,
    input: "target.arn",
    allowed: "is a function or state machine of the stage",
    source: "https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-templated.html",
    required: true,
    takes: (arn: string, place) =>
      [
        ...resourcesOf(place, "aws:lambda/function:Function"),
        ...resourcesOf(place, "aws:sfn/stateMachine:StateMachine"),
      ].some(({ state }) => state.arn === arn),
    mistake: (arn: string) => `${arn}x`,
  },
  {
    type: SCHEDULE,
    input: "target.deadLetterConfig.arn",
    allowed: "is a queue of the stage",
    source: "https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html",
    required: true,
    takes: (arn: string, place) => resourcesOf(place, "aws:sqs/queue:Queue").some(({ state }) => state.arn === arn),
    mistake: (arn: string) => `${arn}x`,
  },
];

function isExpression(text: string): boolean {
  const rate = /^rate\((\d+) (minute|hour|day)(s?)\)$/.exec(text);
  if (rate) return Number(rate[1]) >= 1 && (Number(rate[1]) === 1) === (rate[3] === "");
  const fields = /^cron\((.+)\)$/.exec(text)?.[1]?.split(" ") ?? [];
  if (fields.length !== 6 || (fields[2] === "?") === (fields[4] === "?")) return false;
  try {
    return scheduleExpression(text, "UTC").next(0, 0) !== undefined;
  } catch {
    // The sentence of the breach tells what is allowed; which field it was, the text shows.
    return false;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
