import type { RunningService, ServiceContext } from "../../service.ts";
import { createNamespace } from "./operations/create-namespace.ts";
import { createWorkgroup } from "./operations/create-workgroup.ts";
import { deleteNamespace } from "./operations/delete-namespace.ts";
import { deleteWorkgroup } from "./operations/delete-workgroup.ts";
import { getNamespace } from "./operations/get-namespace.ts";
import { getWorkgroup } from "./operations/get-workgroup.ts";
import { listNamespaces } from "./operations/list-namespaces.ts";
import { listWorkgroups } from "./operations/list-workgroups.ts";
import { updateNamespace } from "./operations/update-namespace.ts";
import { updateWorkgroup } from "./operations/update-workgroup.ts";
import {
  createUsageLimit,
  deleteUsageLimit,
  getUsageLimit,
  listUsageLimits,
  updateUsageLimit,
} from "./operations/usage-limits.ts";
import { ServerlessStore } from "./serverless-store.ts";
import { Warehouses, type WarehousesOptions } from "./warehouses.ts";

export type { Warehouse, Warehouses, WarehousesOptions } from "./warehouses.ts";

/** The service, with the Redshifts that the Data API talks to. */
export interface RunningRedshiftServerless extends RunningService {
  readonly warehouses: Warehouses;
}

/** Amazon Redshift Serverless: namespaces, workgroups, usage limits. See SUPPORT.md. */
export async function createRedshiftServerlessService(
  context: ServiceContext,
  options: WarehousesOptions = {},
): Promise<RunningRedshiftServerless> {
  const store = await ServerlessStore.open(context.folder, context.region);
  const warehouses = new Warehouses(context, store, options);
  return {
    warehouses,
    service: {
      signingName: "redshift-serverless",
      iamPrefix: "redshift-serverless",
      protocols: ["json-1.1"],
      targetPrefix: "RedshiftServerless",
      operations: {
        CreateNamespace: createNamespace(context, store),
        GetNamespace: getNamespace(store),
        ListNamespaces: listNamespaces(store),
        UpdateNamespace: updateNamespace(store),
        DeleteNamespace: deleteNamespace(context, store, warehouses),
        CreateWorkgroup: createWorkgroup(context, store, warehouses),
        GetWorkgroup: getWorkgroup(store, warehouses),
        ListWorkgroups: listWorkgroups(store, warehouses),
        UpdateWorkgroup: updateWorkgroup(store, warehouses),
        DeleteWorkgroup: deleteWorkgroup(store),
        CreateUsageLimit: createUsageLimit(store),
        GetUsageLimit: getUsageLimit(store),
        ListUsageLimits: listUsageLimits(store),
        UpdateUsageLimit: updateUsageLimit(store),
        DeleteUsageLimit: deleteUsageLimit(store),
      },
    },
    stepping: { isBusy: () => warehouses.isBusy },
    close: () => warehouses.close(),
  };
}
