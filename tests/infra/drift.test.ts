import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { namesOf, WAREHOUSE_OBJECTS } from "@sensor-pipeline/core/names";
import { beforeAll, expect, test } from "vitest";
import type { Graph } from "../../packages/local/src/graph/graph.ts";
import { areTags, TAGGABLE } from "./limits/identity-limits.ts";
import { WITHOUT_LIMITS } from "./limits/limits.ts";
import { EXISTING_WORKGROUP, graphOf, ROOT, resource } from "./stage-graph.ts";

/** Types that take no tags on AWS, or in the provider, each with the reason. */
const UNTAGGED: Readonly<Record<string, string>> = {
  "aws:cloudwatch/dashboard:Dashboard": "the provider gives dashboards no tags",
  "aws:cloudwatch/eventTarget:EventTarget": "part of its rule",
  "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": "part of its function",
  "aws:redshiftserverless/usageLimit:UsageLimit": "takes none",
  "aws:scheduler/schedule:Schedule": "only groups of schedules take tags",
  "aws:sns/topicPolicy:TopicPolicy": "part of its topic",
  "aws:sns/topicSubscription:TopicSubscription": "part of its topic",
  "aws:sqs/queuePolicy:QueuePolicy": "part of its queue",
  "random:index/randomBytes:RandomBytes": "is in SST's state alone",
};

/** A name of core/names that is not a resource's, and what it is. */
const NOT_RESOURCES: Readonly<Record<string, string>> = {
  stage: "the stage itself",
  prefix: "what the others begin with",
  database: "the namespace's dbName",
};

let development: Graph;
let production: Graph;
let existing: Graph;

beforeAll(async () => {
  development = await graphOf("dev");
  production = await graphOf("production");
  existing = await graphOf("dev", EXISTING_WORKGROUP);
});

test("every name that programs find a stage by is the name of something that infra makes", () => {
  const made = new Set(development.resources.flatMap(({ inputs }) => Object.entries(inputs).flatMap(nameIn)));
  const found = Object.entries(namesOf("dev")).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string" && !(entry[0] in NOT_RESOURCES),
  );
  expect(found.length).toBeGreaterThan(10);
  expect(found.filter(([, name]) => !made.has(name)).map(([key]) => key)).toEqual([]);
  expect(resource(development, "Namespace").inputs.dbName).toBe(namesOf("dev").database);
});

test("every object of the warehouse that programs name is made by set-up", () => {
  const definition = String(resource(development, "SetupMachine").inputs.definition);
  const archiving = String(resource(production, "RetentionMachine").inputs.definition);
  const absent = Object.entries(WAREHOUSE_OBJECTS).filter(([, name]) => !`${definition}${archiving}`.includes(name));
  expect(absent).toEqual([]);
});

test("everything that takes tags gets the app's and the stage's, and its own do not hide them", () => {
  for (const { app, defaultTags, resources } of [development, production, existing]) {
    expect(defaultTags).toEqual({ "sst:app": app.name, "sst:stage": app.stage });
    expect(areTags(defaultTags)).toBe(true);
    for (const { custom, type, name, inputs, provider } of resources) {
      if (!custom) continue;
      expect(
        TAGGABLE.includes(type) || type in UNTAGGED,
        `${type}: say in TAGGABLE or UNTAGGED whether it takes tags`,
      ).toBe(true);
      // Another provider would give it no tags of ours.
      expect(provider, name).toBeUndefined();
      expect(
        Object.keys((inputs.tags ?? {}) as object).filter((key) => key in defaultTags),
        name,
      ).toEqual([]);
    }
  }
});

test("every log group is written to, and whoever writes logs has one with a retention", () => {
  for (const graph of [development, production, existing]) {
    const text = JSON.stringify(
      graph.resources.filter(({ type }) => /function:Function|StateMachine/.test(type)).map(({ inputs }) => inputs),
    );
    const groups = graph.resources.filter(({ type }) => type === "aws:cloudwatch/logGroup:LogGroup");
    for (const { inputs } of groups) expect(text, String(inputs.name)).toContain(String(inputs.name));
    const writers = graph.resources.filter(({ type }) => /lambda\/function:Function|sfn\/stateMachine/.test(type));
    expect(writers.length).toBe(groups.length);
  }
});

test("a reason to leave a type out is of a type that some stage has", () => {
  const types = new Set(
    [development, production, existing].flatMap(({ resources }) => resources.map(({ type }) => type)),
  );
  types.add("aws:sns/topicSubscription:TopicSubscription");
  expect(Object.keys(WITHOUT_LIMITS).filter((type) => !types.has(type))).toEqual([]);
});

test("the types of infra and of sst.config.ts are checked by `npm test`, strictly and without exceptions", () => {
  const { scripts } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  expect(scripts.test).toMatch(/^npm run types && /);
  expect(scripts.types).toMatch(/^tsc -p infra .*& tsc .*&& wait \$!$/);
  const options = readFileSync(path.join(ROOT, "infra/tsconfig.json"), "utf8");
  expect(options).toContain('"strict": true');
  expect(options).toContain('"include": ["../sst.config.ts", "."]');
  const sources = ["sst.config.ts", ...readdirSync(path.join(ROOT, "infra")).map((file) => `infra/${file}`)];
  for (const file of sources.filter((name) => name.endsWith(".ts"))) {
    const text = readFileSync(path.join(ROOT, file), "utf8");
    // With one of these a mistake in an input would be seen by AWS only.
    expect(text, file).not.toMatch(/@ts-(ignore|nocheck|expect-error)|\bas (any|never|unknown)\b/);
  }
});

function nameIn([field, value]: [string, unknown]): readonly string[] {
  return /^(name|\w+Name)$/.test(field) && typeof value === "string" ? [value] : [];
}
