import { z } from "zod";
import { arnOf } from "../../../account.ts";
import type { LocalClock } from "../../../clock.ts";
import type { Operation } from "../../../service.ts";
import { list } from "../../wire-value.ts";
import type { AlarmStore } from "../alarm/alarm-store.ts";

const inputSchema = z.strictObject({ AlarmNames: list(z.string().min(1).max(255), 100) });

type Input = z.output<typeof inputSchema>;

/** EnableAlarmActions and DisableAlarmActions; names that no alarm has are passed over, as on AWS. */
export function enableAlarmActions(
  store: AlarmStore,
  clock: LocalClock,
  region: string,
  actionsEnabled: boolean,
): Operation<Input, void> {
  return {
    input: inputSchema,
    resources: ({ AlarmNames }) => AlarmNames.map((name) => arnOf("cloudwatch", region, `alarm:${name}`)),
    run: ({ AlarmNames }) => {
      for (const name of AlarmNames) {
        const alarm = store.find(name);
        if (alarm === undefined || alarm.actionsEnabled === actionsEnabled) continue;
        const changed = { ...alarm, actionsEnabled, configuredAt: clock.now() };
        store.put(changed);
        store.addHistory(changed, clock.now(), "ConfigurationUpdate", `Alarm "${alarm.name}" updated`, {
          version: "1.0",
          type: "Update",
        });
      }
    },
  };
}
