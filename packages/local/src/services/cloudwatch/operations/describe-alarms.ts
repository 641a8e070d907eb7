import { z } from "zod";
import { arnOf } from "../../../account.ts";
import { AwsError, type Operation } from "../../../service.ts";
import { pageOf } from "../../paging.ts";
import { integer, list } from "../../wire-value.ts";
import { ALARM_TYPES, type Alarm } from "../alarm/alarm.ts";
import type { AlarmStore } from "../alarm/alarm-store.ts";
import { describeAlarm } from "../alarm/describe-alarm.ts";

const inputSchema = z.strictObject({
  AlarmNames: list(z.string().min(1).max(255), 100).optional(),
  AlarmNamePrefix: z.string().min(1).max(255).optional(),
  AlarmTypes: list(z.enum(["MetricAlarm", "CompositeAlarm"])).optional(),
  StateValue: z.enum(["OK", "ALARM", "INSUFFICIENT_DATA"]).optional(),
  ChildrenOfAlarmName: z.string().min(1).max(255).optional(),
  ParentsOfAlarmName: z.string().min(1).max(255).optional(),
  ActionPrefix: z.string().min(1).max(1024).optional(),
  MaxRecords: integer.pipe(z.number().min(1).max(100)).optional(),
  NextToken: z.string().optional(),
});

type Input = z.output<typeof inputSchema>;

interface Output {
  readonly MetricAlarms: readonly unknown[];
  readonly CompositeAlarms: readonly unknown[];
  readonly NextToken: string | undefined;
}

export function describeAlarms(store: AlarmStore, region: string): Operation<Input, Output> {
  return {
    input: inputSchema,
    // Composite alarms are given to whom the action is allowed on `*` alone: API_DescribeAlarms.html
    resources: ({ AlarmNames = ["*"], AlarmTypes = [] }) =>
      AlarmTypes.includes("CompositeAlarm")
        ? ["*"]
        : AlarmNames.map((name) => arnOf("cloudwatch", region, `alarm:${name}`)),
    run: (input) => {
      if (input.AlarmNames !== undefined && input.AlarmNamePrefix !== undefined) {
        throw new AwsError("ValidationError", "AlarmNames and AlarmNamePrefix can't be given together.");
      }
      const related = relatives(store, input);
      const found = related?.alarms ?? store.all().filter((alarm) => matches(alarm, input));
      const { page, next } = pageOf(found, input.NextToken, input.MaxRecords ?? 50);
      const described = (kind: Alarm["kind"]) =>
        page.filter((alarm) => alarm.kind === kind).map((alarm) => only(describeAlarm(alarm), related?.fields));
      return { MetricAlarms: described("metric"), CompositeAlarms: described("composite"), NextToken: next };
    },
  };
}

const FIELDS_OF_PARENTS = ["AlarmName", "AlarmArn"] as const;
const FIELDS_OF_CHILDREN = [...FIELDS_OF_PARENTS, "StateValue", "StateUpdatedTimestamp"] as const;

/** The alarms that a composite alarm's rule names, or the composite alarms whose rules name an alarm; with few of their fields. */
function relatives(store: AlarmStore, input: Input) {
  const { ChildrenOfAlarmName, ParentsOfAlarmName, MaxRecords: _max, NextToken: _token, ...others } = input;
  const name = ChildrenOfAlarmName ?? ParentsOfAlarmName;
  if (name === undefined) return undefined;
  const isAlone = Object.values(others).every((value) => value === undefined);
  if (!isAlone || (ChildrenOfAlarmName !== undefined && ParentsOfAlarmName !== undefined)) {
    throw new AwsError(
      "ValidationError",
      "ChildrenOfAlarmName and ParentsOfAlarmName are given with nothing else but MaxRecords and NextToken.",
    );
  }
  const alarm = store.find(name);
  if (alarm === undefined) throw new AwsError("ResourceNotFound", `There is no alarm named ${name}.`, 404);
  if (ParentsOfAlarmName !== undefined) {
    const parents = store.all().filter((each) => each.kind === "composite" && each.rule.alarms.includes(alarm.name));
    return { alarms: parents, fields: FIELDS_OF_PARENTS };
  }
  const named = alarm.kind === "composite" ? alarm.rule.alarms : [];
  return { alarms: store.all().filter((each) => named.includes(each.name)), fields: FIELDS_OF_CHILDREN };
}

function only(described: Readonly<Record<string, unknown>>, fields: readonly string[] | undefined) {
  if (fields === undefined) return described;
  return Object.fromEntries(Object.entries(described).filter(([name]) => fields.includes(name)));
}

/** Without AlarmTypes only metric alarms are given: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html */
function matches(alarm: Alarm, input: Input): boolean {
  const actions = Object.values(alarm.actions).flat();
  const { AlarmTypes = ["MetricAlarm"], AlarmNames, AlarmNamePrefix, StateValue, ActionPrefix } = input;
  return (
    AlarmTypes.includes(ALARM_TYPES[alarm.kind]) &&
    (AlarmNames === undefined || AlarmNames.includes(alarm.name)) &&
    (AlarmNamePrefix === undefined || alarm.name.startsWith(AlarmNamePrefix)) &&
    (StateValue === undefined || alarm.status.value === StateValue) &&
    (ActionPrefix === undefined || actions.some((action) => action.startsWith(ActionPrefix)))
  );
}
