import type { LocalClock } from "../../../clock.ts";
import { AwsError, type Call, type EventRecord } from "../../../service.ts";
import type { MetricStore } from "../metric/metric-store.ts";
import { nextSuppression } from "./action-suppression.ts";
import type { Alarm, AlarmStatus, CompositeAlarm } from "./alarm.ts";
import { runActions, type StateChange } from "./alarm-actions.ts";
import { alarmChange } from "./alarm-change.ts";
import { evaluateAlarmRule } from "./alarm-rule.ts";
import type { AlarmStore } from "./alarm-store.ts";
import { evaluationIntervalMs } from "./alarm-window.ts";
import { awsTime, longTime } from "./aws-text.ts";
import type { AlarmState } from "./evaluate-alarm.ts";
import { evaluateMetricAlarm } from "./evaluate-metric-alarm.ts";

export interface AlarmEngineContext {
  readonly store: AlarmStore;
  readonly metrics: MetricStore;
  readonly clock: LocalClock;
  readonly region: string;
  readonly call: Call;
  readonly recordEvent: (event: EventRecord) => void;
}

/** Moves alarms from state to state, and does what a change entails: history, event, actions, composite alarms. */
export class AlarmEngine {
  readonly #context: AlarmEngineContext;
  /** Changes of composite alarms whose actions a suppressor holds back, by alarm. */
  readonly #held = new Map<string, StateChange>();
  /** The last piece of work: each waits for the one before it, so that a change and what it entails are one step. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(context: AlarmEngineContext) {
    this.#context = context;
  }

  /** Evaluates the metric alarms that became due after `since` and until `now` (milliseconds), then the composite ones. */
  evaluate(since: number, now: number): Promise<void> {
    return this.#inTurn(() => this.#evaluate(since, now));
  }

  /** SetAlarmState: lasts until the next evaluation that finds otherwise. */
  setState(name: string, state: { value: AlarmState; reason: string; reasonData?: string }): Promise<void> {
    return this.#inTurn(async () => {
      const alarm = this.#context.store.find(name);
      if (alarm === undefined) throw new AwsError("ResourceNotFound", `There is no alarm named ${name}.`, 404);
      const changed = await this.#change(alarm, { ...state, at: this.#context.clock.now() }, []);
      await this.#evaluateComposites([changed]);
    });
  }

  /** After a composite alarm was put. */
  evaluateComposites(): Promise<void> {
    return this.#inTurn(() => this.#evaluateComposites([]));
  }

  async #evaluate(since: number, now: number): Promise<void> {
    const changed: Alarm[] = [];
    for (const { name } of this.#context.store.all()) {
      // Looked up again each time: actions of the alarm before it took time in which this one may have been changed or deleted.
      const alarm = this.#context.store.find(name);
      if (alarm?.kind !== "metric" || !isDue(evaluationIntervalMs(alarm.periodSeconds), since, now)) continue;
      const verdict = evaluateMetricAlarm(alarm, this.#context.metrics, now);
      if (verdict === undefined) continue;
      changed.push(await this.#change(alarm, { ...verdict, at: now }, []));
    }
    await this.#evaluateComposites(changed);
    await this.#releaseActions(now);
  }

  /** Evaluates composite alarms over and over until none changes: a composite alarm may watch others. */
  async #evaluateComposites(triggering: readonly Alarm[]): Promise<void> {
    const { store, clock } = this.#context;
    let changed = triggering;
    for (let rounds = store.all().length; rounds >= 0; rounds -= 1) {
      const next: Alarm[] = [];
      for (const { name: alarmName } of store.all()) {
        const alarm = store.find(alarmName);
        if (alarm?.kind !== "composite") continue;
        const value = evaluateAlarmRule(alarm.rule, (name) => store.find(name)?.status.value) ? "ALARM" : "OK";
        if (value === alarm.status.value) continue;
        const causes = changed.filter((child) => alarm.rule.alarms.includes(child.name));
        next.push(
          await this.#change(
            alarm,
            { value, ...compositeReason(alarm, value, causes, clock.now()), at: clock.now() },
            causes,
          ),
        );
      }
      if (next.length === 0) return;
      changed = next;
    }
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const result = this.#last.then(work);
    // Whoever asked for the work is told of its failure; the next piece of work goes on.
    this.#last = result.catch(() => undefined);
    return result;
  }

  async #change(
    alarm: Alarm,
    to: { value: AlarmState; reason: string; reasonData?: string; at: number },
    triggering: readonly Alarm[],
  ): Promise<Alarm> {
    const { store, recordEvent } = this.#context;
    const previous = alarm.status;
    const { at, ...state } = to;
    const transitionedAt = state.value === previous.value ? previous.transitionedAt : at;
    const changed: Alarm = { ...alarm, status: { ...state, updatedAt: at, transitionedAt } };
    store.put(changed);
    if (state.value === previous.value) return changed;

    store.addHistory(changed, at, "StateUpdate", `Alarm updated from ${previous.value} to ${state.value}`, {
      version: "1.0",
      oldState: historyState(previous),
      newState: historyState(changed.status),
    });
    recordEvent({
      source: "aws.cloudwatch",
      detailType: "CloudWatch Alarm State Change",
      resources: [changed.arn],
      detail: alarmChange(changed, previous),
    });
    if (changed.actionsEnabled) await this.#act({ alarm: changed, previous, triggering }, at);
    return store.find(changed.name) ?? changed;
  }

  async #act(change: StateChange, at: number): Promise<void> {
    const { alarm } = change;
    if (alarm.kind === "composite" && alarm.suppressor !== undefined) {
      const suppression = nextSuppression(
        alarm.suppressor,
        this.#suppressorState(alarm),
        at,
        alarm.status.value,
        undefined,
      );
      this.#context.store.put({ ...alarm, suppression });
      this.#held.delete(alarm.name);
      if (suppression !== undefined) {
        this.#held.set(alarm.name, change);
        return;
      }
    }
    await this.#run(change);
  }

  /** Looks again at every composite alarm whose actions are held back. */
  async #releaseActions(now: number): Promise<void> {
    for (const [name, change] of this.#held) {
      const alarm = this.#context.store.find(name);
      if (alarm?.kind !== "composite" || alarm.suppressor === undefined) {
        this.#held.delete(name);
        continue;
      }
      const state = this.#suppressorState(alarm);
      const suppression = nextSuppression(alarm.suppressor, state, now, alarm.status.value, alarm.suppression);
      this.#context.store.put({ ...alarm, suppression });
      if (suppression !== undefined) continue;
      this.#held.delete(name);
      await this.#run(change);
    }
  }

  async #run(change: StateChange): Promise<void> {
    const { call, region, store, clock } = this.#context;
    await runActions(change, { call, region, store, now: () => clock.now() });
  }

  #suppressorState(alarm: CompositeAlarm): AlarmState | undefined {
    return alarm.suppressor === undefined ? undefined : this.#context.store.find(alarm.suppressor.alarm)?.status.value;
  }
}

function isDue(interval: number, since: number, now: number): boolean {
  return Math.floor(now / interval) > Math.floor(since / interval);
}

function historyState(status: AlarmStatus): Readonly<Record<string, unknown>> {
  return {
    stateValue: status.value,
    stateReason: status.reason,
    ...(status.reasonData === undefined ? {} : { stateReasonData: JSON.parse(status.reasonData) }),
  };
}

function compositeReason(
  alarm: CompositeAlarm,
  value: AlarmState,
  causes: readonly Alarm[],
  now: number,
): { reason: string; reasonData: string } {
  const [cause] = causes;
  const reason =
    cause === undefined
      ? `${alarm.arn} was created and its alarm rule evaluates to ${value}`
      : `${cause.arn} transitioned to ${cause.status.value} at ${longTime(now)}`;
  const triggeringAlarms = causes.map((child) => ({
    arn: child.arn,
    state: { value: child.status.value, timestamp: awsTime(child.status.updatedAt) },
  }));
  return { reason, reasonData: JSON.stringify({ triggeringAlarms }) };
}
