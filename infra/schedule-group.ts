import { names } from "./stage.ts";

/**
 * The stage's schedules and no others: what fails in the account's group `default` is nothing to its alarm, and a schedule's
 * role can be trusted to this group alone. Groups carry tags, schedules none.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-group.html
 */
export const scheduleGroup = new aws.scheduler.ScheduleGroup("ScheduleGroup", { name: names.scheduleGroup });
