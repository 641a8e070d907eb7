import type { ResourceType } from "./apply-scope.ts";
import { compositeAlarm, metricAlarm } from "./types/alarm.ts";
import { dashboard } from "./types/dashboard.ts";
import { eventRule, eventTarget } from "./types/event-rule.ts";
import { role, rolePolicy, rolePolicyAttachment } from "./types/iam-role.ts";
import { stream } from "./types/kinesis-stream.ts";
import { eventInvokeConfig, lambdaFunction } from "./types/lambda-function.ts";
import { lambdaPermission } from "./types/lambda-permission.ts";
import { logGroup } from "./types/log-group.ts";
import { logResourcePolicy } from "./types/log-resource-policy.ts";
import { namespace } from "./types/redshift-namespace.ts";
import { usageLimit } from "./types/redshift-usage-limit.ts";
import { workgroup } from "./types/redshift-workgroup.ts";
import { schedule } from "./types/schedule.ts";
import { scheduleGroup } from "./types/schedule-group.ts";
import { topic, topicPolicy, topicSubscription } from "./types/sns-topic.ts";
import { queue, queuePolicy } from "./types/sqs-queue.ts";
import { stateMachine } from "./types/state-machine.ts";

/** Every type of resource that means something on one machine, by Pulumi's type token. */
export const RESOURCE_TYPES: Readonly<Record<string, ResourceType>> = {
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": compositeAlarm,
  "aws:cloudwatch/dashboard:Dashboard": dashboard,
  "aws:cloudwatch/eventRule:EventRule": eventRule,
  "aws:cloudwatch/eventTarget:EventTarget": eventTarget,
  "aws:cloudwatch/logGroup:LogGroup": logGroup,
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": logResourcePolicy,
  "aws:cloudwatch/metricAlarm:MetricAlarm": metricAlarm,
  "aws:iam/role:Role": role,
  "aws:iam/rolePolicy:RolePolicy": rolePolicy,
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": rolePolicyAttachment,
  "aws:kinesis/stream:Stream": stream,
  "aws:lambda/function:Function": lambdaFunction,
  "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": eventInvokeConfig,
  "aws:lambda/permission:Permission": lambdaPermission,
  "aws:redshiftserverless/namespace:Namespace": namespace,
  "aws:redshiftserverless/usageLimit:UsageLimit": usageLimit,
  "aws:redshiftserverless/workgroup:Workgroup": workgroup,
  "aws:scheduler/schedule:Schedule": schedule,
  "aws:scheduler/scheduleGroup:ScheduleGroup": scheduleGroup,
  "aws:sfn/stateMachine:StateMachine": stateMachine,
  "aws:sns/topic:Topic": topic,
  "aws:sns/topicPolicy:TopicPolicy": topicPolicy,
  "aws:sns/topicSubscription:TopicSubscription": topicSubscription,
  "aws:sqs/queue:Queue": queue,
  "aws:sqs/queuePolicy:QueuePolicy": queuePolicy,
};

const NETWORK = "everything here is one machine: the workgroup reaches Kinesis in this process";

/** Types that change nothing on one machine, each with the reason. */
export const WITHOUT_EFFECT: Readonly<Record<string, string>> = {
  "aws:ec2/routeTable:RouteTable": NETWORK,
  "aws:ec2/routeTableAssociation:RouteTableAssociation": NETWORK,
  "aws:ec2/securityGroup:SecurityGroup": NETWORK,
  "aws:ec2/subnet:Subnet": NETWORK,
  "aws:ec2/vpc:Vpc": NETWORK,
  "aws:ec2/vpcEndpoint:VpcEndpoint": NETWORK,
  "aws:s3/bucketObjectv2:BucketObjectv2": "the zipped code and its source map: functions run from the built folder",
  "random:index/randomBytes:RandomBytes": "its bytes are in the graph already",
};
