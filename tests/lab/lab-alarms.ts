import { type AlarmDefinition, boundSeconds } from "@sensor-pipeline/core/alarm/alarm-definition";
import { alarmsOf } from "@sensor-pipeline/core/alarm/alarms";
import { UNHEALTHY } from "@sensor-pipeline/core/alarm/composite-alarm";
import type { Expectation } from "./judge/judge.ts";
import type { FaultScenario } from "./scenario.ts";
import type { StageKind } from "./stage/stage-kind.ts";

/** A failed event is tried again after one and two minutes. */
export const RETRIES_SECONDS = 180;

export interface LabAlarm {
  readonly key: string;
  /** The longest time to ALARM, from when what it stands for is so. */
  readonly raiseSeconds: number;
  /** The longest time from the fault's end to anything else. */
  readonly clearSeconds: number;
}

/** Every alarm of a stage with its bounds. The alarm that calls a person is as slow as those below it. */
export function labAlarms({ names, settings }: StageKind): readonly LabAlarm[] {
  const definitions = alarmsOf(names, settings);
  const alarms = definitions.map((alarm) => ({
    key: alarm.key,
    raiseSeconds: boundSeconds(alarm),
    clearSeconds: clearSeconds(alarm, settings),
  }));
  const below = alarms.filter((_, index) => isBelow(definitions[index]));
  const slowest = (bound: "raiseSeconds" | "clearSeconds") => Math.max(...below.map((alarm) => alarm[bound]));
  return [...alarms, { key: UNHEALTHY, raiseSeconds: slowest("raiseSeconds"), clearSeconds: slowest("clearSeconds") }];
}

/** What a scenario expects of every alarm, the one that calls a person among them: it follows from those below it. */
export function expectationOf(
  { raised, mayRaise = {} }: Pick<FaultScenario, "raised" | "mayRaise">,
  { names, settings }: StageKind,
): Expectation {
  const below = alarmsOf(names, settings).filter(isBelow);
  const wanted = below.filter(({ key }) => raised[key] !== undefined);
  const first = Math.min(...wanted.map((alarm) => (raised[alarm.key] ?? 0) + boundSeconds(alarm)));
  const possible = below.find(({ key }) => mayRaise[key] !== undefined);
  if (wanted.length > 0) {
    return { raised: { ...raised, [UNHEALTHY]: 0 }, mayRaise, bounds: { [UNHEALTHY]: first } };
  }
  return possible
    ? { raised, mayRaise: { ...mayRaise, [UNHEALTHY]: `follows from ${possible.key}` } }
    : { raised, mayRaise };
}

/**
 * As long as to go to ALARM, and the window that an evaluation looks back on, the next refresh, retries, and as many
 * periods more as must be good again.
 */
function clearSeconds(alarm: AlarmDefinition, { alerts, refresh }: StageKind["settings"]): number {
  return (
    boundSeconds(alarm) +
    (alarm.evaluationPeriods - alarm.datapointsToAlarm) * alarm.periodSeconds +
    alerts.windowSeconds +
    (refresh === "auto" ? 0 : refresh * 60) +
    RETRIES_SECONDS
  );
}

function isBelow(alarm: AlarmDefinition | undefined): boolean {
  return alarm?.notifies === "composite";
}
