import { z } from "zod";
import { namespaceArn } from "../../../identifiers.ts";
import { AwsError, type Operation, type ServiceContext } from "../../../service.ts";
import { describeNamespace, type ServerlessStore } from "../serverless-store.ts";
import type { Warehouses } from "../warehouses.ts";
import { deleteAdminSecret } from "./create-namespace.ts";
import { nameSchema } from "./input.ts";

const input = z.strictObject({ namespaceName: nameSchema });

/**
 * Deletes its data as well. A final snapshot (`finalSnapshotName`) is refused: there are none here.
 * https://docs.aws.amazon.com/redshift-serverless/latest/APIReference/API_DeleteNamespace.html
 */
export function deleteNamespace(
  context: ServiceContext,
  store: ServerlessStore,
  warehouses: Warehouses,
): Operation<z.output<typeof input>> {
  return {
    input,
    resources: ({ namespaceName }) => [namespaceArn(store.region, namespaceName)],
    run: async ({ namespaceName }) => {
      const namespace = store.namespace(namespaceName);
      const workgroup = store.workgroups.find((candidate) => candidate.namespaceName === namespaceName);
      if (workgroup !== undefined) {
        throw new AwsError(
          "ConflictException",
          `The namespace ${namespaceName} has the workgroup ${workgroup.name}: delete that first.`,
        );
      }
      await warehouses.remove(namespaceName);
      await deleteAdminSecret(context, namespace);
      await store.deleteNamespace(namespaceName);
      return { namespace: { ...describeNamespace(store.region, namespace), status: "DELETING" } };
    },
  };
}
