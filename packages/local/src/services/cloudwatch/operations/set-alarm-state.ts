import { z } from "zod";
import { arnOf } from "../../../account.ts";
import { AwsError, type Operation } from "../../../service.ts";
import type { AlarmEngine } from "../alarm/alarm-engine.ts";

const inputSchema = z.strictObject({
  AlarmName: z.string().min(1).max(255),
  StateValue: z.enum(["OK", "ALARM", "INSUFFICIENT_DATA"]),
  StateReason: z.string().max(1023),
  StateReasonData: z.string().max(4000).optional(),
});

type Input = z.output<typeof inputSchema>;

export function setAlarmState(engine: AlarmEngine, region: string): Operation<Input, Promise<void>> {
  return {
    input: inputSchema,
    resources: ({ AlarmName }) => [arnOf("cloudwatch", region, `alarm:${AlarmName}`)],
    run: async ({ AlarmName, StateValue, StateReason, StateReasonData }) => {
      if (StateReasonData !== undefined && !isJson(StateReasonData)) {
        throw new AwsError("InvalidFormatFault", "StateReasonData is not JSON.");
      }
      const data = StateReasonData === undefined ? {} : { reasonData: StateReasonData };
      await engine.setState(AlarmName, { value: StateValue, reason: StateReason, ...data });
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
