import { type AlarmHistoryItem, type CloudWatchClient, DescribeAlarmHistoryCommand } from "@aws-sdk/client-cloudwatch";
import { z } from "zod";

/** Something that happened to an alarm. */
export interface AlarmEvent {
  /** ISO 8601, in the stage's time. */
  readonly at: string;
  /** Last part of the alarm's physical name. */
  readonly alarm: string;
  readonly kind: "StateUpdate" | "Action" | "ConfigurationUpdate";
  /** CloudWatch's sentence. */
  readonly summary: string;
  /** Of a change of state. */
  readonly from: string | null;
  readonly to: string | null;
  readonly reason: string | null;
}

export interface HistoryOptions {
  readonly prefix: string;
  readonly since: Date;
  /** Last part of one alarm's name. @default all of them */
  readonly alarm?: string | undefined;
  /** Of one kind. @default all of them */
  readonly kind?: AlarmEvent["kind"];
  readonly signal?: AbortSignal;
}

const state = z.object({ stateValue: z.string().optional(), stateReason: z.string().optional() });
/** HistoryData of a StateUpdate, as far as we read it. */
const changeSchema = z.object({ oldState: state.optional(), newState: state.optional() });

/** What happened to a stage's alarms since then, newest first; CloudWatch remembers 30 days. */
export async function alarmHistory(
  cloudwatch: CloudWatchClient,
  { prefix, since, alarm, kind, signal }: HistoryOptions,
): Promise<readonly AlarmEvent[]> {
  const events: AlarmEvent[] = [];
  let nextToken: string | undefined;
  do {
    const page = await cloudwatch.send(
      new DescribeAlarmHistoryCommand({
        AlarmName: alarm === undefined ? undefined : `${prefix}-${alarm}`,
        // Without it only metric alarms are told of.
        AlarmTypes: ["MetricAlarm", "CompositeAlarm"],
        HistoryItemType: kind,
        StartDate: since,
        ScanBy: "TimestampDescending",
        NextToken: nextToken,
      }),
      { abortSignal: signal },
    );
    // There is no filter by prefix: the account's other alarms come too.
    const own = (page.AlarmHistoryItems ?? []).filter(({ AlarmName = "" }) => AlarmName.startsWith(`${prefix}-`));
    events.push(...own.map((item) => eventOf(item, prefix)));
    nextToken = page.NextToken;
  } while (nextToken);
  return events;
}

function eventOf(item: AlarmHistoryItem, prefix: string): AlarmEvent {
  const { AlarmName = "", HistoryItemType: kind, HistorySummary: summary = "", HistoryData, Timestamp } = item;
  const change = kind === "StateUpdate" ? readChange(HistoryData) : undefined;
  return {
    at: Timestamp?.toISOString() ?? "",
    alarm: AlarmName.slice(prefix.length + 1),
    kind: kind === "StateUpdate" || kind === "Action" ? kind : "ConfigurationUpdate",
    summary,
    from: change?.oldState?.stateValue ?? null,
    to: change?.newState?.stateValue ?? null,
    reason: change?.newState?.stateReason ?? null,
  };
}

function readChange(data = "{}"): z.infer<typeof changeSchema> | undefined {
  try {
    return changeSchema.safeParse(JSON.parse(data)).data;
  } catch (error) {
    // CloudWatch cuts long data off in the middle; its summary still says what happened.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
