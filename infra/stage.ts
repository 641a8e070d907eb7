import { namesOf } from "@sensor-pipeline/core/names";
import { settingsWith } from "./stage-environment.ts";
import { defaultSettings } from "./stage-settings.ts";

/** Names of everything in this stage. @throws {StageNameError} */
export const names = namesOf($app.stage);

/** Settings of this stage. @throws {StageSettingsError} */
export const settings = settingsWith(defaultSettings(names.stage), process.env);

export const region = aws.getRegionOutput().region;
export const accountId = aws.getCallerIdentityOutput().accountId;
