import { z } from "zod";
import { type ApplyScope, type ResourceType, unless, until } from "../apply-scope.ts";

const settings = z.strictObject({
  baseCapacity: z.number().optional(),
  maxCapacity: z.number().optional(),
  enhancedVpcRouting: z.boolean().optional(),
  publiclyAccessible: z.boolean().optional(),
  port: z.number().optional(),
  securityGroupIds: z.array(z.string()).optional(),
  subnetIds: z.array(z.string()).optional(),
});
const inputs = z.strictObject({
  ...settings.shape,
  workgroupName: z.string(),
  namespaceName: z.string(),
  tags: z.record(z.string(), z.string()).default({}),
});

interface Workgroup {
  readonly status: string;
  readonly namespaceName: string;
  readonly [setting: string]: unknown;
}

/** A workgroup; AWS takes one changed setting in a call, and so it is changed here. */
export const workgroup: ResourceType = {
  async apply(resource, scope) {
    const { workgroupName, namespaceName, tags, ...wanted } = inputs.parse(resource.inputs);
    const found = await find(scope, workgroupName);
    if (!found) {
      const tagList = Object.entries(tags).map(([key, value]) => ({ key, value }));
      await scope.call("redshift-serverless", "CreateWorkgroup", {
        workgroupName,
        namespaceName,
        ...wanted,
        ...(tagList.length > 0 ? { tags: tagList } : {}),
      });
    } else if (found.namespaceName !== namespaceName) {
      throw new Error(
        `the workgroup belongs to the namespace ${found.namespaceName}, and AWS can't move it to ${namespaceName}`,
      );
    } else {
      for (const [name, value] of inOrder(wanted, found)) {
        if (JSON.stringify(found[name]) === JSON.stringify(value)) continue;
        await scope.call("redshift-serverless", "UpdateWorkgroup", { workgroupName, [name]: value });
      }
    }
    await until(scope, async () => ((await find(scope, workgroupName))?.status === "AVAILABLE" ? true : undefined));
  },
  async remove(resource, { call }) {
    const { workgroupName } = inputs.parse(resource.inputs);
    await unless(["ResourceNotFoundException"], call("redshift-serverless", "DeleteWorkgroup", { workgroupName }));
  },
};

/**
 * The maximum first where the new base capacity is above the old one, as the provider has it.
 * https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/redshiftserverless/workgroup.go
 */
function inOrder({ maxCapacity, ...others }: z.infer<typeof settings>, found: Workgroup): readonly [string, unknown][] {
  const maximum: [string, unknown][] = maxCapacity === undefined ? [] : [["maxCapacity", maxCapacity]];
  const { baseCapacity = 0 } = others;
  const grows = typeof found.maxCapacity === "number" && baseCapacity > found.maxCapacity;
  return grows ? [...maximum, ...Object.entries(others)] : [...Object.entries(others), ...maximum];
}

async function find({ call }: ApplyScope, workgroupName: string): Promise<Workgroup | undefined> {
  const answer = call<{ workgroup: Workgroup }>("redshift-serverless", "GetWorkgroup", { workgroupName });
  return (await unless(["ResourceNotFoundException"], answer))?.workgroup;
}
