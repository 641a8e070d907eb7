import { namesOf } from "@sensor-pipeline/core/names";
import { type ResourceKind, stageResources } from "@sensor-pipeline/core/stage/stage-resources";
import { expect, test } from "vitest";
import { EXISTING_WORKGROUP, graphOf, OTHER_SETTINGS } from "./stage-graph.ts";

/** What `pipeline verify` calls a type, and the field that is its name. */
const KINDS: Readonly<Record<string, readonly [kind: ResourceKind, field: string]>> = {
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": ["alarm", "alarmName"],
  "aws:cloudwatch/dashboard:Dashboard": ["dashboard", "dashboardName"],
  "aws:cloudwatch/eventRule:EventRule": ["event rule", "name"],
  "aws:cloudwatch/logGroup:LogGroup": ["log group", "name"],
  "aws:cloudwatch/metricAlarm:MetricAlarm": ["alarm", "name"],
  "aws:iam/role:Role": ["role", "name"],
  "aws:kinesis/stream:Stream": ["stream", "name"],
  "aws:lambda/function:Function": ["function", "name"],
  "aws:redshiftserverless/namespace:Namespace": ["namespace", "namespaceName"],
  "aws:redshiftserverless/workgroup:Workgroup": ["workgroup", "workgroupName"],
  "aws:scheduler/schedule:Schedule": ["schedule", "name"],
  "aws:scheduler/scheduleGroup:ScheduleGroup": ["schedule group", "name"],
  "aws:sfn/stateMachine:StateMachine": ["state machine", "name"],
  "aws:sns/topic:Topic": ["topic", "name"],
  "aws:sqs/queue:Queue": ["queue", "name"],
};

/** Types that `pipeline verify` does not look for by a name, and why nothing of them stays unseen. */
const OTHERWISE: Readonly<Record<string, string>> = {
  "aws:cloudwatch/eventTarget:EventTarget": "goes with its rule",
  "aws:ec2/securityGroup:SecurityGroup": "network: looked for by its tag",
  "aws:ec2/subnet:Subnet": "network: looked for by its tag",
  "aws:ec2/vpc:Vpc": "network: looked for by its tag",
  "aws:ec2/vpcEndpoint:VpcEndpoint": "network: looked for by its tag",
  "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": "goes with its function",
  "aws:redshiftserverless/usageLimit:UsageLimit": "goes with its workgroup",
  "aws:s3/bucketObjectv2:BucketObjectv2": "lies in SST's bucket of the account, which is shared by all apps",
  "aws:sns/topicSubscription:TopicSubscription": "goes with its topic",
  "aws:sqs/queuePolicy:QueuePolicy": "goes with its queue",
  "random:index/randomBytes:RandomBytes": "is in SST's state alone",
};

test("verify looks for everything that any stage has on AWS, and for nothing that none has", async () => {
  const graphs = [await graphOf("dev"), await graphOf("dev", OTHER_SETTINGS), await graphOf("dev", EXISTING_WORKGROUP)];
  const looked = stageResources(namesOf("dev")).map(({ kind, name }) => `${kind} ${name}`);
  const made = graphs
    .flatMap(({ resources }) => resources.filter(({ custom, type }) => custom && !(type in OTHERWISE)))
    .map(({ type, inputs }) => {
      const [kind, field] = KINDS[type] ?? unknownType(type);
      return `${kind} ${inputs[field]}`;
    });
  expect([...new Set(looked)].toSorted()).toEqual(looked.toSorted());
  expect([...new Set(made)].toSorted()).toEqual(looked.toSorted());
});

function unknownType(type: string): never {
  throw new Error(
    `verify does not look for ${type}: add it to core/stage/stage-resources.ts, or say in OTHERWISE what it goes with.`,
  );
}
