import { refreshDefinition } from "@sensor-pipeline/core/setup/refresh-machine";
import { refreshModeDefinition } from "@sensor-pipeline/core/setup/refresh-mode-machine";
import { REFRESH_FILES, REFRESH_MODE_FILES, readTexts } from "@sensor-pipeline/core/setup/setup-files";
import { ownerMachine } from "./owner-machine.ts";
import { everyMinutes } from "./schedule-expression.ts";
import { scheduledMachine } from "./scheduled-machine.ts";
import { readSql } from "./setup.ts";
import { names, settings } from "./stage.ts";
import { ownerTarget, warehouse } from "./warehouse.ts";

const { refresh } = settings;

/** Refreshes the landing view, where the stage does so at a rate; Redshift does it by itself otherwise. */
export const refreshMachine = refresh === "auto" ? undefined : refreshEvery(refresh);

/** Switches the landing view's auto refresh; a person starts it to pause a stage and to resume it. */
export const refreshModeMachine = ownerMachine({
  component: "RefreshMode",
  name: names.refreshModeMachine,
  definition: warehouse.adminSecretArn.apply((secretArn) =>
    JSON.stringify(
      refreshModeDefinition({
        target: ownerTarget(secretArn),
        texts: readTexts(REFRESH_MODE_FILES, readSql),
      }),
    ),
  ),
});

function refreshEvery(minutes: number) {
  const machine = ownerMachine({
    component: "Refresh",
    name: names.refreshMachine,
    definition: warehouse.adminSecretArn.apply((secretArn) =>
      JSON.stringify(
        refreshDefinition({
          target: ownerTarget(secretArn),
          texts: readTexts(REFRESH_FILES, readSql),
        }),
      ),
    ),
  });
  scheduledMachine({ component: "Refresh", name: names.refreshMachine, machine, expression: everyMinutes(minutes) });
  return machine;
}
