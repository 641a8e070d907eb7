import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ADMINISTRATOR } from "../../packages/local/src/administrator.ts";
import { applyGraph } from "../../packages/local/src/apply/apply-graph.ts";
import { removeGraph } from "../../packages/local/src/apply/remove-graph.ts";
import type { Graph } from "../../packages/local/src/graph/graph.ts";
import { type LocalAws, startLocalAws } from "../../packages/local/src/local-aws.ts";
import { EXISTING_CLUSTER, graphOf, OTHER_SETTINGS, REGION } from "./stage-graph.ts";

/** What a stage is made of, by the operation that lists it and the field it lists it in. */
const LISTS = [
  ["kinesis", "ListStreams", "StreamNames"],
  ["lambda", "ListFunctions", "Functions"],
  ["states", "ListStateMachines", "stateMachines"],
  ["scheduler", "ListSchedules", "Schedules"],
  ["scheduler", "ListScheduleGroups", "ScheduleGroups"],
  ["monitoring", "DescribeAlarms", "MetricAlarms"],
  ["redshift-serverless", "ListWorkgroups", "workgroups"],
  ["redshift-serverless", "ListNamespaces", "namespaces"],
] as const;
const NOTHING = LISTS.map(() => []);

let folder: string;
let aws: LocalAws;

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), "apply-"));
  aws = await startLocalAws({ folder, port: 0, region: REGION });
});

afterEach(async () => {
  await aws.close();
  rmSync(folder, { recursive: true, force: true });
});

test.each([
  ["development", {}],
  ["four shards, two days, automatic refresh, a customer key, mail and schedules", OTHER_SETTINGS],
  ["an on-demand stream and a cluster that is there", EXISTING_CLUSTER],
])("a stage with %s is applied as it is, applied again, and removed without a rest", async (_what, settings) => {
  const graph = await graphOf("dev", settings);
  const seen: string[] = [];
  await applyGraph(graph, aws, (resource) => seen.push(resource));
  await applyGraph(graph, aws);
  expect(seen).toContain("Stream Stream");
  expect(await left()).not.toEqual(NOTHING);
  await removeGraph(graph, aws);
  expect(await left()).toEqual(NOTHING);
});

test("a stage that stands takes other settings, its shards at most doubled at a time", async () => {
  const graph = only(await graphOf("dev"), ["Stream", "WarehouseRole", "Namespace", "Workgroup"]);
  const shards = (shardCount: number) => changed(graph, "Stream", { shardCount });
  await applyGraph(graph, aws);
  await expect(applyGraph(shards(4), aws)).rejects.toThrow("scale up over double the current shard count (1 to 4)");
  for (const count of [2, 4]) await applyGraph(shards(count), aws);
  await expect(applyGraph(shards(1), aws)).rejects.toThrow("scale down below half the current shard count (4 to 1)");
  for (const [baseCapacity, maxCapacity] of [
    [64, 128],
    [8, 16],
  ]) {
    const resized = changed(shards(4), "Workgroup", { baseCapacity, maxCapacity });
    await applyGraph(resized, aws);
    const { workgroups } = await aws.call<{ workgroups: unknown }>(
      ADMINISTRATOR,
      "redshift-serverless",
      "ListWorkgroups",
      {},
    );
    expect(workgroups).toEqual([expect.objectContaining({ baseCapacity, maxCapacity })]);
  }
});

test("production is refused to be removed in SST's words, and overruled it keeps its data and what that stands on", async () => {
  const graph = await graphOf("production");
  await applyGraph(graph, aws);
  const before = await left();
  await expect(removeGraph(graph, aws)).rejects.toThrow("Cannot remove protected stage.");
  expect(await left()).toEqual(before);

  // What a person would have to do: `protect` out of sst.config.ts and infra/, and a deployment.
  const overruled = {
    ...graph,
    app: { ...graph.app, protect: false },
    resources: graph.resources.map((resource) => ({ ...resource, protect: false })),
  };
  const { retained } = await removeGraph(overruled, aws);
  expect(retained.toSorted()).toEqual([
    "Namespace Namespace",
    "SecurityGroup WorkgroupSecurityGroup",
    "Stream Stream",
    "Subnet Subnet1",
    "Subnet Subnet2",
    "Subnet Subnet3",
    "Vpc Vpc",
    "Workgroup Workgroup",
  ]);
  const kept = (await left()).map((list) => (list as unknown[]).length);
  expect(Object.fromEntries(LISTS.map(([, operation], index) => [operation, kept[index]]))).toEqual({
    ...Object.fromEntries(LISTS.map(([, operation]) => [operation, 0])),
    ListStreams: 1,
    ListWorkgroups: 1,
    ListNamespaces: 1,
  });
});

/** The stage with those resources alone, of those that AWS has. */
function only(graph: Graph, names: readonly string[]): Graph {
  return { ...graph, resources: graph.resources.filter(({ custom, name }) => !custom || names.includes(name)) };
}

/** The stage with some inputs of one resource changed. */
function changed(graph: Graph, name: string, inputs: object): Graph {
  return {
    ...graph,
    resources: graph.resources.map((resource) =>
      resource.name === name ? { ...resource, inputs: { ...resource.inputs, ...inputs } } : resource,
    ),
  };
}

async function left(): Promise<unknown[]> {
  return await Promise.all(
    LISTS.map(async ([service, operation, field]) => {
      const answer = await aws.call<Readonly<Record<string, readonly unknown[]>>>(
        ...[ADMINISTRATOR, service, operation, {}],
      );
      // Every account has a group `default`.
      return (answer[field] ?? []).filter((each) => (each as { readonly Name?: string }).Name !== "default");
    }),
  );
}
