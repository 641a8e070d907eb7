import { z } from "zod";
import type { ScheduleGroups } from "./schedule-groups.ts";

/** https://docs.aws.amazon.com/scheduler/latest/APIReference/API_Tag.html */
export const groupTags = z
  .array(z.strictObject({ Key: z.string().min(1).max(128), Value: z.string().min(1).max(256) }))
  .max(200);

/**
 * Condition keys of the tags that a request brings, and of those that a group has.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_scheduler.html
 */
export function requestTags(tags: z.infer<typeof groupTags>): Readonly<Record<string, string>> {
  return Object.fromEntries(tags.map(({ Key, Value }) => [`aws:RequestTag/${Key}`, Value]));
}

export function resourceTags(groups: ScheduleGroups, arn: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(groups.tags.of(arn)).map(([key, value]) => [`aws:ResourceTag/${key}`, value]),
  );
}
