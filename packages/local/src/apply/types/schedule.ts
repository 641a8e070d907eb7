import { z } from "zod";
import type { GraphResource } from "../../graph/graph.ts";
import { type ResourceType, same, unless } from "../apply-scope.ts";
import { pascalCase } from "./pascal-case.ts";

const inputs = z.strictObject({
  name: z.string(),
  groupName: z.string().default("default"),
  description: z.string().optional(),
  scheduleExpression: z.string(),
  scheduleExpressionTimezone: z.string().default("UTC"),
  state: z.enum(["ENABLED", "DISABLED"]).default("ENABLED"),
  startDate: z.string().optional(),
  endDate: z.string().optional(),
  actionAfterCompletion: z.string().default("NONE"),
  flexibleTimeWindow: z.strictObject({ mode: z.string() }),
  target: z.strictObject({
    arn: z.string(),
    roleArn: z.string(),
    input: z.string().optional(),
    retryPolicy: z
      .strictObject({
        maximumEventAgeInSeconds: z.number().default(86_400),
        maximumRetryAttempts: z.number().default(185),
      })
      .default({ maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 185 }),
    deadLetterConfig: z.strictObject({ arn: z.string() }).optional(),
  }),
});

const NOT_FOUND = ["ResourceNotFoundException"];

export const schedule: ResourceType = {
  async apply(resource, { call }) {
    const wanted = request(inputs.parse(resource.inputs));
    const found = await unless(
      NOT_FOUND,
      call<Readonly<Record<string, unknown>>>("scheduler", "GetSchedule", keyOf(resource)),
    );
    if (!found) {
      await call("scheduler", "CreateSchedule", wanted);
      return;
    }
    const is = Object.fromEntries(Object.keys(wanted).map((key) => [key, found[key]]));
    if (!same(is, wanted)) await call("scheduler", "UpdateSchedule", wanted);
  },
  async remove(resource, { call }) {
    await unless(NOT_FOUND, call("scheduler", "DeleteSchedule", keyOf(resource)));
  },
};

function keyOf({ inputs: given }: GraphResource): { readonly Name: string; readonly GroupName: string } {
  const { name, groupName } = inputs.parse(given);
  return { Name: name, GroupName: groupName };
}

function request({ target, flexibleTimeWindow, startDate, endDate, ...rest }: z.infer<typeof inputs>) {
  const { retryPolicy, deadLetterConfig, ...plain } = target;
  return {
    Name: rest.name,
    ...pascalCase(rest),
    ...(startDate ? { StartDate: new Date(startDate) } : {}),
    ...(endDate ? { EndDate: new Date(endDate) } : {}),
    FlexibleTimeWindow: { Mode: flexibleTimeWindow.mode },
    Target: {
      ...pascalCase(plain),
      RetryPolicy: pascalCase(retryPolicy),
      ...(deadLetterConfig ? { DeadLetterConfig: { Arn: deadLetterConfig.arn } } : {}),
    },
  };
}
