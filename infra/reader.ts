import { ownStatements } from "./own-statements.ts";
import { accountId, names, region, settings } from "./stage.ts";
import { stream, streamReadKey } from "./stream.ts";
import { readerTags, warehouse } from "./warehouse.ts";

const ofStage = (service: string, resource: string) =>
  $interpolate`arn:aws:${service}:${region}:${accountId}:${resource}`;

/**
 * What a person takes on to look at the stage, and nothing else: the account's administrators decide who may
 * (`sts:AssumeRole` on it), and in the warehouse it has the rights of `pipeline_reader` and `pipeline_monitor`.
 */
export const readerRole = new aws.iam.Role("ReaderRole", {
  name: names.readerRole,
  assumeRolePolicy: aws.iam.getPolicyDocumentOutput({
    statements: [
      {
        actions: ["sts:AssumeRole"],
        principals: [{ type: "AWS", identifiers: [$interpolate`arn:aws:iam::${accountId}:root`] }],
      },
    ],
  }).json,
  tags: readerTags,
  inlinePolicies: [
    {
      name: "look-at-the-stage",
      policy: aws.iam.getPolicyDocumentOutput({
        statements: [
          warehouse.signIn,
          { actions: ["redshift-data:ExecuteStatement"], resources: [warehouse.arn] },
          ownStatements("DescribeStatement", "GetStatementResult", "CancelStatement"),
          // Each has alarms for a resource, and tells of composite alarms in no narrower scope
          // (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html, API_DescribeAlarmHistory.html).
          { actions: ["cloudwatch:DescribeAlarms", "cloudwatch:DescribeAlarmHistory"], resources: ["*"] },
          // CloudWatch knows neither a resource nor a condition for reading metrics
          // (https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html).
          { actions: ["cloudwatch:GetMetricData"], resources: ["*"] },
          // Reading one record of a shard tells how far behind the view is in it.
          {
            actions: [
              "kinesis:DescribeStreamSummary",
              "kinesis:ListShards",
              "kinesis:GetShardIterator",
              "kinesis:GetRecords",
            ],
            resources: [stream.arn],
          },
          ...streamReadKey,
          // A stream in upper case beside the stage's own; Kinesis knows no resource for listing
          // (https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonkinesisdatastreams.html).
          { actions: ["kinesis:ListStreams"], resources: ["*"] },
          ...warehouse.describe,
          // What each role may do, and whom the one that reads the stream trusts: somebody else may have made it.
          { actions: ["iam:GetRole"], resources: [warehouse.readRoleArn] },
          {
            actions: ["iam:SimulatePrincipalPolicy"],
            resources: [
              $interpolate`arn:aws:iam::${accountId}:role/${names.prefix}-*`,
              ...(settings.warehouse.kind === "existing" ? [warehouse.readRoleArn] : []),
            ],
          },
          {
            actions: ["sqs:GetQueueUrl", "sqs:GetQueueAttributes"],
            resources: [ofStage("sqs", `${names.prefix}-*`)],
          },
          // What functions log of their errors, and the alert function of its evaluations: when their metrics were out.
          {
            actions: ["logs:FilterLogEvents"],
            resources: [ofStage("logs", `log-group:/aws/lambda/${names.prefix}-*:*`)],
          },
          {
            actions: ["states:DescribeStateMachine", "states:ListExecutions"],
            resources: [ofStage("states", `stateMachine:${names.prefix}-*`)],
          },
          {
            actions: ["states:DescribeExecution", "states:GetExecutionHistory"],
            resources: [ofStage("states", `execution:${names.prefix}-*:*`)],
          },
          {
            actions: ["lambda:GetFunctionConfiguration"],
            resources: [ofStage("lambda", `function:${names.prefix}-*`)],
          },
          {
            actions: ["scheduler:GetSchedule"],
            resources: [ofStage("scheduler", `schedule/${names.scheduleGroup}/*`)],
          },
        ],
      }).json,
    },
  ],
});
