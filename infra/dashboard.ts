import { dashboardBody } from "@sensor-pipeline/core/alarm/dashboard-body";
import { alarmArns } from "./alarms.ts";
import { setupMachine } from "./setup.ts";
import { names, region, settings } from "./stage.ts";

/** The first three dashboards of an account are free, each further one is 3 a month. */
const dashboard = new aws.cloudwatch.Dashboard("Dashboard", {
  dashboardName: names.dashboard,
  dashboardBody: $util
    .all([region, setupMachine.arn, $util.all(alarmArns)])
    .apply(([inRegion, setupMachineArn, arns]) =>
      JSON.stringify(
        dashboardBody({
          names,
          region: inRegion,
          alarmArns: arns,
          setupMachineArn,
          alertsPeriodSeconds: settings.alertsMinutes * 60,
          freshnessThresholdSeconds: settings.thresholds.freshnessSeconds,
        }),
      ),
    ),
});

export const dashboardUrl = $interpolate`https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#dashboards/dashboard/${dashboard.dashboardName}`;
