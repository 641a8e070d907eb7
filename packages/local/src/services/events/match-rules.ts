import type { Identity } from "../../identity/identity.ts";
import { AwsError, type Call, type ServiceContext } from "../../service.ts";
import type { BusEvent } from "./event-bus.ts";
import { matchesPattern } from "./event-pattern.ts";
import type { Rule, RuleStore } from "./rule-store.ts";
import { deliverDeadLetter, deliverToTarget, type Target } from "./target.ts";

export interface MatchContext {
  readonly store: RuleStore;
  readonly call: Call;
  readonly identity: Identity;
  readonly recordMetric: ServiceContext["recordMetric"];
}

/** Gives an event to every target of every enabled rule that it matches. */
export async function matchRules(event: BusEvent, context: MatchContext): Promise<void> {
  const matched = context.store.all().filter((rule) => rule.state === "ENABLED" && matchesPattern(rule.pattern, event));
  await Promise.all(
    matched.flatMap((rule) => {
      count(context, rule, "MatchedEvents");
      return rule.targets.map((target) => deliver(event, rule, target, context));
    }),
  );
}

/** One attempt; what fails goes to the target's dead-letter queue, and without one it is counted and gone. */
async function deliver(event: BusEvent, rule: Rule, target: Target, context: MatchContext): Promise<void> {
  count(context, rule, "Invocations");
  try {
    await deliverToTarget(target, event, { ...context, ruleArn: rule.arn });
  } catch (error) {
    count(context, rule, "FailedInvocations");
    if (target.DeadLetterConfig === undefined) return;
    const failure = { ruleArn: rule.arn, targetArn: target.Arn, error };
    count(context, rule, await keepDeadLetter(target.DeadLetterConfig.Arn, event, failure, context));
  }
}

/** @returns the metric of its outcome: where the queue's policy does not let EventBridge in, the event is lost. */
async function keepDeadLetter(
  queueArn: string,
  event: BusEvent,
  failure: Parameters<typeof deliverDeadLetter>[2],
  { call }: MatchContext,
): Promise<string> {
  try {
    await deliverDeadLetter(queueArn, event, failure, call);
    return "InvocationsSentToDlq";
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return "InvocationsFailedToBeSentToDlq";
  }
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html */
function count({ recordMetric }: MatchContext, rule: Rule, name: string): void {
  recordMetric({ namespace: "AWS/Events", name, dimensions: { RuleName: rule.name }, value: 1, unit: "Count" });
}
