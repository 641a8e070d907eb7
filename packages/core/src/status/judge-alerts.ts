import { UNHEALTHY } from "../alarm/composite-alarm.ts";
import { SETUP_MISSING } from "../alarm/operation-alarms.ts";
import { SENSOR_RUNBOOK } from "../alarm/runbook/sensor-runbook.ts";
import type { StageNames } from "../names.ts";
import { type Finding, finding } from "./finding.ts";
import type { AlarmStatus } from "./read-alarms.ts";
import { hasBeenOn, perInterval } from "./schedule-words.ts";
import { type AlertsFacts, factsOf, isReceiving, type ScheduleFacts, type StageFacts } from "./stage-facts.ts";

/** What the pipeline is there for: they tell of sensors, and set-up that is missing is the view's matter. */
const NOT_OF_THE_PIPELINE = [...Object.keys(SENSOR_RUNBOOK), SETUP_MISSING];
/** What comes about by itself while nothing refreshes or nothing is evaluated. */
const OF_AGE = ["data-not-fresh", "refresh-stopped", "alerts-stale"] as const;

export function judgeAlerts(facts: AlertsFacts, stage: StageFacts, names: StageNames): readonly Finding[] {
  const { schedule, windowMinutes, lastEvaluation, errors, invocations } = facts;
  if (schedule === "missing") {
    return [
      finding(
        "alerts-missing",
        `There is no schedule ${names.alertsSchedule}.`,
        `Deploy the stage: npx sst deploy --stage ${names.stage}`,
      ),
    ];
  }
  const log = `See the log group /aws/lambda/${names.alertsFunction}`;
  const findings: Finding[] = [];
  if (!schedule.isOn) findings.push(alertsOff(schedule, isReceiving(stage)));
  const isSilent =
    lastEvaluation === undefined || stage.at.getTime() - lastEvaluation.getTime() > windowMinutes * 60_000;
  if (isSilent && hasBeenOn(schedule, windowMinutes, stage.at)) {
    findings.push(
      finding(
        "alerts-silent",
        `It is on, ${perInterval(schedule)}, and no evaluation was published in ${windowMinutes} minutes: no alarm knows anything.`,
        log,
      ),
    );
  } else if (errors > 0) {
    findings.push(
      finding("alerts-errors", `${errors} of ${invocations} evaluations failed in ${windowMinutes} minutes.`, log),
    );
  }
  const raised = raisedAlarms(facts, stage);
  if (raised.length > 0) {
    findings.push(
      finding("alarm-raised", `In ALARM: ${raised.map(({ name }) => name).join(", ")}.`, "pipeline alarms"),
    );
  }
  return findings;
}

/** Alarms on the pipeline itself that mean something: one on silence says nothing of a schedule that is off. */
function raisedAlarms({ alarms, schedule }: AlertsFacts, stage: StageFacts): readonly AlarmStatus[] {
  const off = new Set<string>(NOT_OF_THE_PIPELINE);
  const ofAge = () => {
    for (const name of OF_AGE) off.add(name);
  };
  if (isOff(schedule)) {
    off.add("alerts-silent");
    ofAge();
  }
  if (isOff(factsOf(stage.producer)?.schedule)) off.add("producer-silent");
  const view = factsOf(stage.view);
  if (view?.isSetUp && view.refresh.mode !== "auto" && isOff(view.refresh.schedule)) ofAge();
  const raised = alarms.filter(({ name, state }) => state === "ALARM" && !off.has(name));
  // The composite has no more to say than what is below it.
  const below = raised.filter(({ name }) => name !== UNHEALTHY);
  return below.length > 0 ? below : raised;
}

function isOff(schedule: ScheduleFacts | "missing" | undefined): boolean {
  return schedule !== undefined && schedule !== "missing" && !schedule.isOn;
}

function alertsOff({ name }: ScheduleFacts, receives: boolean): Finding {
  return receives
    ? finding(
        "alerts-off-receiving",
        `The schedule ${name} is off, and records come in that no alert sees.`,
        "pipeline resume",
      )
    : finding("alerts-off", `The schedule ${name} is off.`, "Switch it on when it is wanted: pipeline resume");
}
