import { z } from "zod";
import { list } from "../../wire-value.ts";

const SPACE = 0x20;
const DELETE = 0x7f;
const MAXIMUM_ACTIONS = 5;

/** "The name must contain only UTF-8 characters, and can't contain ASCII control characters": API_PutMetricAlarm.html */
export const alarmNameSchema = z
  .string()
  .min(1)
  .max(255)
  .refine((name) => [...name].every((character) => isPrintable(character.codePointAt(0) ?? 0)), {
    error: "an alarm's name has no control characters",
  });

/** Of one state: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html */
export const actionsSchema = list(z.string().min(1).max(1024), MAXIMUM_ACTIONS);

function isPrintable(code: number): boolean {
  return code >= SPACE && code !== DELETE;
}
