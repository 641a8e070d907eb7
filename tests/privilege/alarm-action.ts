import type { ProofStage } from "./proof-stage.ts";

interface Alarm {
  readonly AlarmName: string;
  readonly AlarmArn: string;
  readonly AlarmActions: readonly string[];
}

interface History {
  readonly AlarmHistoryItems: readonly { readonly HistorySummary: string; readonly HistoryData: string }[];
}

/** The first alarm of the stage that publishes to its topic. */
export async function alarmAction({ ask }: ProofStage): Promise<{
  /** ARNs. */
  readonly alarm: string;
  readonly topic: string;
  /** Raises the alarm anew. @returns the action's error, or what its history says of it otherwise */
  outcome(): Promise<string | undefined>;
}> {
  const AlarmTypes = ["CompositeAlarm", "MetricAlarm"];
  const { CompositeAlarms, MetricAlarms } = await ask<Record<"CompositeAlarms" | "MetricAlarms", readonly Alarm[]>>(
    ...(["monitoring", "DescribeAlarms", { AlarmTypes }] as const),
  );
  const found = [...MetricAlarms, ...CompositeAlarms].find(({ AlarmActions }) => AlarmActions.length > 0);
  const topic = found?.AlarmActions[0];
  if (found === undefined || topic === undefined) throw new Error("No alarm of the stage has an action.");
  const { AlarmName, AlarmArn: alarm } = found;
  return {
    alarm,
    topic,
    async outcome() {
      for (const StateValue of ["OK", "ALARM"]) {
        await ask("monitoring", "SetAlarmState", { AlarmName, StateValue, StateReason: "to see its action" });
      }
      const newest = { AlarmName, HistoryItemType: "Action", ScanBy: "TimestampDescending", MaxRecords: 1 };
      const { AlarmHistoryItems } = await ask<History>("monitoring", "DescribeAlarmHistory", newest);
      const [item] = AlarmHistoryItems;
      const { error } = JSON.parse(item?.HistoryData ?? "{}") as { error?: string | null };
      return error ?? item?.HistorySummary;
    },
  };
}
