import { z } from "zod";
import { arnOf } from "../../../account.ts";
import type { LocalClock } from "../../../clock.ts";
import { AwsError, type Operation } from "../../../service.ts";
import type { TagStore } from "../../tag-store.ts";
import { list } from "../../wire-value.ts";
import type { AlarmStore } from "../alarm/alarm-store.ts";

const inputSchema = z.strictObject({ AlarmNames: list(z.string().min(1).max(255), 100) });

type Input = z.output<typeof inputSchema>;

/**
 * At most one composite alarm a call, and none that another composite alarm refers to, or none at all is deleted. "If you specify any
 * incorrect alarm names, the alarms you specify with correct names are still deleted"; ResourceNotFound is then told of the others.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DeleteAlarms.html
 */
export function deleteAlarms(
  store: AlarmStore,
  tags: TagStore,
  clock: LocalClock,
  region: string,
): Operation<Input, void> {
  return {
    input: inputSchema,
    resources: ({ AlarmNames }) => AlarmNames.map((name) => arnOf("cloudwatch", region, `alarm:${name}`)),
    run: ({ AlarmNames }) => {
      const alarms = AlarmNames.map((name) => store.find(name)).filter((alarm) => alarm !== undefined);
      const missing = AlarmNames.filter((name) => store.find(name) === undefined);
      if (alarms.filter((alarm) => alarm.kind === "composite").length > 1) {
        throw new AwsError("ValidationError", "One call can delete at most one composite alarm.");
      }
      for (const alarm of alarms) {
        const parents = store.parentsOf(alarm.name).filter((name) => !AlarmNames.includes(name));
        if (parents.length > 0) {
          throw new AwsError(
            "ValidationError",
            `Cannot delete ${alarm.name} as there are composite alarm(s) depending on it: ${parents.join(", ")}.`,
          );
        }
      }
      for (const alarm of alarms) {
        store.delete(alarm.name);
        tags.forget(alarm.arn);
        store.addHistory(alarm, clock.now(), "ConfigurationUpdate", `Alarm "${alarm.name}" deleted`, {
          version: "1.0",
          type: "Delete",
        });
      }
      if (missing.length > 0)
        throw new AwsError("ResourceNotFound", `There is no alarm named ${missing.join(" or ")}.`, 404);
    },
  };
}
