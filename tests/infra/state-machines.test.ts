import { beforeAll, expect, test } from "vitest";
import type { Graph } from "../../packages/local/src/graph/graph.ts";
import { EXISTING_WORKGROUP, graphOf, listed, OTHER_SETTINGS, ofType, permissionsOf, resource } from "./stage-graph.ts";

const STATE_MACHINE = "aws:sfn/stateMachine:StateMachine";
interface State {
  readonly Type: string;
  readonly Resource?: string;
}

interface Definition {
  readonly QueryLanguage?: string;
  readonly States: Readonly<Record<string, State>>;
}

let graphs: readonly Graph[];

beforeAll(async () => {
  graphs = [await graphOf("dev"), await graphOf("production"), await graphOf("dev", EXISTING_WORKGROUP)];
});

test("every definition is in JSONPath, which is what this project's tasks are written in", () => {
  for (const { name, definition } of machines()) expect(definition.QueryLanguage ?? "JSONPath", name).toBe("JSONPath");
});

test("the owner's role is granted what the tasks call, and nothing of the Data API besides", () => {
  for (const graph of graphs) {
    const called = machines([graph]).flatMap(({ definition }) =>
      Object.values(definition.States).flatMap(({ Resource }) => Resource ?? []),
    );
    const actions = new Set(called.map((arn) => arn.replace("arn:aws:states:::aws-sdk:redshiftdata:", "")));
    const granted = permissionsOf(resource(graph, "OwnerRole"))
      .flatMap(({ Action }) => listed(Action))
      .filter((action) => action.startsWith("redshift-data:"))
      .map((action) => action.replace("redshift-data:", ""));
    const capitalised = [...actions].map((action) => `${action[0]?.toUpperCase()}${action.slice(1)}`);
    expect(granted.toSorted()).toEqual(capitalised.toSorted());
  }
});

test("state machines log what passes without the data, and act as the owner", () => {
  for (const graph of graphs) {
    for (const { inputs } of ofType(graph, STATE_MACHINE)) {
      expect(inputs).toMatchObject({
        type: "STANDARD",
        roleArn: resource(graph, "OwnerRole").state.arn,
        loggingConfiguration: { level: "ALL", includeExecutionData: false },
      });
    }
  }
});

test("set-up is told the stage's stream, role, refresh and thresholds", async () => {
  const [development, production] = graphs as [Graph, Graph];
  const definition = String(resource(development, "SetupMachine").inputs.definition);
  expect(definition).toContain("sensor-pipeline-dev-readings");
  expect(definition).toContain(String(resource(development, "WarehouseRole").state.arn));
  expect(definition).toContain("AUTO REFRESH NO");
  expect(String(resource(production, "SetupMachine").inputs.definition)).toContain("AUTO REFRESH YES");
  const other = await graphOf("dev", OTHER_SETTINGS);
  expect(String(resource(other, "SetupMachine").inputs.definition)).toContain("47.5");
});

test("retention keeps what the views show, and archives where the stage says so", async () => {
  const [development, production] = graphs as [Graph, Graph];
  const definitionOf = (graph: Graph) => String(resource(graph, "RetentionMachine").inputs.definition);
  expect(definitionOf(development)).toContain("CAST('86400' AS INTEGER)");
  expect(definitionOf(development)).not.toContain("INSERT INTO public.sensor_records_archive");
  expect(definitionOf(production)).toContain("INSERT INTO public.sensor_records_archive");
  const other = await graphOf("dev", OTHER_SETTINGS);
  expect(definitionOf(other)).toContain("CAST('172800' AS INTEGER)");
  expect(definitionOf(other)).toContain("INSERT INTO public.sensor_records_archive");
});

function machines(of: readonly Graph[] = graphs) {
  return of.flatMap((graph) =>
    ofType(graph, STATE_MACHINE).map(({ name, inputs }) => {
      const text = String(inputs.definition);
      return { name: `${graph.app.stage} ${name}`, definition: JSON.parse(text) as Definition };
    }),
  );
}
