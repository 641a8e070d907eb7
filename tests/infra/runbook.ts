import { alarmsOf } from "../../packages/core/src/alarm/alarms.ts";
import { renderRunbook } from "../../packages/core/src/alarm/render-runbook.ts";
import { namesOf } from "../../packages/core/src/names.ts";
import { defaultSettings } from "../../packages/core/src/stage/stage-settings.ts";

/** The runbook of the stages as they come: production's numbers in its sentences, both stages' bounds. */
export function currentRunbook(): string {
  const alarmsOfStage = (stage: string) => alarmsOf(namesOf(stage), defaultSettings(stage));
  return renderRunbook({ development: alarmsOfStage("dev"), production: alarmsOfStage("production") });
}
