import { deadLetters } from "./dead-letters.ts";
import { names } from "./stage.ts";

/** What Redshift says of statements of this stage that it ended otherwise than FINISHED, for a person to look at. */
const queue = deadLetters("FailedStatements", names.failedStatements);

/**
 * The one way to hear of a statement that failed after whoever ran it has gone. Its metric Invocations is what the alarm
 * stands on, and a rule has none without a target (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html).
 * Statements that ask for an event, and whose name begins with the stage's, are this stage's.
 * https://docs.aws.amazon.com/redshift/latest/mgmt/data-api-monitoring-events.html
 * That page has every event delivered, EventBridge's own only where it can
 * (https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-redshift-data.html): one may go untold.
 */
const rule = new aws.cloudwatch.EventRule("FailedStatementsRule", {
  name: names.failedStatements,
  eventPattern: JSON.stringify({
    source: ["aws.redshift-data"],
    "detail-type": ["Redshift Data Statement Status Change"],
    detail: { state: ["FAILED", "ABORTED"], statementName: [{ prefix: `${names.prefix}: ` }] },
  }),
});

// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sqs-permissions
const mayBeSent = new aws.sqs.QueuePolicy("FailedStatementsQueuePolicy", {
  queueUrl: queue.url,
  policy: aws.iam.getPolicyDocumentOutput({
    statements: [
      {
        actions: ["sqs:SendMessage"],
        resources: [queue.arn],
        principals: [{ type: "Service", identifiers: ["events.amazonaws.com"] }],
        conditions: [{ test: "ArnEquals", variable: "aws:SourceArn", values: [rule.arn] }],
      },
    ],
  }).json,
});

new aws.cloudwatch.EventTarget(
  "FailedStatementsTarget",
  { rule: rule.name, targetId: "queue", arn: queue.arn },
  { dependsOn: [mayBeSent] },
);
