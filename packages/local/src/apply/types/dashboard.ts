import { z } from "zod";
import { type ResourceType, unless } from "../apply-scope.ts";

const inputs = z.strictObject({ dashboardName: z.string(), dashboardBody: z.string() });

export const dashboard: ResourceType = {
  async apply(resource, { call }) {
    const { dashboardName, dashboardBody } = inputs.parse(resource.inputs);
    const answer = await call<{ DashboardValidationMessages?: readonly { readonly Message?: string }[] }>(
      "monitoring",
      "PutDashboard",
      { DashboardName: dashboardName, DashboardBody: dashboardBody },
    );
    // CloudWatch keeps such a dashboard and only warns; in a definition of ours it is a fault.
    const [warning] = answer.DashboardValidationMessages ?? [];
    if (warning) throw new Error(`CloudWatch does not understand the dashboard: ${warning.Message}`);
  },
  async remove(resource, { call }) {
    const { dashboardName } = inputs.parse(resource.inputs);
    await unless(
      ["DashboardNotFoundError", "ResourceNotFound"],
      call("monitoring", "DeleteDashboards", { DashboardNames: [dashboardName] }),
    );
  },
};
