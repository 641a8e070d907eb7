import { expect, test } from "vitest";
import type { GraphResource } from "../../packages/local/src/graph/graph.ts";
import { graphOf } from "./stage-graph.ts";

/** The field of a type that is its physical name, and what AWS takes there. */
const NAMES: Readonly<Record<string, readonly [field: string, allowed: RegExp]>> = {
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": ["alarmName", /^[\w-]{1,255}$/],
  "aws:cloudwatch/dashboard:Dashboard": ["dashboardName", /^[\w-]{1,255}$/],
  "aws:cloudwatch/logGroup:LogGroup": ["name", /^[\w./#-]{1,512}$/],
  "aws:cloudwatch/metricAlarm:MetricAlarm": ["name", /^[\w-]{1,255}$/],
  "aws:ec2/securityGroup:SecurityGroup": ["name", /^(?!sg-)[\w-]{1,255}$/],
  "aws:iam/role:Role": ["name", /^[\w+=,.@-]{1,64}$/],
  "aws:kinesis/stream:Stream": ["name", /^[a-z0-9_.-]{1,128}$/],
  "aws:lambda/function:Function": ["name", /^[\w-]{1,64}$/],
  "aws:redshiftserverless/namespace:Namespace": ["namespaceName", /^[a-z0-9-]{3,64}$/],
  "aws:redshiftserverless/workgroup:Workgroup": ["workgroupName", /^[a-z0-9-]{3,64}$/],
  "aws:scheduler/schedule:Schedule": ["name", /^[\w.-]{1,64}$/],
  "aws:sfn/stateMachine:StateMachine": ["name", /^[\w-]{1,80}$/],
  "aws:sns/topic:Topic": ["name", /^[\w-]{1,256}$/],
  "aws:sqs/queue:Queue": ["name", /^[\w-]{1,80}$/],
};

/** Types that have no name of their own: AWS gives them an id, or they belong to another resource. */
const NAMELESS = [
  "aws:ec2/subnet:Subnet",
  "aws:ec2/vpc:Vpc",
  "aws:ec2/vpcEndpoint:VpcEndpoint",
  "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
  "aws:redshiftserverless/usageLimit:UsageLimit",
  "aws:s3/bucketObjectv2:BucketObjectv2",
  "random:index/randomBytes:RandomBytes",
];

test("the longest stage name there is gives names that AWS takes, all of them explicit", async () => {
  const stage = `s${"x".repeat(29)}`;
  const graph = await graphOf(stage);
  for (const resource of graph.resources.filter(({ custom }) => custom)) {
    if (NAMELESS.includes(resource.type)) continue;
    const [field, allowed] = NAMES[resource.type] ?? unknownType(resource);
    expect(String(resource.inputs[field]), `${resource.type} ${resource.name}`).toMatch(allowed);
    expect(String(resource.inputs[field])).toContain(stage);
  }
});

function unknownType({ type }: GraphResource): never {
  throw new Error(`How ${type} is named is not known here: add it to NAMES or NAMELESS.`);
}
