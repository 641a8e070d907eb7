import { z } from "zod";
import { type ResourceType, unless } from "../apply-scope.ts";

const inputs = z.strictObject({
  action: z.string(),
  function: z.string(),
  principal: z.string(),
  sourceArn: z.string().optional(),
  sourceAccount: z.string().optional(),
  statementId: z.string().optional(),
});

/** A statement of a function's own policy, put anew where it is there already. */
export const lambdaPermission: ResourceType = {
  async apply(resource, { call }) {
    const wanted = inputs.parse(resource.inputs);
    const statement = { FunctionName: wanted.function, StatementId: wanted.statementId ?? resource.name };
    await unless(["ResourceNotFoundException"], call("lambda", "RemovePermission", statement));
    await call("lambda", "AddPermission", {
      ...statement,
      Action: wanted.action,
      Principal: wanted.principal,
      ...(wanted.sourceArn ? { SourceArn: wanted.sourceArn } : {}),
      ...(wanted.sourceAccount ? { SourceAccount: wanted.sourceAccount } : {}),
    });
  },
  async remove(resource, { call }) {
    const { function: FunctionName, statementId: StatementId = resource.name } = inputs.parse(resource.inputs);
    await unless(["ResourceNotFoundException"], call("lambda", "RemovePermission", { FunctionName, StatementId }));
  },
};
