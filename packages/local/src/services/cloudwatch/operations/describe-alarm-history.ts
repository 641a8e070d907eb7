import { z } from "zod";
import { arnOf } from "../../../account.ts";
import type { LocalClock } from "../../../clock.ts";
import type { Operation } from "../../../service.ts";
import { pageOf } from "../../paging.ts";
import { integer, list, timestamp } from "../../wire-value.ts";
import type { AlarmStore, HistoryItem } from "../alarm/alarm-store.ts";

const inputSchema = z.strictObject({
  AlarmName: z.string().min(1).max(255).optional(),
  AlarmTypes: list(z.enum(["MetricAlarm", "CompositeAlarm"])).optional(),
  /** Those of contributors find nothing: no alarm has any here. */
  HistoryItemType: z
    .enum(["ConfigurationUpdate", "StateUpdate", "Action", "AlarmContributorStateUpdate", "AlarmContributorAction"])
    .optional(),
  StartDate: timestamp.optional(),
  EndDate: timestamp.optional(),
  ScanBy: z.enum(["TimestampDescending", "TimestampAscending"]).optional(),
  MaxRecords: integer.pipe(z.number().min(1).max(100)).optional(),
  NextToken: z.string().optional(),
});

type Input = z.output<typeof inputSchema>;

export function describeAlarmHistory(
  store: AlarmStore,
  clock: LocalClock,
  region: string,
): Operation<Input, { AlarmHistoryItems: readonly HistoryItem[]; NextToken: string | undefined }> {
  return {
    input: inputSchema,
    // Composite alarms are given to whom the action is allowed on `*` alone.
    resources: ({ AlarmName = "*", AlarmTypes = [] }) =>
      AlarmTypes.includes("CompositeAlarm") ? ["*"] : [arnOf("cloudwatch", region, `alarm:${AlarmName}`)],
    run: (input) => {
      const found = store.history(clock.now()).filter((item) => matches(item, input));
      if (input.ScanBy !== "TimestampAscending") found.reverse();
      const { page, next } = pageOf(found, input.NextToken, input.MaxRecords ?? 100);
      return { AlarmHistoryItems: page, NextToken: next };
    },
  };
}

/** Without AlarmTypes only metric alarms are given, also to one who asks for an alarm by its name: API_DescribeAlarmHistory.html */
function matches(item: HistoryItem, input: Input): boolean {
  const { AlarmTypes = ["MetricAlarm"] } = input;
  return (
    AlarmTypes.includes(item.AlarmType) &&
    (input.AlarmName === undefined || item.AlarmName === input.AlarmName) &&
    (input.HistoryItemType === undefined || item.HistoryItemType === input.HistoryItemType) &&
    (input.StartDate === undefined || item.Timestamp >= input.StartDate) &&
    (input.EndDate === undefined || item.Timestamp <= input.EndDate)
  );
}
