import {
  DeleteRuleCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from "@aws-sdk/client-eventbridge";
import { ExecuteStatementCommand } from "@aws-sdk/client-redshift-data";
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
} from "@aws-sdk/client-sqs";
import { targetFields } from "@sensor-pipeline/core/warehouse/warehouse-target";
import { type Action, type ProbeContext, until } from "./probe-context.ts";

const NAME = "sensor-pipeline-smoke-statement-event";
const WITHIN_MS = 300_000;
const EVERY_MS = 1_000;
/** SQS holds a request open that long while there is nothing. */
const WAIT_SECONDS = 2;

interface Event {
  readonly "detail-type"?: string;
  readonly resources?: readonly string[];
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** A rule and a queue of its own, a statement that tells of its end, and what arrives; both go again. */
export const statementEvent: Action = async (context) => {
  const { events, sqs, warehouse } = context;
  const { QueueUrl = "" } = await sqs.send(new CreateQueueCommand({ QueueName: NAME }));
  try {
    const { Attributes = {} } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["QueueArn"] }),
    );
    const queueArn = Attributes.QueueArn ?? "";
    const EventPattern = JSON.stringify({ source: ["aws.redshift-data"] });
    const { RuleArn = "" } = await events.send(new PutRuleCommand({ Name: NAME, EventPattern }));
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy: policy(queueArn, RuleArn) } }));
    await events.send(new PutTargetsCommand({ Rule: NAME, Targets: [{ Id: "queue", Arn: queueArn }] }));
    const { client, target } = warehouse;
    const received = await until(context, { withinMs: WITHIN_MS, everyMs: EVERY_MS }, async () => {
      // Again each time: a rule that was just made may miss the first.
      await client.send(new ExecuteStatementCommand({ ...targetFields(target), Sql: "SELECT 1", WithEvent: true }));
      return await receive(context, QueueUrl);
    });
    return received ?? `no event within ${WITHIN_MS / 1_000} s`;
  } finally {
    await events.send(new RemoveTargetsCommand({ Rule: NAME, Ids: ["queue"] })).catch(ignoreAbsent);
    await events.send(new DeleteRuleCommand({ Name: NAME })).catch(ignoreAbsent);
    await sqs.send(new DeleteQueueCommand({ QueueUrl }));
  }
};

async function receive({ sqs }: ProbeContext, QueueUrl: string): Promise<string | undefined> {
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: WAIT_SECONDS }));
  const body = Messages[0]?.Body;
  if (body === undefined) return undefined;
  const { resources = [], detail = {}, "detail-type": type } = JSON.parse(body) as Event;
  return `${type}, resources: ${JSON.stringify(resources)}\ndetail: ${Object.keys(detail).toSorted().join(", ")}`;
}

function policy(queueArn: string, ruleArn: string): string {
  const Condition = { ArnEquals: { "aws:SourceArn": ruleArn } };
  const Principal = { Service: "events.amazonaws.com" };
  const statement = { Effect: "Allow", Principal, Action: "sqs:SendMessage", Resource: queueArn, Condition };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}

/** The rule may never have been made. */
function ignoreAbsent(error: unknown): void {
  if (!(error instanceof Error) || error.name !== "ResourceNotFoundException") throw error;
}
