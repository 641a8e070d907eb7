import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { KEPT_GRAPHS, keptFile } from "./kept-graphs.ts";
import { differences, renderGraph } from "./render-graph.ts";
import { ROOT } from "./stage-graph.ts";

test.each(Object.entries(KEPT_GRAPHS))(
  "the resources of a stage of kind %s are those under review",
  async (name, graph) => {
    const file = keptFile(name);
    const kept = existsSync(file) ? readFileSync(file, "utf8") : `{"resources":{}}`;
    const current = renderGraph(await graph());
    expect(
      differences(kept, current),
      `What \`sst deploy\` would make is not what tests/infra/graphs/${name}.json says. Run \`npm run graphs\`, look at each change in \`git diff tests/infra/graphs\`, and commit it with what caused it`,
    ).toEqual([]);
    expect(current).toBe(kept);
  },
);

test("a picture holds nothing of this machine and no hash of a build", async () => {
  for (const graph of Object.values(KEPT_GRAPHS)) {
    const picture = renderGraph(await graph());
    expect(picture).not.toContain(ROOT);
    expect(picture).not.toMatch(/[0-9a-f]{40}/);
  }
});

test("a change of one input, a new resource and one that is gone are told by their resources", async () => {
  const graph = await KEPT_GRAPHS["existing-workgroup"]?.();
  if (!graph) throw new Error("There is no stage with an existing workgroup.");
  const [first, ...others] = graph.resources.filter(({ custom, type }) => custom && type.includes("metricAlarm"));
  if (!first) throw new Error("The stage has no alarm.");
  const changed = { ...first, inputs: { ...first.inputs, threshold: 77 } };
  const told = differences(
    renderGraph({ ...graph, resources: [first, ...others] }),
    renderGraph({ ...graph, resources: [changed, ...others.slice(1), { ...first, name: "Another" }] }),
  );
  expect(told.toSorted()).toEqual(
    [
      `changed: MetricAlarm ${first.name}`,
      `gone: MetricAlarm ${others[0]?.name}`,
      "new: MetricAlarm Another",
    ].toSorted(),
  );
});
