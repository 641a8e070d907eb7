import { ACCOUNT_ID, arnOf } from "../../account.ts";
import { adminSecretArn, namespaceArn, stableHex, stableUuid, workgroupArn } from "../../identifiers.ts";

interface Resource {
  /** Logical name: stands in where a resource has no physical one, so that nothing changes between evaluations. */
  readonly name: string;
  /** Without the wrapping of secrets. */
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly region: string;
}

/** What AWS adds to the inputs of a resource it has made; `id` is Pulumi's id of it. */
type Made = { readonly id: string } & Readonly<Record<string, unknown>>;

const UNKNOWN_RESOURCE =
  "is not known to the offline evaluation: add what AWS makes of it to packages/local/src/graph/pulumi/known-resources.ts, and how it is applied to packages/local/src/apply.";

/** Every type of resource the configuration may hold: its id, its ARN and what else AWS makes up. */
const RESOURCES: Readonly<Record<string, (resource: Resource) => Made>> = {
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": named("cloudwatch", "alarm:", "alarmName"),
  "aws:cloudwatch/dashboard:Dashboard": (resource) => {
    const id = nameOf(resource, "dashboardName");
    return { id, dashboardArn: `arn:aws:cloudwatch::${ACCOUNT_ID}:dashboard/${id}` };
  },
  "aws:cloudwatch/eventRule:EventRule": named("events", "rule/"),
  "aws:cloudwatch/eventTarget:EventTarget": (resource) => ({ id: nameOf(resource, "targetId") }),
  "aws:cloudwatch/logGroup:LogGroup": named("logs", "log-group:"),
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": (resource) => ({ id: nameOf(resource, "policyName") }),
  "aws:cloudwatch/metricAlarm:MetricAlarm": named("cloudwatch", "alarm:"),
  "aws:ec2/routeTable:RouteTable": hashed("ec2", "route-table/", "rtb"),
  "aws:ec2/routeTableAssociation:RouteTableAssociation": hashed("ec2", "route-table-association/", "rtbassoc"),
  "aws:ec2/securityGroup:SecurityGroup": hashed("ec2", "security-group/", "sg"),
  "aws:ec2/subnet:Subnet": hashed("ec2", "subnet/", "subnet"),
  "aws:ec2/vpc:Vpc": hashed("ec2", "vpc/", "vpc"),
  "aws:ec2/vpcEndpoint:VpcEndpoint": hashed("ec2", "vpc-endpoint/", "vpce"),
  "aws:iam/role:Role": (resource) => {
    const id = nameOf(resource);
    return { id, name: id, arn: arnOf("iam", resource.region, `role/${id}`) };
  },
  "aws:iam/rolePolicy:RolePolicy": (resource) => ({ id: `${String(resource.inputs.role)}:${nameOf(resource)}` }),
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": (resource) => ({ id: resource.name }),
  "aws:kinesis/stream:Stream": (resource) => {
    const name = nameOf(resource);
    const arn = arnOf("kinesis", resource.region, `stream/${name}`);
    return { id: arn, name, arn };
  },
  "aws:lambda/function:Function": (resource) => {
    const name = nameOf(resource);
    const arn = arnOf("lambda", resource.region, `function:${name}`);
    return { id: name, name, arn, qualifiedArn: `${arn}:$LATEST`, invokeArn: `${arn}/invocations`, version: "$LATEST" };
  },
  "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": (resource) => ({
    id: nameOf(resource, "functionName"),
  }),
  "aws:lambda/permission:Permission": (resource) => ({ id: nameOf(resource, "statementId") }),
  "aws:redshiftserverless/namespace:Namespace": (resource) => {
    const id = nameOf(resource, "namespaceName");
    const admin = String(resource.inputs.adminUsername ?? "admin");
    return {
      id,
      arn: namespaceArn(resource.region, id),
      namespaceId: stableUuid("namespace", id),
      adminPasswordSecretArn: adminSecretArn(resource.region, id, admin),
    };
  },
  "aws:redshiftserverless/usageLimit:UsageLimit": (resource) => {
    const id = stableUuid("usagelimit", resource.name);
    return { id, arn: arnOf("redshift-serverless", resource.region, `usagelimit/${id}`) };
  },
  "aws:redshiftserverless/workgroup:Workgroup": (resource) => {
    const id = nameOf(resource, "workgroupName");
    return { id, arn: workgroupArn(resource.region, id), workgroupId: stableUuid("workgroup", id) };
  },
  "aws:s3/bucketObjectv2:BucketObjectv2": (resource) => ({ id: nameOf(resource, "key") }),
  "aws:scheduler/schedule:Schedule": (resource) => {
    const name = nameOf(resource);
    const id = `${String(resource.inputs.groupName ?? "default")}/${name}`;
    return { id, name, arn: arnOf("scheduler", resource.region, `schedule/${id}`) };
  },
  "aws:scheduler/scheduleGroup:ScheduleGroup": named("scheduler", "schedule-group/"),
  "aws:sfn/stateMachine:StateMachine": (resource) => {
    const name = nameOf(resource);
    const arn = arnOf("states", resource.region, `stateMachine:${name}`);
    return { id: arn, name, arn };
  },
  "aws:sns/topic:Topic": (resource) => {
    const name = nameOf(resource);
    const arn = arnOf("sns", resource.region, name);
    return { id: arn, name, arn };
  },
  "aws:sns/topicPolicy:TopicPolicy": (resource) => ({ id: nameOf(resource, "arn") }),
  "aws:sns/topicSubscription:TopicSubscription": (resource) => {
    const arn = `${String(resource.inputs.topic)}:${stableUuid("subscription", resource.name)}`;
    return { id: arn, arn };
  },
  "aws:sqs/queue:Queue": (resource) => {
    const name = nameOf(resource);
    const url = `https://sqs.${resource.region}.amazonaws.com/${ACCOUNT_ID}/${name}`;
    return { id: url, name, url, arn: arnOf("sqs", resource.region, name) };
  },
  "aws:sqs/queuePolicy:QueuePolicy": (resource) => ({ id: nameOf(resource, "queueUrl") }),
  // Encrypts the links in a bundle, of which there are none.
  "random:index/randomBytes:RandomBytes": (resource) => {
    const bytes = Buffer.from(stableHex("bytes", resource.name, 64), "hex").subarray(0, Number(resource.inputs.length));
    return { id: resource.name, base64: bytes.toString("base64"), hex: bytes.toString("hex") };
  },
};

/** What AWS adds to a resource's inputs when it makes it. @throws {Error} for a type that is not in the table. */
export function madeResource(type: string, resource: Resource): Made {
  const make = RESOURCES[type];
  if (!make) throw new Error(`${type} "${resource.name}" ${UNKNOWN_RESOURCE}`);
  return make(resource);
}

function nameOf(resource: Resource, field = "name"): string {
  const name = resource.inputs[field];
  return typeof name === "string" && name !== "" ? name : resource.name;
}

/** Resources whose id is their name and whose ARN ends in it. */
function named(service: string, prefix: string, field = "name"): (resource: Resource) => Made {
  return (resource) => {
    const id = nameOf(resource, field);
    return { id, name: id, arn: arnOf(service, resource.region, `${prefix}${id}`) };
  };
}

/** EC2's resources: a prefix and 17 hexadecimal digits. */
function hashed(service: string, prefix: string, idPrefix: string): (resource: Resource) => Made {
  return (resource) => {
    const id = `${idPrefix}-${stableHex(idPrefix, resource.name, 17)}`;
    return { id, arn: arnOf(service, resource.region, `${prefix}${id}`) };
  };
}
