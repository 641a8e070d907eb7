import { readFile } from "node:fs/promises";
import * as model from "@aws-sdk/client-cloudwatch";
import { expect, test } from "vitest";
import { z } from "zod";
import { fakeContext } from "../service-under-test.ts";
import { createCloudWatchService, createMetricStore } from "./index.ts";

const { context } = fakeContext();
const { service, close } = createCloudWatchService(context, { metrics: createMetricStore(context.clock) });

/** How the SDK carries a structure of the service model: its name stands third, its members' names fifth. */
const structureSchema = z
  .tuple([z.unknown(), z.unknown(), z.string(), z.unknown(), z.array(z.string())])
  .rest(z.unknown());

const STRUCTURES = new Map(
  Object.values(model).flatMap((exported): [string, readonly string[]][] => {
    const structure = structureSchema.safeParse(exported).data;
    return structure === undefined ? [] : [[structure[2], structure[4]]];
  }),
);

/** Fields of AWS's that an operation refuses by name: SUPPORT.md tells of each. */
const REFUSED: Readonly<Record<string, readonly string[]>> = {
  DescribeAlarmHistory: ["AlarmContributorId"],
  GetMetricData: ["LabelOptions"],
  ListMetrics: ["IncludeLinkedAccounts", "OwningAccount"],
  PutCompositeAlarm: ["ActionConfiguration"],
  PutDashboard: ["Tags"],
  PutMetricAlarm: [
    ...["ThresholdMetricId", "EvaluationWindow", "WarmUpConfiguration"],
    ...["EvaluationCriteria", "EvaluationInterval", "ActionConfiguration"],
  ],
  PutMetricData: ["EntityMetricData", "StrictEntityValidation"],
};

test("Every field that AWS's model has and an operation refuses is listed here", async () => {
  const refused = Object.entries(service.operations).flatMap(([name, { input }]) => {
    const known = input instanceof z.ZodObject ? Object.keys(input.shape) : [];
    const members = STRUCTURES.get(`${name}Input`) ?? STRUCTURES.get(`${name}Request`) ?? [];
    const others = members.filter((member) => !known.includes(member));
    return others.length === 0 ? [] : [[name, others] as const];
  });
  await close();
  expect(Object.fromEntries(refused)).toEqual(REFUSED);
});

test.each(Object.entries(REFUSED))("SUPPORT.md tells what %s refuses", async (operation, fields) => {
  const support = await readFile(new URL("SUPPORT.md", import.meta.url), "utf8");
  const row = support.split("\n").find((line) => line.startsWith("|") && line.split("|")[1]?.includes(operation));
  for (const field of fields) expect(row?.split("|")[3]).toContain(field);
});
