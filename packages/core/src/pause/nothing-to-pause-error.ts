import type { StageNames } from "../names.ts";

/** The stage has no alerts' schedule, so it is not deployed there. */
export class NothingToPauseError extends Error {
  override readonly name = "NothingToPauseError";
  constructor({ stage, alertsSchedule, scheduleGroup }: StageNames) {
    super(
      `Stage ${stage} has no schedule ${alertsSchedule} in the group ${scheduleGroup}: either it is not deployed here, or --stage, --region or the account is another, or it was deployed when its schedules were in the group default; then deploy it again.`,
    );
  }
}
