import { ACCOUNT_ID } from "../../account.ts";
import { namespaceArn, workgroupArn } from "../../identifiers.ts";

interface PolicyStatement {
  readonly sid?: string;
  readonly effect?: string;
  readonly actions?: readonly string[];
  readonly notActions?: readonly string[];
  readonly resources?: readonly string[];
  readonly notResources?: readonly string[];
  readonly principals?: readonly { readonly type: string; readonly identifiers: readonly string[] }[];
  readonly conditions?: readonly {
    readonly test: string;
    readonly variable: string;
    readonly values: readonly string[];
  }[];
}

type Call = (inputs: Readonly<Record<string, unknown>>, region: string) => Record<string, unknown>;

/** The provider functions that the configuration and SST's components call, answered for the one account here. */
const CALLS: Readonly<Record<string, Call>> = {
  "aws:index/getRegion:getRegion": (_, region) => ({ id: region, region, name: region, description: region }),
  "aws:index/getPartition:getPartition": () => ({ id: "aws", partition: "aws", dnsSuffix: "amazonaws.com" }),
  "aws:index/getCallerIdentity:getCallerIdentity": () => ({
    id: ACCOUNT_ID,
    accountId: ACCOUNT_ID,
    arn: `arn:aws:iam::${ACCOUNT_ID}:root`,
    userId: ACCOUNT_ID,
  }),
  // Of an account that has opted in to a Local Zone, whose name comes first.
  "aws:index/getAvailabilityZones:getAvailabilityZones": ({ filters }, region) => {
    const local = asksForRegularZones(filters) ? [] : [`${region}-loc-1a`];
    return { id: region, names: [...local, ...zonesOf(region)], zoneIds: [...local, ...zonesOf(region)].map(zoneId) };
  },
  "aws:ec2/getVpcEndpointService:getVpcEndpointService": ({ service }, region) => ({
    id: String(service),
    serviceName: `com.amazonaws.${region}.${service}`,
    availabilityZones: zonesOf(region),
  }),
  // Looked up by an existing warehouse's name: a local one has the ARN that its name gives, and a namespace of its name.
  "aws:redshiftserverless/getWorkgroup:getWorkgroup": ({ workgroupName }, region) => ({
    id: workgroupName,
    workgroupName,
    namespaceName: workgroupName,
    arn: workgroupArn(region, String(workgroupName)),
  }),
  "aws:redshiftserverless/getNamespace:getNamespace": ({ namespaceName }, region) => ({
    id: namespaceName,
    namespaceName,
    arn: namespaceArn(region, String(namespaceName)),
  }),
  "aws:iam/getPolicyDocument:getPolicyDocument": (inputs) => {
    const json = policyJson((inputs.statements ?? []) as readonly PolicyStatement[]);
    return { ...inputs, id: "policy", json, minifiedJson: json };
  },
};

/** us-west-1 gives an account two zones. https://docs.aws.amazon.com/redshift/latest/mgmt/serverless-usage-considerations.html */
function zonesOf(region: string): readonly string[] {
  return (region === "us-west-1" ? ["a", "b"] : ["a", "b", "c"]).map((zone) => `${region}${zone}`);
}

function zoneId(name: string): string {
  return `${name.slice(0, -1)}-az${name.charCodeAt(name.length - 1) - "a".charCodeAt(0) + 1}`;
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeAvailabilityZones.html */
function asksForRegularZones(filters: unknown): boolean {
  const given = (filters ?? []) as readonly { readonly name: string; readonly values: readonly string[] }[];
  return given.some(({ name, values }) => name === "opt-in-status" && values.join() === "opt-in-not-required");
}

/** @throws {Error} naming a provider function that is not in the table: its answer would be made up. */
export function answerCall(
  token: string,
  inputs: Readonly<Record<string, unknown>>,
  region: string,
): Record<string, unknown> {
  const call = CALLS[token];
  if (!call) {
    throw new Error(
      `The provider function ${token} is not known to the offline evaluation: add it to packages/local/src/graph/pulumi/known-calls.ts.`,
    );
  }
  return call(inputs, region);
}

/** The document as the provider renders it: one value stands alone, several in a list. */
function policyJson(statements: readonly PolicyStatement[]): string {
  const Statement = statements.map((statement) => ({
    ...(statement.sid && { Sid: statement.sid }),
    Effect: statement.effect ?? "Allow",
    ...(statement.actions && { Action: oneOrMany(statement.actions) }),
    ...(statement.notActions && { NotAction: oneOrMany(statement.notActions) }),
    ...(statement.resources && { Resource: oneOrMany(statement.resources) }),
    ...(statement.notResources && { NotResource: oneOrMany(statement.notResources) }),
    ...(statement.principals && {
      Principal: Object.fromEntries(
        statement.principals.map(({ type, identifiers }) => [type, oneOrMany(identifiers)]),
      ),
    }),
    ...(statement.conditions && { Condition: conditionsOf(statement.conditions) }),
  }));
  return JSON.stringify({ Version: "2012-10-17", Statement });
}

function conditionsOf(conditions: NonNullable<PolicyStatement["conditions"]>) {
  const byTest: Record<string, Record<string, unknown>> = {};
  for (const { test, variable, values } of conditions)
    byTest[test] = { ...byTest[test], [variable]: oneOrMany(values) };
  return byTest;
}

function oneOrMany(values: readonly string[]): string | readonly string[] {
  return values.length === 1 && values[0] !== undefined ? values[0] : values;
}
