import { z } from "zod";
import { type ResourceType, unless } from "../apply-scope.ts";

const inputs = z.strictObject({ policyName: z.string(), policyDocument: z.string() });

/** Who besides the account's roles may write into its log groups. */
export const logResourcePolicy: ResourceType = {
  async apply(resource, { call }) {
    await call("logs", "PutResourcePolicy", inputs.parse(resource.inputs));
  },
  async remove(resource, { call }) {
    const { policyName } = inputs.parse(resource.inputs);
    await unless(["ResourceNotFoundException"], call("logs", "DeleteResourcePolicy", { policyName }));
  },
};
