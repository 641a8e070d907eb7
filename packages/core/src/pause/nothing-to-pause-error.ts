import type { StageNames } from "../names.ts";

/** The stage has no alerts' schedule, so it is not deployed there. */
export class NothingToPauseError extends Error {
  override readonly name = "NothingToPauseError";
  constructor({ stage, alertsSchedule }: StageNames) {
    super(
      `Stage ${stage} has no schedule ${alertsSchedule}: either it is not deployed here, or --stage, --region or the account is another.`,
    );
  }
}
