import { z } from "zod";
import { type ResourceType, same, unless } from "../apply-scope.ts";

const inputs = z.strictObject({
  name: z.string(),
  definition: z.string(),
  roleArn: z.string(),
  type: z.string().default("STANDARD"),
  publish: z.literal(false).optional(),
  loggingConfiguration: z
    .strictObject({
      level: z.string().default("OFF"),
      includeExecutionData: z.boolean().default(false),
      logDestination: z.string().optional(),
    })
    .default({ level: "OFF", includeExecutionData: false }),
  tracingConfiguration: z.strictObject({ enabled: z.boolean() }).default({ enabled: false }),
  tags: z.record(z.string(), z.string()).default({}),
});

export const stateMachine: ResourceType = {
  async apply(resource, { call }) {
    const { name, definition, roleArn, type, tracingConfiguration, tags, ...wanted } = inputs.parse(resource.inputs);
    const { level, includeExecutionData, logDestination } = wanted.loggingConfiguration;
    const loggingConfiguration = {
      level,
      includeExecutionData,
      destinations: logDestination ? [{ cloudWatchLogsLogGroup: { logGroupArn: logDestination } }] : [],
    };
    const stateMachineArn = resource.state.arn;
    const settings = { definition, roleArn, loggingConfiguration, tracingConfiguration };
    const found = await unless(
      ["StateMachineDoesNotExist"],
      call<Readonly<Record<string, unknown>>>("states", "DescribeStateMachine", { stateMachineArn }),
    );
    if (!found) {
      const tagList = Object.entries(tags).map(([key, value]) => ({ key, value }));
      await call("states", "CreateStateMachine", { name, type, ...settings, tags: tagList });
      return;
    }
    const is = Object.fromEntries(Object.keys(settings).map((key) => [key, found[key]]));
    if (!same(is, settings)) await call("states", "UpdateStateMachine", { stateMachineArn, ...settings });
  },
  async remove({ state }, { call }) {
    await call("states", "DeleteStateMachine", { stateMachineArn: state.arn });
  },
};
