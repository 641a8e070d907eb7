import type { LocalClock } from "../../../clock.ts";
import { AwsError, type Call, type EventRecord } from "../../../service.ts";
import type { MetricStore } from "../metric/metric-store.ts";
import { nextSuppression, suppressionOfChange } from "./action-suppression.ts";
import type { Alarm, AlarmStatus, Suppression, Suppressor } from "./alarm.ts";
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

  /**
   * SetAlarmState: of a metric alarm until its next evaluation finds otherwise, of a composite one until one of its children changes its
   * state or it is put anew.
   * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_SetAlarmState.html
   */
  setState(name: string, state: { value: AlarmState; reason: string; reasonData?: string }): Promise<void> {
    return this.#inTurn(async () => {
      const { store, clock } = this.#context;
      const alarm = store.find(name);
      if (alarm === undefined) throw new AwsError("ResourceNotFound", `There is no alarm named ${name}.`, 404);
      const changed = await this.#change(alarm, { ...state, at: clock.now() }, []);
      if (state.value !== alarm.status.value) await this.#evaluateParents([changed]);
      await this.#releaseActions(clock.now());
    });
  }

  /** After a composite alarm was put. */
  evaluateComposite(name: string): Promise<void> {
    return this.#inTurn(async () => {
      const changed = await this.#evaluateComposite(name, []);
      if (changed !== undefined) await this.#evaluateParents([changed]);
      await this.#releaseActions(this.#context.clock.now());
    });
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
    await this.#evaluateParents(changed);
    await this.#releaseActions(now);
  }

  /** Evaluates the composite alarms that watch what has changed its state, then those that watch them. */
  async #evaluateParents(children: readonly Alarm[]): Promise<void> {
    let changed = children;
    while (changed.length > 0) {
      const next: Alarm[] = [];
      for (const { name } of this.#context.store.all()) {
        const parent = await this.#evaluateComposite(name, changed);
        if (parent !== undefined) next.push(parent);
      }
      changed = next;
    }
  }

  /**
   * The composite alarm when it has changed its state. One of a cycle stays as it is, as on AWS.
   * @param changed children whose state has changed; none when the alarm itself was put.
   */
  async #evaluateComposite(name: string, changed: readonly Alarm[]): Promise<Alarm | undefined> {
    const { store, clock } = this.#context;
    const alarm = store.find(name);
    if (alarm?.kind !== "composite") return undefined;
    const causes = changed.filter((child) => alarm.rule.alarms.includes(child.name));
    if ((changed.length > 0 && causes.length === 0) || store.isInCycle(name)) return undefined;
    const value = evaluateAlarmRule(alarm.rule, (child) => store.find(child)?.status.value) ? "ALARM" : "OK";
    if (value === alarm.status.value) return undefined;
    const [cause] = causes;
    const children = alarm.rule.alarms.flatMap((child) => store.find(child) ?? []);
    const triggering = cause === undefined ? children : causes;
    const reason = compositeReason(alarm, value, cause, clock.now());
    return this.#change(
      alarm,
      { value, reason, reasonData: triggeringAlarms(triggering), at: clock.now() },
      triggering,
    );
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
    const isTransition = state.value !== previous.value;
    const suppression = isTransition ? this.#suppressionOfChange(alarm, at) : previous.suppression;
    const transitionedAt = isTransition ? at : previous.transitionedAt;
    const status = { ...state, updatedAt: at, transitionedAt, ...(suppression === undefined ? {} : { suppression }) };
    const changed: Alarm = { ...alarm, status };
    store.put(changed);
    if (!isTransition) return changed;

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
    const change = { alarm: changed, previous, triggering };
    this.#held.delete(changed.name);
    if (suppression !== undefined) this.#held.set(changed.name, change);
    else await this.#run(change);
    return store.find(changed.name) ?? changed;
  }

  #suppressionOfChange(alarm: Alarm, at: number): Suppression | undefined {
    if (alarm.kind !== "composite" || alarm.suppressor === undefined) return undefined;
    return suppressionOfChange(alarm.suppressor, this.#suppressorState(alarm.suppressor), at);
  }

  /** Looks again at every composite alarm whose actions are held back. */
  async #releaseActions(now: number): Promise<void> {
    const { store } = this.#context;
    for (const [name, { alarm: held, triggering }] of this.#held) {
      const alarm = store.find(name);
      // Deleted, or deleted and created again.
      if (alarm?.kind !== "composite" || alarm.status.transitionedAt !== held.status.transitionedAt) {
        this.#held.delete(name);
        continue;
      }
      const { suppressor, status } = alarm;
      const { suppression: current, ...state } = status;
      const suppression = suppressor && nextSuppression(suppressor, this.#suppressorState(suppressor), now, current);
      if (suppression !== undefined) {
        store.put({ ...alarm, status: { ...status, suppression } });
        continue;
      }
      this.#held.delete(name);
      const released = { ...alarm, status: { ...state, updatedAt: now } };
      store.put(released);
      await this.#run({ alarm: released, previous: status, triggering });
    }
  }

  async #run(change: StateChange): Promise<void> {
    if (!change.alarm.actionsEnabled) return;
    const { call, region, store, clock } = this.#context;
    await runActions(change, { call, region, store, now: () => clock.now() });
  }

  #suppressorState({ alarm }: Suppressor): AlarmState | undefined {
    return this.#context.store.find(alarm)?.status.value;
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

function compositeReason(alarm: Alarm, value: AlarmState, cause: Alarm | undefined, now: number): string {
  if (cause === undefined) return `${alarm.arn} was created and its alarm rule evaluates to ${value}`;
  return `${cause.arn} transitioned to ${cause.status.value} at ${longTime(now)}`;
}

/** StateReasonData of a composite alarm: of one just put, every alarm of its rule. */
function triggeringAlarms(alarms: readonly Alarm[]): string {
  return JSON.stringify({
    triggeringAlarms: alarms.map((child) => ({
      arn: child.arn,
      state: { value: child.status.value, timestamp: awsTime(child.status.updatedAt) },
    })),
  });
}
