import { z } from "zod";
import { arnOf } from "../../../account.ts";
import { AwsError, type Operation } from "../../../service.ts";
import type { AlarmEngine } from "../alarm/alarm-engine.ts";
import type { AlarmStore } from "../alarm/alarm-store.ts";

const inputSchema = z.strictObject({
  AlarmName: z.string().min(1).max(255),
  StateValue: z.enum(["OK", "ALARM", "INSUFFICIENT_DATA"]),
  StateReason: z.string().max(1023),
  StateReasonData: z.string().max(4000).optional(),
});

type Input = z.output<typeof inputSchema>;

export function setAlarmState(store: AlarmStore, engine: AlarmEngine, region: string): Operation<Input, Promise<void>> {
  return {
    input: inputSchema,
    resources: ({ AlarmName }) => [arnOf("cloudwatch", region, `alarm:${AlarmName}`)],
    run: async ({ AlarmName, StateValue, StateReason, StateReasonData }) => {
      const alarm = store.find(AlarmName);
      if (alarm === undefined) throw new AwsError("ResourceNotFound", `There is no alarm named ${AlarmName}.`, 404);
      if (StateReasonData !== undefined && !isJson(StateReasonData)) {
        throw new AwsError("InvalidFormatFault", "StateReasonData is not JSON.");
      }
      const data = StateReasonData === undefined ? {} : { reasonData: StateReasonData };
      await engine.setState(alarm, { value: StateValue, reason: StateReason, ...data });
    },
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
