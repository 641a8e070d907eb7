import { beforeAll, expect, test } from "vitest";
import type { Graph } from "../../packages/local/src/graph/graph.ts";
import { EXISTING_CLUSTER, EXISTING_WORKGROUP, graphOf, OTHER_SETTINGS, ofType, resource } from "./stage-graph.ts";

let development: Graph;
let production: Graph;
let existing: Graph;

beforeAll(async () => {
  development = await graphOf("dev");
  production = await graphOf("production");
  existing = await graphOf("dev", EXISTING_WORKGROUP);
});

test("production is protected and retained, development is removed whole", () => {
  expect(production.app).toEqual({ name: "sensor-pipeline", stage: "production", removal: "retain", protect: true });
  expect(development.app).toEqual({ name: "sensor-pipeline", stage: "dev", removal: "remove", protect: false });
  const kept = (graph: Graph) =>
    graph.resources.filter(({ protect, retainOnDelete }) => protect && retainOnDelete).map(({ name }) => name);
  expect(kept(production).toSorted()).toEqual(["Namespace", "Stream", "Workgroup"]);
  expect(kept(development)).toEqual([]);
});

test("the stream has a lower-case name, encryption, and the stage's capacity and retention", () => {
  expect(resource(development, "Stream").inputs).toEqual({
    name: "sensor-pipeline-dev-readings",
    streamModeDetails: { streamMode: "PROVISIONED" },
    shardCount: 1,
    retentionPeriod: 24,
    encryptionType: "KMS",
    kmsKeyId: "alias/aws/kinesis",
  });
  expect(resource(production, "Stream").inputs).toMatchObject({
    name: "sensor-pipeline-production-readings",
    streamModeDetails: { streamMode: "ON_DEMAND" },
    retentionPeriod: 168,
  });
  expect(resource(production, "Stream").inputs).not.toHaveProperty("shardCount");
});

test("the warehouse keeps its admin's password itself, reads the stream by its default role, and has a limit a day", () => {
  const role = resource(development, "WarehouseRole").state.arn;
  expect(resource(development, "Namespace").inputs).toMatchObject({
    namespaceName: "sensor-pipeline-dev",
    dbName: "sensors",
    manageAdminPassword: true,
    iamRoles: [role],
    defaultIamRoleArn: role,
  });
  expect(resource(development, "Namespace").inputs).not.toHaveProperty("adminUserPassword");
  const workgroup = resource(development, "Workgroup");
  expect(workgroup.inputs).toMatchObject({
    namespaceName: "sensor-pipeline-dev",
    workgroupName: "sensor-pipeline-dev",
    baseCapacity: 4,
    maxCapacity: 8,
    publiclyAccessible: false,
  });
  expect(resource(development, "DailyUsageLimit").inputs).toEqual({
    resourceArn: workgroup.state.arn,
    usageType: "serverless-compute",
    period: "daily",
    amount: 8,
    breachAction: "deactivate",
  });
});

test("the workgroup lies in three zones, with a route to Kinesis by its endpoint and to nothing else", () => {
  const subnets = ofType(production, "aws:ec2/subnet:Subnet");
  expect(subnets.map(({ inputs }) => inputs.availabilityZone)).toEqual(["eu-west-1a", "eu-west-1b", "eu-west-1c"]);
  expect(new Set(subnets.map(({ inputs }) => inputs.cidrBlock)).size).toBe(3);
  const subnetIds = subnets.map(({ state }) => state.id);
  expect(resource(production, "Workgroup").inputs.subnetIds).toEqual(subnetIds);
  // Whatever zones the region has at a later deployment: the workgroup is in the subnets.
  for (const { ignoreChanges } of subnets) expect(ignoreChanges).toEqual(["availabilityZone"]);
  expect(resource(production, "KinesisEndpoint").ignoreChanges).toEqual(["subnetIds"]);

  const endpoint = resource(production, "KinesisEndpoint").inputs;
  expect(endpoint).toMatchObject({
    serviceName: "com.amazonaws.eu-west-1.kinesis-streams",
    vpcEndpointType: "Interface",
    privateDnsEnabled: true,
    subnetIds,
  });
  const workgroupGroup = resource(production, "WorkgroupSecurityGroup");
  expect(resource(production, "Workgroup").inputs.securityGroupIds).toEqual([workgroupGroup.state.id]);
  expect(resource(production, "KinesisEndpointSecurityGroup").inputs.ingress).toEqual([
    expect.objectContaining({ fromPort: 443, toPort: 443, protocol: "tcp", securityGroups: [workgroupGroup.state.id] }),
  ]);
  expect(workgroupGroup.inputs).not.toHaveProperty("ingress");
  const gateways = production.resources.filter(({ type }) => /gateway/i.test(type));
  expect(gateways).toEqual([]);
});

test("with an existing workgroup nothing of a warehouse is made, and everything points at it", () => {
  const made = existing.resources.filter(({ type }) => /^aws:(redshift|ec2)/.test(type));
  expect(made).toEqual([]);
  expect(resource(existing, "AlertsFunction").inputs.environment).toMatchObject({
    variables: { WORKGROUP_NAME: "analytics", DATABASE_NAME: "dev" },
  });
  const definition = String(resource(existing, "SetupMachine").inputs.definition);
  expect(definition).toContain(EXISTING_WORKGROUP.PIPELINE_READ_ROLE_ARN);
  expect(definition).toContain(EXISTING_WORKGROUP.PIPELINE_ADMIN_SECRET_ARN);
  expect(definition).toContain('"WorkgroupName":"analytics"');
});

test("with an existing cluster functions and statements name the cluster", async () => {
  const graph = await graphOf("dev", EXISTING_CLUSTER);
  const { variables } = resource(graph, "AlertsFunction").inputs.environment as { variables: Record<string, string> };
  expect(variables).toMatchObject({ CLUSTER_IDENTIFIER: "provisioned", DATABASE_NAME: "dev" });
  expect(variables).not.toHaveProperty("WORKGROUP_NAME");
  expect(String(resource(graph, "SetupMachine").inputs.definition)).toContain('"ClusterIdentifier":"provisioned"');
  expect(graph.outputs).toMatchObject({ cluster: "provisioned" });
});

test("run() returns what a person needs next", () => {
  expect(development.outputs).toEqual({
    stream: "sensor-pipeline-dev-readings",
    workgroup: "sensor-pipeline-dev",
    database: "sensors",
    setupStateMachine: resource(development, "SetupMachine").state.arn,
    retentionStateMachine: "arn:aws:states:eu-west-1:000000000000:stateMachine:sensor-pipeline-dev-retention",
    schemaChangeStateMachine: resource(development, "SchemaChangeMachine").state.arn,
    refreshStateMachine: resource(development, "RefreshMachine").state.arn,
    topic: resource(development, "AlarmTopic").state.arn,
    dashboardUrl:
      "https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#dashboards/dashboard/sensor-pipeline-dev",
  });
  expect(production.outputs).not.toHaveProperty("refreshStateMachine");
});

test("an e-mail address is subscribed to the alarms' topic where the stage has one", async () => {
  expect(ofType(development, "aws:sns/topicSubscription:TopicSubscription")).toEqual([]);
  const graph = await graphOf("dev", OTHER_SETTINGS);
  expect(resource(graph, "AlarmEmail").inputs).toEqual({
    topic: resource(graph, "AlarmTopic").state.arn,
    protocol: "email",
    endpoint: OTHER_SETTINGS.PIPELINE_ALARM_EMAIL,
  });
});

test("every log group has a retention, and every function and state machine writes to one of them", () => {
  const groups = ofType(production, "aws:cloudwatch/logGroup:LogGroup");
  for (const group of groups) expect(group.inputs.retentionInDays).toBe(90);
  const names = groups.map(({ inputs }) => String(inputs.name));
  for (const { inputs } of ofType(production, "aws:lambda/function:Function")) {
    expect(names).toContain((inputs.loggingConfig as { logGroup: string }).logGroup);
  }
  for (const { inputs } of ofType(production, "aws:sfn/stateMachine:StateMachine")) {
    const { logDestination } = inputs.loggingConfiguration as { logDestination: string };
    expect(groups.map(({ state }) => `${state.arn}:*`)).toContain(logDestination);
  }
});
