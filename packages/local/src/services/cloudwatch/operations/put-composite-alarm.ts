import { z } from "zod";
import { arnOf } from "../../../account.ts";
import { AwsError, type Operation } from "../../../service.ts";
import { tagRecord } from "../../tag-store.ts";
import { boolean, integer, tags } from "../../wire-value.ts";
import type { Suppressor } from "../alarm/alarm.ts";
import { checkActions } from "../alarm/alarm-actions.ts";
import type { AlarmEngine } from "../alarm/alarm-engine.ts";
import { parseAlarmRule } from "../alarm/alarm-rule.ts";
import type { AlarmStore } from "../alarm/alarm-store.ts";
import { saveAlarm } from "../alarm/save-alarm.ts";
import { actionsSchema, alarmNameSchema } from "./alarm-input.ts";
import type { AlarmOperationContext } from "./put-metric-alarm.ts";

const MAXIMUM_PARENTS = 150;

const inputSchema = z.strictObject({
  AlarmName: alarmNameSchema,
  AlarmDescription: z.string().max(1024).optional(),
  AlarmRule: z.string().min(1).max(10_240),
  ActionsEnabled: boolean.optional(),
  OKActions: actionsSchema.optional(),
  AlarmActions: actionsSchema.optional(),
  InsufficientDataActions: actionsSchema.optional(),
  ActionsSuppressor: z.string().min(1).max(1600).optional(),
  ActionsSuppressorWaitPeriod: integer.pipe(z.number().min(0)).optional(),
  ActionsSuppressorExtensionPeriod: integer.pipe(z.number().min(0)).optional(),
  Tags: tags.optional(),
});

type Input = z.output<typeof inputSchema>;

export function putCompositeAlarm(
  context: AlarmOperationContext,
  engine: AlarmEngine,
): Operation<Input, Promise<void>> {
  const { store, region, clock } = context;
  const arn = (name: string) => arnOf("cloudwatch", region, `alarm:${name}`);
  return {
    input: inputSchema,
    // "You can't create a composite alarms if your cloudwatch:PutCompositeAlarm permission has a narrower scope": API_PutCompositeAlarm.html
    resources: () => ["*"],
    run: async (input) => {
      for (const list of [input.OKActions, input.AlarmActions, input.InsufficientDataActions]) checkActions(list ?? []);
      const rule = parseAlarmRule(input.AlarmRule);
      requireAlarms(store, rule.alarms, "alarm rule");
      requireRoom(store, rule.alarms, input.AlarmName);
      const suppressor = readSuppressor(input, store);
      const alarm = {
        kind: "composite" as const,
        name: input.AlarmName,
        arn: arn(input.AlarmName),
        ...(input.AlarmDescription === undefined ? {} : { description: input.AlarmDescription }),
        actionsEnabled: input.ActionsEnabled ?? true,
        actions: {
          OK: input.OKActions ?? [],
          ALARM: input.AlarmActions ?? [],
          INSUFFICIENT_DATA: input.InsufficientDataActions ?? [],
        },
        rule,
        ...(suppressor === undefined ? {} : { suppressor }),
      };
      const isNew = saveAlarm(store, alarm, clock.now());
      if (isNew) context.tags.add(alarm.arn, tagRecord(input.Tags ?? []));
      await engine.evaluateComposite(input.AlarmName);
    },
  };
}

function readSuppressor(input: Input, store: AlarmStore): Suppressor | undefined {
  const { ActionsSuppressor, ActionsSuppressorWaitPeriod, ActionsSuppressorExtensionPeriod } = input;
  if (ActionsSuppressor === undefined) return undefined;
  if (ActionsSuppressorWaitPeriod === undefined || ActionsSuppressorExtensionPeriod === undefined) {
    throw new AwsError(
      "ValidationError",
      "ActionsSuppressorWaitPeriod and ActionsSuppressorExtensionPeriod are required if ActionsSuppressor is specified.",
    );
  }
  requireAlarms(store, [ActionsSuppressor], "actions suppressor");
  return {
    alarm: ActionsSuppressor,
    waitSeconds: ActionsSuppressorWaitPeriod,
    extensionSeconds: ActionsSuppressorExtensionPeriod,
  };
}

/** "Any single alarm can be included in the rule expressions of as many as 150 composite alarms": API_PutCompositeAlarm.html */
function requireRoom(store: AlarmStore, children: readonly string[], parent: string): void {
  for (const child of children) {
    const parents = store.parentsOf(child).filter((name) => name !== parent);
    if (parents.length < MAXIMUM_PARENTS) continue;
    throw new AwsError(
      "LimitExceededFault",
      `The alarm ${child} is in the rules of ${parents.length} composite alarms.`,
    );
  }
}

function requireAlarms(store: AlarmStore, names: readonly string[], where: string): void {
  const missing = names.filter((name) => store.find(name) === undefined);
  if (missing.length === 0) return;
  throw new AwsError(
    "ValidationError",
    `Could not save the composite alarm as alarms [${missing.join(", ")}] in the ${where} do not exist`,
  );
}
