import { dashboardBody } from "@sensor-pipeline/core/alarm/dashboard-body";
import { alarmArns, compositeArn, definitions } from "./alarms.ts";
import { names, region, settings } from "./stage.ts";

/** The first three dashboards of an account are free, each further one is 3 a month. */
const dashboard = new aws.cloudwatch.Dashboard("Dashboard", {
  dashboardName: names.dashboard,
  dashboardBody: $util.all([region, compositeArn, $util.all(alarmArns)]).apply(([inRegion, composite, arns]) =>
    JSON.stringify(
      dashboardBody({
        names,
        region: inRegion,
        compositeArn: composite,
        alarmArns: arns,
        alarms: definitions,
        alertsPeriodSeconds: settings.alertsMinutes * 60,
      }),
    ),
  ),
});

export const dashboardUrl = $interpolate`https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#dashboards/dashboard/${dashboard.dashboardName}`;
