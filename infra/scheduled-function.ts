import { deadLetters } from "./dead-letters.ts";
import { everyMinutes } from "./schedule-expression.ts";
import { scheduleGroup } from "./schedule-group.ts";
import { settings } from "./stage.ts";
import { trust, trustForSchedules } from "./trust.ts";

interface ScheduledFunction {
  /** Component name, for example `Producer`: what SST calls its bundle and its resources by. */
  readonly component: string;
  readonly name: string;
  readonly scheduleName: string;
  readonly handler: string;
  readonly everyMinutes: number;
  /** What the schedule hands over besides the time it stands for. */
  readonly event?: Record<string, unknown>;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly environment: Record<string, $util.Input<string>>;
  readonly permissions: { actions: string[]; resources: $util.Input<string>[]; conditions?: Condition[] }[];
  readonly tags?: Record<string, string>;
}

type Condition = { test: string; variable: string; values: string[] };

/** An event is worth handing over while it is still about now. */
const MAXIMUM_EVENT_AGE_SECONDS = 3600;
const RETRIES = 2;

/**
 * A function on a schedule, with the log group, role, retries and the two queues that keep what failed: the schedule's,
 * for what could not be handed over, and the function's, for events that it gave up after all retries.
 */
export function scheduledFunction(options: ScheduledFunction) {
  const { component, name } = options;
  const logGroup = new aws.cloudwatch.LogGroup(`${component}Logs`, {
    name: `/aws/lambda/${name}`,
    retentionInDays: settings.logRetentionDays,
  });
  const failedEvents = deadLetters(`${component}FailedEvents`, `${name}-failed`);
  const undelivered = deadLetters(`${component}UndeliveredEvents`, `${name}-undelivered`);

  const handler = new sst.aws.Function(component, {
    name,
    handler: options.handler,
    runtime: "nodejs24.x",
    architecture: "arm64",
    timeout: `${options.timeoutSeconds} seconds`,
    memory: `${options.memoryMb} MB`,
    environment: options.environment,
    permissions: [
      ...options.permissions,
      { actions: ["logs:CreateLogStream", "logs:PutLogEvents"], resources: [$interpolate`${logGroup.arn}:*`] },
      { actions: ["sqs:SendMessage"], resources: [failedEvents.arn] },
    ],
    retries: RETRIES,
    logging: { format: "json", logGroup: logGroup.name },
    // SST documents `true` as the default of minify, and its builder takes `false`.
    nodejs: { minify: true, sourcemap: false, loader: { ".sql": "text" } },
    transform: {
      role: (role) => {
        role.name = name;
        // SST lets the whole account assume every function's role; here Lambda alone does.
        role.assumeRolePolicy = trust("lambda.amazonaws.com");
        // Instead of AWSLambdaBasicExecutionRole, which may write to every log group: see the permissions above.
        role.managedPolicyArns = [];
        role.tags = options.tags;
        return undefined;
      },
      eventInvokeConfig: (config) => {
        config.maximumEventAgeInSeconds = MAXIMUM_EVENT_AGE_SECONDS;
        config.destinationConfig = { onFailure: { destination: failedEvents.arn } };
        return undefined;
      },
    },
  });

  const schedule = new sst.aws.CronV2(`${component}Schedule`, {
    function: handler.arn,
    schedule: everyMinutes(options.everyMinutes),
    enabled: settings.schedulesEnabled,
    event: { scheduledTime: "<aws.scheduler.scheduled-time>", ...options.event },
    retries: RETRIES,
    dlq: undelivered.arn,
    transform: {
      schedule: { name: options.scheduleName, groupName: scheduleGroup.name },
      role: (role) => {
        role.name = `${options.scheduleName}-schedule`;
        role.assumeRolePolicy = trustForSchedules();
        return undefined;
      },
    },
  });

  return { function: handler, schedule, failedEvents, undelivered };
}
