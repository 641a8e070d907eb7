import { settingsWith } from "@sensor-pipeline/core/stage/stage-environment";
import { defaultSettings, type StageSettings } from "@sensor-pipeline/core/stage/stage-settings";
import { StageSettingsError } from "@sensor-pipeline/core/stage/stage-variables";
import { UsageError } from "../command/command-error.ts";

/** A stage's settings as a deployment from here would have them. @throws {UsageError} where a PIPELINE_ variable can't be used */
export function settingsHere(stage: string): StageSettings {
  try {
    return settingsWith(defaultSettings(stage), process.env);
  } catch (error) {
    if (error instanceof StageSettingsError) throw new UsageError(error.message);
    throw error;
  }
}
