import { beforeAll, expect, test } from "vitest";
import type { Graph, GraphResource } from "../../packages/local/src/graph/graph.ts";
import { SMOKE_SETTINGS } from "../smoke/smoke-stage.ts";
import { findBreaches, valuesAt, withChanged } from "./limits/find-breaches.ts";
import type { Limit } from "./limits/limit.ts";
import { LIMITS, WITHOUT_LIMITS } from "./limits/limits.ts";
import { EXISTING_CLUSTER, EXISTING_WORKGROUP, graphOf, LONGEST_STAGE } from "./stage-graph.ts";

let graphs: readonly Graph[];
let longest: Graph;

beforeAll(async () => {
  graphs = [
    await graphOf("dev"),
    await graphOf("production"),
    await graphOf("dev", EXISTING_WORKGROUP),
    await graphOf("dev", EXISTING_CLUSTER),
  ];
  longest = await graphOf(LONGEST_STAGE.stage, SMOKE_SETTINGS, LONGEST_STAGE.region);
});

test("AWS refuses nothing of a development stage, a production stage and those with an existing workgroup or cluster", () => {
  for (const graph of graphs) expect(sentences(graph)).toEqual([]);
});

test("the longest stage name there is gives names that AWS takes, and one letter more does not", () => {
  expect(sentences(longest)).toEqual([]);
  const longer = JSON.parse(
    JSON.stringify(longest).replaceAll(LONGEST_STAGE.stage, `${LONGEST_STAGE.stage}x`),
  ) as Graph;
  const refused = findBreaches(longer, LIMITS).map(({ limit, resource }) => `${limit.type} ${resource.name}`);
  expect(refused).toContain("aws:iam/role:Role ProducerScheduleRole");
});

test("where an account has two zones, the third subnet lies beside the first, and the endpoint has one in each", () => {
  const subnets = longest.resources.filter(({ type }) => type === "aws:ec2/subnet:Subnet");
  expect(subnets.map(({ inputs }) => inputs.availabilityZone)).toEqual(["us-west-1a", "us-west-1b", "us-west-1a"]);
  const ids = subnets.map(({ state }) => state.id);
  const inputsOf = (name: string) => longest.resources.find((resource) => resource.name === name)?.inputs;
  expect(inputsOf("Workgroup")).toMatchObject({ subnetIds: ids });
  expect(inputsOf("KinesisEndpoint")).toMatchObject({ subnetIds: ids.slice(0, 2) });
});

test("every name is the stage's own, so that two stages of an account never meet", () => {
  const names = LIMITS.filter(
    ({ input }) => /^(name|\w+Name)$/.test(input) && !["dbName", "serviceName"].includes(input),
  );
  for (const { type, input } of names) {
    for (const { inputs, name } of longest.resources.filter((resource) => resource.type === type)) {
      // A workgroup names its namespace as well, and a name that is absent is a breach already.
      expect(String(inputs[input]), `${type} ${name}`).toContain(LONGEST_STAGE.stage);
    }
  }
});

test("every type of resource has limits, or a reason to have none", () => {
  const types = new Set(
    [...graphs, longest].flatMap(({ resources }) => resources.filter(({ custom }) => custom)).map(({ type }) => type),
  );
  const limited = new Set(LIMITS.map(({ type }) => type));
  const unknown = [...types].filter((type) => !limited.has(type) && !(type in WITHOUT_LIMITS));
  expect(unknown, "add their limits to tests/infra/limits, or a reason to WITHOUT_LIMITS").toEqual([]);
});

test("each limit finds its mistake in a real stage, at the resource that has it", () => {
  for (const limit of LIMITS) {
    const [graph, resource] = placeOf(limit) ?? [];
    if (!graph || !resource) {
      expect(limit.input, `${limit.type}: no stage has ${limit.input}, so its limit is never tried`).toMatch(
        UNUSED_INPUTS,
      );
      continue;
    }
    const inputs = withChanged(resource.inputs, limit.input, limit.mistake as (value: unknown) => unknown);
    const found = findBreaches(withInputs(graph, resource, inputs as GraphResource["inputs"]), [limit]);
    expect(
      found.map((breach) => breach.resource.name),
      `${limit.type} ${limit.input} ${limit.allowed}`,
    ).toContain(resource.name);
  }
});

test("an input that is required and absent is found", () => {
  for (const limit of LIMITS.filter(({ required }) => required)) {
    const [graph, resource] = placeOf(limit) ?? [];
    if (!graph || !resource) throw new Error(`No stage has ${limit.type} ${limit.input}.`);
    const [key = ""] = limit.input.split(".");
    const { [key]: _, ...inputs } = resource.inputs;
    expect(findBreaches(withInputs(graph, resource, inputs), [limit]), `${limit.type} ${limit.input}`).toHaveLength(1);
  }
});

test("every limit says where it is written", () => {
  for (const { source } of LIMITS)
    expect(source).toMatch(/^https:\/\/(docs\.aws\.amazon\.com|states-language\.net|github\.com\/hashicorp)\//);
});

/** Inputs that AWS takes and no stage uses today; their limits wait for the first that does. */
const UNUSED_INPUTS = /^(tags|description)$/;

function sentences(graph: Graph): readonly string[] {
  return findBreaches(graph, LIMITS).map(({ sentence }) => sentence);
}

function placeOf({ type, input }: Limit): [Graph, GraphResource] | undefined {
  for (const graph of graphs) {
    const found = graph.resources.find(
      (resource) => resource.custom && resource.type === type && valuesAt(resource.inputs, input).length > 0,
    );
    if (found) return [graph, found];
  }
  return undefined;
}

function withInputs(graph: Graph, changed: GraphResource, inputs: GraphResource["inputs"]): Graph {
  return {
    ...graph,
    resources: graph.resources.map((resource) => (resource.urn === changed.urn ? { ...resource, inputs } : resource)),
  };
}
