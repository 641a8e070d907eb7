import { z } from "zod";
import { ACCOUNT_ID } from "../../../account.ts";
import type { LocalClock } from "../../../clock.ts";
import { AwsError, type Operation } from "../../../service.ts";
import { pageOf } from "../../paging.ts";
import { list } from "../../wire-value.ts";
import { dashboardFaults } from "../dashboard/dashboard-body.ts";

const PAGE = 1_000;
/** AWS's limit of a body: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html */
const MAXIMUM_DASHBOARDS = 5_000;

const DashboardName = z
  .string()
  .regex(/^[\w-]{1,255}$/, { error: "a dashboard's name holds letters, digits, - and _" });

const putInput = z.strictObject({ DashboardName, DashboardBody: z.string().max(1024 * 1024) });
const getInput = z.strictObject({ DashboardName });
const listInput = z.strictObject({ DashboardNamePrefix: z.string().optional(), NextToken: z.string().optional() });
const deleteInput = z.strictObject({ DashboardNames: list(z.string(), 100) });

interface Dashboard {
  readonly body: string;
  readonly modified: Date;
}

/** PutDashboard, GetDashboard, ListDashboards and DeleteDashboards; at most 5,000 are kept. */
export function dashboardOperations(clock: LocalClock) {
  const dashboards = new Map<string, Dashboard>();
  const arn = (name: string) => `arn:aws:cloudwatch::${ACCOUNT_ID}:dashboard/${name}`;
  const require = (name: string): Dashboard => {
    const dashboard = dashboards.get(name);
    if (dashboard !== undefined) return dashboard;
    throw new AwsError("DashboardNotFoundError", `Dashboard ${name} does not exist`, 404);
  };

  const PutDashboard: Operation<z.output<typeof putInput>, { DashboardValidationMessages: readonly unknown[] }> = {
    input: putInput,
    resources: (input) => [arn(input.DashboardName)],
    run: (input) => {
      const faults = dashboardFaults(input.DashboardBody);
      if (faults.length > 0) {
        const text = faults.map(({ DataPath, Message }) => `${DataPath}: ${Message}`).join("; ");
        throw new AwsError(
          "DashboardInvalidInputError",
          `The dashboard body is invalid, there are ${faults.length} validation errors: ${text}`,
          400,
          {
            dashboardValidationMessages: faults,
          },
        );
      }
      if (dashboards.size >= MAXIMUM_DASHBOARDS && !dashboards.has(input.DashboardName)) {
        throw new AwsError("InvalidParameterValueException", `There can be ${MAXIMUM_DASHBOARDS} dashboards.`);
      }
      dashboards.set(input.DashboardName, { body: input.DashboardBody, modified: clock.date() });
      return { DashboardValidationMessages: [] };
    },
  };
  const GetDashboard: Operation<z.output<typeof getInput>, object> = {
    input: getInput,
    resources: (input) => [arn(input.DashboardName)],
    run: (input) => ({
      DashboardArn: arn(input.DashboardName),
      DashboardBody: require(input.DashboardName).body,
      DashboardName: input.DashboardName,
    }),
  };
  const ListDashboards: Operation<z.output<typeof listInput>, object> = {
    input: listInput,
    resources: () => ["*"],
    run: ({ DashboardNamePrefix = "", NextToken }) => {
      const found = [...dashboards]
        .filter(([name]) => name.startsWith(DashboardNamePrefix))
        .sort(([a], [b]) => (a < b ? -1 : 1));
      const { page, next } = pageOf(found, NextToken, PAGE, "InvalidParameterValueException");
      const DashboardEntries = page.map(([name, { body, modified }]) => ({
        DashboardName: name,
        DashboardArn: arn(name),
        LastModified: modified,
        Size: Buffer.byteLength(body),
      }));
      return { DashboardEntries, NextToken: next };
    },
  };
  const DeleteDashboards: Operation<z.output<typeof deleteInput>, object> = {
    input: deleteInput,
    resources: (input) => input.DashboardNames.map(arn),
    run: (input) => {
      for (const name of input.DashboardNames) require(name);
      for (const name of input.DashboardNames) dashboards.delete(name);
      return {};
    },
  };
  return { PutDashboard, GetDashboard, ListDashboards, DeleteDashboards };
}
