import { namesOf } from "@sensor-pipeline/core/names";
import { settingsWith } from "@sensor-pipeline/core/stage/stage-environment";
import { refuseOtherPartitions } from "@sensor-pipeline/core/stage/stage-region";
import { defaultSettings } from "@sensor-pipeline/core/stage/stage-settings";

/** Names of everything in this stage. @throws {StageNameError} */
export const names = namesOf($app.stage);

/** Settings of this stage. @throws {StageSettingsError} */
export const settings = settingsWith(defaultSettings(names.stage), process.env);

// The provider's region, which is known before anything is made. @throws {StageRegionError}
refuseOtherPartitions($app.providers?.aws.region);

export const region = aws.getRegionOutput().region;
export const accountId = aws.getCallerIdentityOutput().accountId;
