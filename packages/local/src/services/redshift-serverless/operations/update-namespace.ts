import { z } from "zod";
import { namespaceArn } from "../../../identifiers.ts";
import type { Operation } from "../../../service.ts";
import { describeNamespace, type ServerlessStore } from "../serverless-store.ts";
import { requireAssociated } from "./create-namespace.ts";
import { nameSchema, roleArns } from "./input.ts";

const input = z.strictObject({
  namespaceName: nameSchema,
  iamRoles: roleArns.optional(),
  /** An empty text takes the default away. */
  defaultIamRoleArn: z.string().optional(),
  logExports: z.array(z.enum(["useractivitylog", "userlog", "connectionlog"])).optional(),
});

/** Roles and log exports; a changed password is refused. https://docs.aws.amazon.com/redshift-serverless/latest/APIReference/API_UpdateNamespace.html */
export function updateNamespace(store: ServerlessStore): Operation<z.output<typeof input>> {
  return {
    input,
    resources: ({ namespaceName }) => [namespaceArn(store.region, namespaceName)],
    run: async ({ namespaceName, iamRoles, defaultIamRoleArn, logExports }) => {
      const { defaultIamRoleArn: before, ...kept } = store.namespace(namespaceName);
      const defaultArn = (defaultIamRoleArn ?? before) || undefined;
      const namespace = {
        ...kept,
        iamRoles: iamRoles ?? kept.iamRoles,
        logExports: logExports ?? kept.logExports,
        ...(defaultArn === undefined ? {} : { defaultIamRoleArn: defaultArn }),
      };
      requireAssociated(namespace.defaultIamRoleArn, namespace.iamRoles);
      await store.putNamespace(namespace);
      return { namespace: describeNamespace(store.region, namespace) };
    },
  };
}
