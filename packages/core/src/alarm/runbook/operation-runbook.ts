import type { RunbookEntry } from "./runbook-entry.ts";

/** Of the alarms on what owner, schedules and account do. */
export const OPERATION_RUNBOOK = {
  "dead-letters": {
    lookFirst: ["status", "doctor"],
    causes: [
      {
        cause: "A function gave an event up.",
        mend: "See producer-failing and alerts-failing; send the producer's events to it again, and delete the evaluation's, which are of the past.",
      },
      {
        cause: "A schedule could not hand its event over.",
        mend: "See schedule-failing; delete the message once it is mended.",
      },
    ],
    verify: "All queues are empty: the alarm is OK with the next minute.",
  },
  "schedule-failing": {
    lookFirst: ["status", "doctor --only permissions"],
    causes: [
      {
        cause: "The schedule's role may not call its target any more, or does not trust the Scheduler.",
        mend: "Deploy the stage again.",
      },
      { cause: "The target is gone.", mend: "Deploy the stage again." },
    ],
    verify: "TargetErrorCount has no new datapoint, and the schedule's target ran.",
  },
  "statement-failed": {
    lookFirst: ["doctor", "setup --status"],
    causes: [
      {
        cause: "A machine's statement failed.",
        mend: "See refresh-failed, setup-failed or retention-failed: the execution's cause has the file and Redshift's words.",
      },
      {
        cause: "An evaluation's statement failed, or was cancelled because it took too long.",
        mend: "See alerts-failing and alerts-slow.",
      },
    ],
    verify: "The queue <stage>-failed-statements gets no new event; each names the statement and its id.",
  },
  "retention-failed": {
    lookFirst: ["retention --dry-run", "setup --status"],
    causes: [
      { cause: "Another transaction held the landing view.", mend: "None: the next run takes what this one left." },
      {
        cause: "The archive does not have the landing view's columns.",
        mend: "The execution's cause names it; rename the archive, and the next run makes a new one.",
      },
      { cause: "The workgroup is beyond its daily limit.", mend: "Raise PIPELINE_DAILY_RPU_HOURS and deploy." },
    ],
    verify: "`pipeline retention` ends SUCCEEDED, and says what left.",
  },
  "setup-failed": {
    lookFirst: ["setup --status"],
    causes: [
      {
        cause: "What is there differs from what the files say, and set-up does not guess.",
        mend: "Its cause names the difference: drop that object, change the file back, or start it with replaceViews for plain views.",
      },
      {
        cause: "The role is not associated with the warehouse, or not trusted.",
        mend: "Associate it; `pipeline doctor` names it.",
      },
      {
        cause: "Redshift refused a statement.",
        mend: "The cause has the file and Redshift's words; `npm run lint:sql` explains many.",
      },
    ],
    verify: "`pipeline setup` ends with what was created; it can be started again at any time.",
  },
  "setup-missing": {
    lookFirst: ["setup --status"],
    causes: [
      { cause: "Set-up was never started.", mend: "`pipeline setup`." },
      {
        cause: "The views were dropped.",
        mend: "`pipeline setup`; landed records that were dropped with the view are read again from the stream.",
      },
    ],
    verify: "SetupComplete is 1 with the next evaluation.",
  },
  "spend-high": {
    lookFirst: ["cost --used", "query sql/queries/serverless-usage.sql --set window_seconds=3600"],
    causes: [
      {
        cause: "Somebody's queries keep the workgroup awake or make it grow.",
        mend: "SYS_QUERY_HISTORY names them; lower PIPELINE_MAX_RPU.",
      },
      {
        cause: "Auto refresh never lets it rest.",
        mend: "Refresh at a rate (PIPELINE_REFRESH=5), and evaluate less often (PIPELINE_ALERTS_MINUTES).",
      },
      {
        cause: "The stage has grown into more than was planned.",
        mend: "`pipeline cost` says what to expect; raise PIPELINE_HOURLY_RPU_HOURS.",
      },
    ],
    verify: "What was charged in an hour is below the threshold; PIPELINE_DAILY_RPU_HOURS bounds the day in any case.",
  },
} as const satisfies Readonly<Record<string, RunbookEntry>>;
