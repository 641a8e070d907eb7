import { alarmsOf } from "../alarm/alarms.ts";
import { UNHEALTHY } from "../alarm/composite-alarm.ts";
import type { StageNames } from "../names.ts";
import { defaultSettings } from "./stage-settings.ts";

export type ResourceKind =
  | "stream"
  | "workgroup"
  | "namespace"
  | "state machine"
  | "function"
  | "schedule group"
  | "schedule"
  | "alarm"
  | "dashboard"
  | "topic"
  | "queue"
  | "event rule"
  | "log group"
  | "role";

/** Something of a stage that AWS knows by a name. */
export interface StageResource {
  readonly kind: ResourceKind;
  readonly name: string;
}

/**
 * Everything that a stage may have on AWS, whatever its settings: what one stage has no use for is merely not there.
 * Without what goes with something else (a topic's subscriptions, a function's retries), and without the network, which
 * has no names.
 */
export function stageResources(names: StageNames): readonly StageResource[] {
  const functions = [names.producerFunction, names.alertsFunction];
  const scheduledMachines = [names.refreshMachine, names.retentionMachine];
  const started = [names.setupMachine, names.refreshModeMachine, names.schemaChangeMachine, names.teardownMachine];
  const machines = [...started, ...scheduledMachines];
  const functionSchedules = [names.producerSchedule, names.alertsSchedule];
  const of = (kind: ResourceKind, ...all: readonly string[]) => all.map((name) => ({ kind, name }));
  return [
    ...of("stream", names.stream),
    ...of("workgroup", names.workgroup),
    ...of("namespace", names.namespace),
    ...of("state machine", ...machines),
    ...of("function", ...functions),
    ...of("schedule group", names.scheduleGroup),
    ...of("schedule", ...functionSchedules, ...scheduledMachines),
    ...of("alarm", ...alarmNames(names)),
    ...of("dashboard", names.dashboard),
    ...of("topic", names.topic),
    ...of("queue", ...functions.map((name) => `${name}-failed`)),
    ...of("queue", ...[...functions, ...scheduledMachines].map((name) => `${name}-undelivered`)),
    ...of("queue", names.failedStatements),
    ...of("event rule", names.failedStatements),
    ...of("log group", ...functions.map((name) => `/aws/lambda/${name}`)),
    ...of("log group", ...machines.map((name) => `/aws/vendedlogs/states/${name}`)),
    ...of("role", names.warehouseRole, names.ownerRole, names.readerRole, ...functions),
    ...of("role", ...functionSchedules.map((name) => `${name}-schedule`)),
    ...of("role", ...scheduledMachines.map((name) => `${name}-start`)),
  ];
}

/** Which alarms a stage has follows from how it refreshes. */
function alarmNames(names: StageNames): readonly string[] {
  const settings = defaultSettings(names.stage);
  const keys = (["auto", 5] as const).flatMap((refresh) =>
    alarmsOf(names, { ...settings, refresh }).map(({ key }) => key),
  );
  return [...new Set([...keys, UNHEALTHY])].map(names.alarm);
}
