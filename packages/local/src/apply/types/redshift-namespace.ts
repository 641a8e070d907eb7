import { z } from "zod";
import { type ResourceType, same, unless } from "../apply-scope.ts";

const inputs = z.strictObject({
  namespaceName: z.string(),
  dbName: z.string().optional(),
  adminUsername: z.string().optional(),
  manageAdminPassword: z.boolean().optional(),
  defaultIamRoleArn: z.string().optional(),
  iamRoles: z.array(z.string()).default([]),
  kmsKeyId: z.string().optional(),
  logExports: z.array(z.string()).optional(),
  tags: z.record(z.string(), z.string()).default({}),
});

interface Namespace {
  readonly dbName?: string;
  readonly defaultIamRoleArn?: string;
  readonly iamRoles?: readonly string[];
  readonly logExports?: readonly string[];
}

/** A namespace: database, admin, roles. Its data is kept from run to run, so that it is usually there already. */
export const namespace: ResourceType = {
  async apply(resource, { call }) {
    const { tags, namespaceName, ...settings } = inputs.parse(resource.inputs);
    const answer = call<{ namespace: Namespace }>("redshift-serverless", "GetNamespace", { namespaceName });
    const found = (await unless(["ResourceNotFoundException"], answer))?.namespace;
    if (!found) {
      const tagList = Object.entries(tags).map(([key, value]) => ({ key, value }));
      await call("redshift-serverless", "CreateNamespace", {
        namespaceName,
        ...settings,
        ...(tagList.length > 0 ? { tags: tagList } : {}),
      });
      return;
    }
    if (settings.dbName !== undefined && found.dbName !== settings.dbName) {
      throw new Error(
        `the namespace has the database ${found.dbName}, not ${settings.dbName}, and AWS would replace it. Start with --fresh to let its data go.`,
      );
    }
    const { iamRoles, defaultIamRoleArn, logExports } = settings;
    const wanted = { iamRoles: iamRoles.toSorted(), defaultIamRoleArn, logExports: logExports?.toSorted() ?? [] };
    const is = {
      iamRoles: [...(found.iamRoles ?? [])].sort(),
      defaultIamRoleArn: found.defaultIamRoleArn,
      logExports: [...(found.logExports ?? [])].sort(),
    };
    if (same(wanted, is)) return;
    await call("redshift-serverless", "UpdateNamespace", {
      namespaceName,
      iamRoles,
      ...(defaultIamRoleArn === undefined ? {} : { defaultIamRoleArn }),
      ...(logExports === undefined ? {} : { logExports }),
    });
  },
  async remove(resource, { call }) {
    const { namespaceName } = inputs.parse(resource.inputs);
    await unless(["ResourceNotFoundException"], call("redshift-serverless", "DeleteNamespace", { namespaceName }));
  },
};
