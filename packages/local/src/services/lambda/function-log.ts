import { arnOf } from "../../account.ts";
import { AwsError, type Caller, type ServiceContext } from "../../service.ts";
import type { FunctionRecord } from "./function-record.ts";
import { LAMBDA } from "./lambda-principal.ts";
import type { Sandbox } from "./sandbox.ts";

const LOG_TAIL_BYTES = 4096;

/** The log of one invocation. */
export interface FunctionLog {
  /** One line or a piece of output. */
  write(text: string): void;
  /** The last 4 KB of what was written, kept or not. */
  tail(): string;
}

/**
 * Lambda logs as the function's role: it makes the group where there is none, a stream for each sandbox, and puts events into it. Where
 * the role may not, the function runs and its log is lost, so here.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html
 */
export async function openLog(context: ServiceContext, record: FunctionRecord, sandbox: Sandbox): Promise<FunctionLog> {
  const { logGroup } = record;
  const { logStream } = sandbox;
  const session = context.identity.assumeRole(LAMBDA, record.roleArn, record.name);
  const allowed = await unlessRefused(async () => {
    if (!sandbox.hasLogStream) await makeStream(context, session, logGroup, logStream);
    sandbox.hasLogStream = true;
    const stream = arnOf("logs", context.region, `log-group:${logGroup}:log-stream:${logStream}`);
    context.identity.authorize(session, "logs:PutLogEvents", [stream]);
  });
  let text = "";
  return {
    write(written) {
      const message = written.endsWith("\n") ? written.slice(0, -1) : written;
      text = `${text}${message}\n`.slice(-LOG_TAIL_BYTES);
      if (allowed) context.recordLog(logGroup, logStream, message);
    },
    tail: () => text,
  };
}

async function makeStream(
  { call }: ServiceContext,
  session: Caller,
  logGroupName: string,
  logStreamName: string,
): Promise<void> {
  const make = () => call(session, "logs", "CreateLogStream", { logGroupName, logStreamName });
  try {
    await make();
  } catch (error) {
    if (!(error instanceof AwsError && error.code === "ResourceNotFoundException")) throw error;
    await call(session, "logs", "CreateLogGroup", { logGroupName });
    await make();
  }
}

/** False for what IAM or CloudWatch Logs refuses; the authorisation log tells what that was. */
async function unlessRefused(work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (error instanceof AwsError) return false;
    throw error;
  }
}
