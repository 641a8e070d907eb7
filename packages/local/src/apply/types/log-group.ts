import { z } from "zod";
import { type ResourceType, unless } from "../apply-scope.ts";

const inputs = z.strictObject({
  name: z.string(),
  retentionInDays: z.number().default(0),
  skipDestroy: z.boolean().default(false),
  tags: z.record(z.string(), z.string()).default({}),
});

/** A log group; 0 days keeps its events for ever. */
export const logGroup: ResourceType = {
  async apply(resource, { call }) {
    const { name: logGroupName, retentionInDays, tags } = inputs.parse(resource.inputs);
    await unless(
      ["ResourceAlreadyExistsException"],
      call("logs", "CreateLogGroup", { logGroupName, ...(Object.keys(tags).length > 0 ? { tags } : {}) }),
    );
    if (retentionInDays > 0) await call("logs", "PutRetentionPolicy", { logGroupName, retentionInDays });
  },
  async remove(resource, { call }) {
    const { name: logGroupName, skipDestroy } = inputs.parse(resource.inputs);
    if (!skipDestroy) await unless(["ResourceNotFoundException"], call("logs", "DeleteLogGroup", { logGroupName }));
  },
};
