import { z } from "zod";
import { type ResourceType, unless } from "../apply-scope.ts";
import { pascalCase } from "./pascal-case.ts";

const BUS = z.literal("default").optional();
const ruleInputs = z.strictObject({
  name: z.string(),
  description: z.string().optional(),
  eventPattern: z.string(),
  state: z.enum(["ENABLED", "DISABLED"]).default("ENABLED"),
  eventBusName: BUS,
  tags: z.record(z.string(), z.string()).optional(),
});
const targetInputs = z.strictObject({
  rule: z.string(),
  arn: z.string(),
  targetId: z.string().optional(),
  roleArn: z.string().optional(),
  input: z.string().optional(),
  inputPath: z.string().optional(),
  inputTransformer: z
    .strictObject({ inputPaths: z.record(z.string(), z.string()).optional(), inputTemplate: z.string() })
    .optional(),
  eventBusName: BUS,
});

export const eventRule: ResourceType = {
  async apply({ inputs }, { call }) {
    const { tags: _tags, ...rule } = ruleInputs.parse(inputs);
    await call("events", "PutRule", pascalCase(rule));
  },
  async remove({ inputs }, { call }) {
    const { name: Name } = ruleInputs.parse(inputs);
    await unless(["ResourceNotFoundException"], call("events", "DeleteRule", { Name }));
  },
};

export const eventTarget: ResourceType = {
  async apply({ inputs, name }, { call }) {
    const {
      rule: Rule,
      targetId: Id = name,
      inputTransformer,
      eventBusName: _bus,
      ...target
    } = targetInputs.parse(inputs);
    const InputTransformer = inputTransformer && {
      InputTemplate: inputTransformer.inputTemplate,
      ...(inputTransformer.inputPaths ? { InputPathsMap: inputTransformer.inputPaths } : {}),
    };
    const Targets = [{ Id, ...pascalCase(target), ...(InputTransformer ? { InputTransformer } : {}) }];
    await call("events", "PutTargets", { Rule, Targets });
  },
  async remove({ inputs, name }, { call }) {
    const { rule: Rule, targetId: id = name } = targetInputs.parse(inputs);
    await unless(["ResourceNotFoundException"], call("events", "RemoveTargets", { Rule, Ids: [id] }));
  },
};
