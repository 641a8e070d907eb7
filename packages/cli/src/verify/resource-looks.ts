import { CloudWatchClient, DescribeAlarmsCommand, GetDashboardCommand } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { DescribeRuleCommand, EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { GetRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { DescribeStreamSummaryCommand, KinesisClient } from "@aws-sdk/client-kinesis";
import { GetFunctionConfigurationCommand, LambdaClient } from "@aws-sdk/client-lambda";
import {
  GetNamespaceCommand,
  GetWorkgroupCommand,
  RedshiftServerlessClient,
} from "@aws-sdk/client-redshift-serverless";
import { GetScheduleCommand, GetScheduleGroupCommand, SchedulerClient } from "@aws-sdk/client-scheduler";
import { DescribeStateMachineCommand, SFNClient } from "@aws-sdk/client-sfn";
import { GetTopicAttributesCommand, SNSClient } from "@aws-sdk/client-sns";
import { GetQueueUrlCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { StageNames } from "@sensor-pipeline/core/names";
import type { ResourceKind } from "@sensor-pipeline/core/stage/stage-resources";
import { type PersonIdentity, stateMachineArn } from "../target/identity.ts";
import type { ClientSettings } from "../target/target.ts";

/** Whether something of that name is there; an error that says that it isn't counts as no. */
export type Look = (name: string) => Promise<boolean>;

export interface ResourceLooks {
  readonly looks: Readonly<Record<ResourceKind, Look>>;
  close(): void;
}

/** How each kind of resource is looked for, with the person's own credentials: the reader's role may be gone. */
export function resourceLooks(names: StageNames, person: ClientSettings, identity: PersonIdentity): ResourceLooks {
  const clients = {
    cloudwatch: new CloudWatchClient(person),
    events: new EventBridgeClient(person),
    iam: new IAMClient(person),
    kinesis: new KinesisClient(person),
    lambda: new LambdaClient(person),
    logs: new CloudWatchLogsClient(person),
    scheduler: new SchedulerClient(person),
    serverless: new RedshiftServerlessClient(person),
    sfn: new SFNClient(person),
    sns: new SNSClient(person),
    sqs: new SQSClient(person),
  } as const;
  const { cloudwatch, events, iam, kinesis, lambda, logs, scheduler, serverless, sfn, sns, sqs } = clients;
  const { partition, region, account } = identity;
  const found = async (request: Promise<unknown>) => (await request) !== undefined;
  return {
    looks: {
      stream: (StreamName) => found(kinesis.send(new DescribeStreamSummaryCommand({ StreamName }))),
      workgroup: (workgroupName) => found(serverless.send(new GetWorkgroupCommand({ workgroupName }))),
      namespace: (namespaceName) => found(serverless.send(new GetNamespaceCommand({ namespaceName }))),
      "state machine": (name) =>
        found(sfn.send(new DescribeStateMachineCommand({ stateMachineArn: stateMachineArn(identity, name) }))),
      function: (FunctionName) => found(lambda.send(new GetFunctionConfigurationCommand({ FunctionName }))),
      "schedule group": (Name) => found(scheduler.send(new GetScheduleGroupCommand({ Name }))),
      schedule: (Name) => found(scheduler.send(new GetScheduleCommand({ GroupName: names.scheduleGroup, Name }))),
      async alarm(name) {
        const types = ["MetricAlarm", "CompositeAlarm"] as const;
        const { MetricAlarms = [], CompositeAlarms = [] } = await cloudwatch.send(
          new DescribeAlarmsCommand({ AlarmNames: [name], AlarmTypes: [...types] }),
        );
        return MetricAlarms.length + CompositeAlarms.length > 0;
      },
      dashboard: (DashboardName) => found(cloudwatch.send(new GetDashboardCommand({ DashboardName }))),
      topic: (name) => {
        const TopicArn = `arn:${partition}:sns:${region}:${account}:${name}`;
        return found(sns.send(new GetTopicAttributesCommand({ TopicArn })));
      },
      queue: (QueueName) => found(sqs.send(new GetQueueUrlCommand({ QueueName }))),
      "event rule": (Name) => found(events.send(new DescribeRuleCommand({ Name }))),
      async "log group"(name) {
        // Groups whose names go on after it come too, but this one comes first: they are in the order of their names.
        const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: name }));
        return logGroups.some(({ logGroupName }) => logGroupName === name);
      },
      role: (RoleName) => found(iam.send(new GetRoleCommand({ RoleName }))),
    },
    close() {
      for (const client of Object.values(clients)) client.destroy();
    },
  };
}
