import { beforeAll, expect, test } from "vitest";
import type { Graph } from "../../packages/local/src/graph/graph.ts";
import {
  EXISTING_CLUSTER,
  EXISTING_WORKGROUP,
  graphOf,
  listed,
  ofType,
  permissionsOf,
  resource,
  statementsOf,
} from "./stage-graph.ts";

const ROLE = "aws:iam/role:Role";

/**
 * Actions that take no less than `*`, and why. Pages of the service authorization reference
 * (https://docs.aws.amazon.com/service-authorization/latest/reference/): list_amazoncloudwatch.html, list_amazonkinesisdatastreams.html,
 * list_amazonredshiftdataapi.html. Composite alarms: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html.
 * Step Functions' logging: https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html#cloudwatch-iam-policy.
 */
const WITHOUT_RESOURCE: Readonly<Record<string, string>> = {
  "cloudwatch:GetMetricData": "no resource types",
  "cloudwatch:PutMetricData": "no resource types; narrowed by cloudwatch:namespace",
  "cloudwatch:DescribeAlarms": "no less tells of composite alarms",
  "cloudwatch:DescribeAlarmHistory": "no less tells of composite alarms",
  "kinesis:ListStreams": "no resource types",
  "redshift-data:CancelStatement": "no resource types; a role sees its own statements only",
  "redshift-data:DescribeStatement": "no resource types; a role sees its own statements only",
  "redshift-data:GetStatementResult": "no resource types; a role sees its own statements only",
  "logs:CreateLogDelivery": "Step Functions' logging, no resource types",
  "logs:GetLogDelivery": "Step Functions' logging, no resource types",
  "logs:UpdateLogDelivery": "Step Functions' logging, no resource types",
  "logs:DeleteLogDelivery": "Step Functions' logging, no resource types",
  "logs:ListLogDeliveries": "Step Functions' logging, no resource types",
  "logs:PutResourcePolicy": "Step Functions' logging, no resource types",
  "logs:DescribeResourcePolicies": "Step Functions' logging, no resource types",
  "logs:DescribeLogGroups": "Step Functions' logging, no resource types",
};

let graphs: Readonly<Record<"development" | "production" | "existing", Graph>>;

beforeAll(async () => {
  graphs = {
    development: await graphOf("dev"),
    production: await graphOf("production"),
    existing: await graphOf("dev", EXISTING_WORKGROUP),
  };
});

test("no role may do a whole service, and only actions without resource types are granted on *", () => {
  for (const graph of Object.values(graphs)) {
    for (const role of ofType(graph, ROLE)) {
      for (const statement of permissionsOf(role)) {
        const actions = listed(statement.Action);
        expect(actions.filter((action) => action.includes("*"))).toEqual([]);
        if (listed(statement.Resource).includes("*")) {
          expect(actions.filter((action) => !(action in WITHOUT_RESOURCE))).toEqual([]);
        }
      }
    }
  }
});

test("every resource of a policy is an ARN of the stage's account, and no undefined got into one", () => {
  for (const graph of Object.values(graphs)) {
    for (const role of ofType(graph, ROLE)) {
      const resources = permissionsOf(role).flatMap((statement) => listed(statement.Resource));
      expect(resources.length).toBeGreaterThan(0);
      for (const arn of resources) expect(arn).toMatch(/^(\*|arn:aws:[a-z-]+:(eu-west-1)?:000000000000:[\w!/:*-]+)$/);
    }
  }
});

test("metrics are published into the pipeline's own namespace only", () => {
  for (const name of ["ProducerRole", "AlertsRole"]) {
    const publishing = permissionsOf(resource(graphs.production, name)).filter((statement) =>
      listed(statement.Action).includes("cloudwatch:PutMetricData"),
    );
    expect(publishing).toEqual([
      expect.objectContaining({ Condition: { StringEquals: { "cloudwatch:namespace": "SensorPipeline" } } }),
    ]);
  }
});

test("roles are trusted to one service each, the reader to the account, whose administrators decide", () => {
  const [readers, others] = [
    ofType(graphs.production, ROLE).filter(({ name }) => name === "ReaderRole"),
    ofType(graphs.production, ROLE).filter(({ name }) => name !== "ReaderRole"),
  ];
  expect(
    readers.flatMap((role) => statementsOf(role.inputs.assumeRolePolicy).map(({ Principal }) => Principal)),
  ).toEqual([{ AWS: "arn:aws:iam::000000000000:root" }]);
  const trusted = others.map((role) => {
    const statements = statementsOf(role.inputs.assumeRolePolicy);
    expect(statements.flatMap((statement) => listed(statement.Principal?.AWS))).toEqual([]);
    return [role.name, statements.flatMap((statement) => listed(statement.Principal?.Service))];
  });
  expect(Object.fromEntries(trusted)).toEqual({
    WarehouseRole: ["redshift.amazonaws.com", "redshift-serverless.amazonaws.com"],
    OwnerRole: ["states.amazonaws.com"],
    ProducerRole: ["lambda.amazonaws.com"],
    ProducerScheduleRole: ["scheduler.amazonaws.com"],
    AlertsRole: ["lambda.amazonaws.com"],
    AlertsScheduleRole: ["scheduler.amazonaws.com"],
    RetentionScheduleRole: ["scheduler.amazonaws.com"],
  });
});

test("no role has a managed policy", () => {
  for (const graph of Object.values(graphs)) {
    expect(ofType(graph, ROLE).flatMap((role) => role.inputs.managedPolicyArns ?? [])).toEqual([]);
    expect(ofType(graph, "aws:iam/rolePolicyAttachment:RolePolicyAttachment")).toEqual([]);
  }
});

test("only the owner reads the admin's secret, and only that one", () => {
  for (const [graph, secret] of [
    [graphs.production, resource(graphs.production, "Namespace").state.adminPasswordSecretArn],
    [graphs.existing, EXISTING_WORKGROUP.PIPELINE_ADMIN_SECRET_ARN],
  ] as const) {
    const readers = ofType(graph, ROLE).flatMap((role) =>
      permissionsOf(role)
        .filter((statement) => listed(statement.Action).includes("secretsmanager:GetSecretValue"))
        .map((statement) => [role.name, statement.Resource]),
    );
    expect(readers).toEqual([["OwnerRole", secret]]);
  }
});

test("the producer writes to the stream and does nothing else with it", () => {
  const { arn } = resource(graphs.development, "Stream").state;
  const actions = permissionsOf(resource(graphs.development, "ProducerRole"))
    .filter((statement) => statement.Resource === arn)
    .flatMap((statement) => listed(statement.Action));
  expect(actions.toSorted()).toEqual(["kinesis:DescribeStreamSummary", "kinesis:PutRecords"]);
});

test("with a customer key the producer may encrypt, and the warehouse and the reader decrypt", async () => {
  const key = "arn:aws:kms:eu-west-1:000000000000:key/0f0e0d0c-0b0a-4909-8807-060504030201";
  const graph = await graphOf("dev", { PIPELINE_STREAM_KEY_ARN: key });
  const usersOfKey = ofType(graph, ROLE).flatMap((role) =>
    permissionsOf(role)
      .filter((statement) => statement.Resource === key)
      .map((statement) => [role.name, statement.Action]),
  );
  expect(Object.fromEntries(usersOfKey)).toEqual({
    ProducerRole: "kms:GenerateDataKey",
    WarehouseRole: "kms:Decrypt",
    ReaderRole: "kms:Decrypt",
  });
  expect(resource(graph, "Stream").inputs).toMatchObject({ encryptionType: "KMS", kmsKeyId: key });
});

test("who signs in to the warehouse carries the tag that gives the reader's database roles", () => {
  const tagged = ofType(graphs.production, ROLE)
    .filter((role) => (role.inputs.tags as Record<string, string> | undefined)?.RedshiftDbRoles)
    .map((role) => [role.name, role.inputs.tags]);
  expect(tagged.filter(([name]) => name === "ReaderRole")).toHaveLength(1);
  expect(tagged.filter(([name]) => name !== "ReaderRole")).toEqual([
    ["AlertsRole", { RedshiftDbRoles: "pipeline_reader:pipeline_monitor" }],
  ]);
});

test("a stage on an existing cluster is granted what one on an existing workgroup is, but for the warehouse itself", async () => {
  const cluster = await graphOf("dev", EXISTING_CLUSTER);
  const granted = (graph: Graph) =>
    ofType(graph, ROLE).flatMap((role) =>
      permissionsOf(role).flatMap(({ Action, Resource }) =>
        listed(Action).flatMap((action) => listed(Resource).map((arn) => `${role.name} ${action} ${arn}`)),
      ),
    );
  const [inCluster, inWorkgroup] = [granted(cluster), granted(graphs.existing)];
  const at = "arn:aws:redshift:eu-west-1:000000000000";
  expect(inCluster.filter((one) => !inWorkgroup.includes(one)).toSorted()).toEqual([
    `AlertsRole redshift-data:ExecuteStatement ${at}:cluster:provisioned`,
    `AlertsRole redshift:GetClusterCredentialsWithIAM ${at}:dbname:provisioned/dev`,
    `OwnerRole redshift-data:BatchExecuteStatement ${at}:cluster:provisioned`,
    `OwnerRole redshift-data:ExecuteStatement ${at}:cluster:provisioned`,
    `ReaderRole redshift-data:ExecuteStatement ${at}:cluster:provisioned`,
    `ReaderRole redshift:GetClusterCredentialsWithIAM ${at}:dbname:provisioned/dev`,
  ]);
  const itself = inWorkgroup
    .filter((one) => !inCluster.includes(one))
    .map((one) => one.replace(/arn:.*:(\w+).*$/, "$1"));
  expect(itself.toSorted()).toEqual([
    "AlertsRole redshift-data:ExecuteStatement workgroup",
    "AlertsRole redshift-serverless:GetCredentials workgroup",
    "OwnerRole redshift-data:BatchExecuteStatement workgroup",
    "OwnerRole redshift-data:ExecuteStatement workgroup",
    "ReaderRole redshift-data:ExecuteStatement workgroup",
    "ReaderRole redshift-serverless:GetCredentials workgroup",
    "ReaderRole redshift-serverless:GetNamespace namespace",
    "ReaderRole redshift-serverless:GetWorkgroup workgroup",
  ]);
});
