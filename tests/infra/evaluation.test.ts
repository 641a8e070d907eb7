import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { StageNameError } from "@sensor-pipeline/core/names";
import { afterAll, beforeAll, expect, test } from "vitest";
import { evaluate } from "../../packages/local/src/graph/evaluate.ts";
import type { Graph } from "../../packages/local/src/graph/graph.ts";
import { graphOf, REGION, ROOT, resource } from "./stage-graph.ts";

const OWN_NETWORK = {
  PIPELINE_SUBNET_IDS: "subnet-1, subnet-2,subnet-3",
  PIPELINE_SECURITY_GROUP_IDS: "sg-1",
};

let cacheFolder: string;

beforeAll(async () => {
  cacheFolder = await mkdtemp(path.join(tmpdir(), "graphs-"));
});

afterAll(() => rm(cacheFolder, { recursive: true, force: true }));

// That one stage gives one graph, whenever and wherever, is what graphs.test.ts shows.
test("two evaluations at once give each what was asked of it, and leave the working tree as it was", async () => {
  const before = await workingTree();
  // Neither is kept, so that the CLI runs for both. The sentences of settings that can't be used are
  // core/stage/stage-settings.test.ts's; this is their way through the CLI.
  const [ownNetwork, refused] = await Promise.all([
    evaluate({ stage: "dev", region: REGION, root: ROOT, cacheFolder, env: OWN_NETWORK }),
    graphOf("dev", { PIPELINE_WORKGROUP: "analytics" }).catch((thrown: unknown) => thrown),
  ]);
  // Subnets of one's own are all that sets the stage apart: no network is made.
  const besidesNetwork = ({ resources }: Graph) => resources.filter(({ type }) => !type.startsWith("aws:ec2/"));
  const names = (resources: Graph["resources"]) => resources.map(({ type, name }) => `${type} ${name}`).toSorted();
  expect(names(ownNetwork.resources)).toEqual(names(besidesNetwork(await graphOf("dev"))));
  expect(resource(ownNetwork, "Workgroup").inputs).toMatchObject({
    subnetIds: ["subnet-1", "subnet-2", "subnet-3"],
    securityGroupIds: ["sg-1"],
  });
  expect(refused).toMatchObject({ name: "EvaluationError", thrown: "StageSettingsError" });
  expect((refused as Error).message).toContain(
    "PIPELINE_DATABASE is missing: an existing warehouse needs it beside its name.",
  );
  expect(await workingTree()).toEqual(before);
});

test("a stage in a region of another partition is refused before anything of it is made", async () => {
  await expect(graphOf("dev", {}, "us-gov-west-1")).rejects.toMatchObject({
    thrown: "StageRegionError",
    message: expect.stringContaining("The region us-gov-west-1 is not of the partition aws"),
  });
});

test("a graph holds no folder of this machine", async () => {
  const { bundles: _, ...graph } = await graphOf("dev");
  expect(JSON.stringify(graph)).not.toContain(ROOT);
  expect(JSON.stringify(graph)).not.toContain(tmpdir());
});

test("every resource comes after those whose URN or state it was made with", async () => {
  const { resources } = await graphOf("dev");
  for (const [place, { parent }] of resources.entries()) {
    if (parent) expect(resources.slice(0, place).map(({ urn }) => urn)).toContain(parent);
  }
});

test("upper and lower case of a stage's name are one stage", async () => {
  expect(normal(await graphOf("DEV"))).toEqual(normal(await graphOf("dev")));
});

test("a stage that no name can be made of is refused in the words of the rule for names", async () => {
  await expect(graphOf("9lives")).rejects.toThrow(StageNameError);
  await expect(graphOf("under_score")).rejects.toThrow('Stage "under_score" can\'t be used');
});

/** In an order that does not depend on which of two independent resources was registered first. */
function normal(graph: Graph) {
  const byUrn = graph.resources.toSorted((a, b) => (a.urn < b.urn ? -1 : 1));
  return { ...graph, resources: byUrn, bundles: Object.keys(graph.bundles).toSorted() };
}

/** What git sees of the checkout, and what lies where SST writes, which git ignores. */
async function workingTree() {
  const { stdout } = await promisify(execFile)("git", ["status", "--porcelain", "--", "infra", "sql", "sst*"], {
    cwd: ROOT,
  });
  const [work, platform] = await Promise.all([
    readdir(path.join(ROOT, ".sst")),
    readdir(path.join(ROOT, ".sst/platform")),
  ]);
  // Another test file may be evaluating: its lock, and the bundle of the configuration that the CLI runs from there.
  const passing = /^(evaluation\.lock|sst\.config\.\d+\.mjs(\.map)?)$/;
  return { changed: stdout, files: [...work, ...platform].filter((file) => !passing.test(file)).toSorted() };
}
