import { beforeAll, expect, test } from "vitest";
import type { Graph } from "../../packages/local/src/graph/graph.ts";
import {
  EXISTING_CLUSTER,
  EXISTING_WORKGROUP,
  graphOf,
  listed,
  OTHER_SETTINGS,
  ofType,
  permissionsOf,
  resource,
  statementsOf,
} from "./stage-graph.ts";

const ROLE = "aws:iam/role:Role";

const PAGES = "https://docs.aws.amazon.com";
const AUTHORISATION = `${PAGES}/service-authorization/latest/reference`;
/** Has no resource type in the page's table, and no condition key but one that the grant has. */
const DATA_API = `${AUTHORISATION}/list_redshift-data.html`;
const METRICS = `${AUTHORISATION}/list_amazoncloudwatch.html`;
const STREAMS = `${AUTHORISATION}/list_amazonkinesisdatastreams.html`;
const LOGS = `${AUTHORISATION}/list_amazoncloudwatchlogs.html`;
/** Tells of composite alarms where it is granted on everything alone. */
const ALARMS = `${PAGES}/AmazonCloudWatch/latest/APIReference`;

/** Actions that take no less than `*`, each with the page that says so. */
const WITHOUT_RESOURCE: Readonly<Record<string, string>> = {
  "cloudwatch:GetMetricData": METRICS,
  "cloudwatch:PutMetricData": METRICS,
  "cloudwatch:DescribeAlarms": `${ALARMS}/API_DescribeAlarms.html`,
  "cloudwatch:DescribeAlarmHistory": `${ALARMS}/API_DescribeAlarmHistory.html`,
  "kinesis:ListStreams": STREAMS,
  "redshift-data:CancelStatement": DATA_API,
  "redshift-data:DescribeStatement": DATA_API,
  "redshift-data:GetStatementResult": DATA_API,
  "logs:CreateLogDelivery": LOGS,
  "logs:GetLogDelivery": LOGS,
  "logs:UpdateLogDelivery": LOGS,
  "logs:DeleteLogDelivery": LOGS,
  "logs:ListLogDeliveries": LOGS,
  "logs:PutResourcePolicy": LOGS,
  "logs:DescribeResourcePolicies": LOGS,
  "logs:DescribeLogGroups": LOGS,
};

/** What narrows an action on `*`: its condition key, where the page has one. */
const NARROWED: Readonly<Record<string, string>> = {
  "cloudwatch:PutMetricData": "cloudwatch:namespace",
  "redshift-data:CancelStatement": "redshift-data:statement-owner-iam-userid",
  "redshift-data:DescribeStatement": "redshift-data:statement-owner-iam-userid",
  "redshift-data:GetStatementResult": "redshift-data:statement-owner-iam-userid",
};
/** Its condition is for one session, and no page says that Step Functions keeps one from task to task. */
const NOT_NARROWED = ["OwnerRole redshift-data:DescribeStatement", "OwnerRole redshift-data:GetStatementResult"];

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

test("what is granted on * is narrowed by the condition key that AWS has for it, and every entry of the list is granted", () => {
  const open = Object.values(graphs).flatMap((graph) =>
    ofType(graph, ROLE).flatMap((role) =>
      permissionsOf(role)
        .filter(({ Resource }) => listed(Resource).includes("*"))
        .flatMap(({ Action, Condition = {} }) =>
          listed(Action).map((action) => ({
            action,
            of: `${role.name} ${action}`,
            keys: Object.values(Condition).flatMap((tests) => Object.keys(tests)),
          })),
        ),
    ),
  );
  expect([...new Set(open.map(({ action }) => action))].toSorted()).toEqual(Object.keys(WITHOUT_RESOURCE).toSorted());
  const wide = open.filter(({ action, keys }) => action in NARROWED && !keys.includes(NARROWED[action] ?? ""));
  expect([...new Set(wide.map(({ of }) => of))].toSorted()).toEqual(NOT_NARROWED);
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
  const key = OTHER_SETTINGS.PIPELINE_STREAM_KEY_ARN;
  const graph = await graphOf("dev", OTHER_SETTINGS);
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
