import { refreshSeconds } from "@sensor-pipeline/core/alarm/alarm-rules";
import { namesOf, type StageNames } from "@sensor-pipeline/core/names";
import { settingsWith } from "@sensor-pipeline/core/stage/stage-environment";
import { defaultSettings, type StageSettings } from "@sensor-pipeline/core/stage/stage-settings";
import { RUNNING_STAGE } from "../../infra/evaluated-stage.ts";

export const STAGE_KINDS = ["development", "production"] as const;
export type StageKindName = (typeof STAGE_KINDS)[number];

/** A kind of stage that the lab breaks, as an operator has it. */
export interface StageKind {
  readonly name: StageKindName;
  readonly names: StageNames;
  readonly settings: StageSettings;
  /** What its settings come from, besides its name. */
  readonly environment: Readonly<Record<string, string>>;
  /** How long may pass until something happens that comes again and again, in seconds. */
  readonly every: { readonly production: number; readonly evaluation: number; readonly refresh: number };
}

export const KINDS: Readonly<Record<StageKindName, StageKind>> = {
  /** The same as in tests/infra, for one evaluation. */
  development: kindOf("development", "dev", RUNNING_STAGE),
  production: kindOf("production", "production", {}),
};

function kindOf(name: StageKindName, stage: string, environment: StageKind["environment"]): StageKind {
  const settings = settingsWith(defaultSettings(stage), environment);
  return {
    name,
    names: namesOf(stage),
    settings,
    environment,
    every: {
      production: settings.producerMinutes * 60,
      evaluation: settings.alertsMinutes * 60,
      refresh: refreshSeconds(settings),
    },
  };
}
