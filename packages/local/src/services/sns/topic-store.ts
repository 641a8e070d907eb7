import { randomUUID } from "node:crypto";
import { AwsError } from "../../service.ts";

/** Bounds of what is kept in memory. */
const MAXIMUM_TOPICS = 1_000;
const MAXIMUM_SUBSCRIPTIONS = 10_000;

export interface Topic {
  readonly arn: string;
  readonly name: string;
  /** As SetTopicAttributes takes them. */
  readonly attributes: Readonly<Record<string, string>>;
}

export interface Subscription {
  readonly arn: string;
  readonly topicArn: string;
  readonly protocol: string;
  readonly endpoint: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Set until the owner of the endpoint confirms it: what ConfirmSubscription takes. */
  readonly token?: string;
}

/** Topics and subscriptions of a local AWS, in memory. */
export class TopicStore {
  readonly #topics = new Map<string, Topic>();
  readonly #subscriptions = new Map<string, Subscription>();

  find(arn: string): Topic | undefined {
    return this.#topics.get(arn);
  }

  /** @throws {AwsError} NotFound */
  require(arn: string): Topic {
    const topic = this.#topics.get(arn);
    if (topic !== undefined) return topic;
    throw new AwsError("NotFound", `Topic does not exist: ${arn}`, 404);
  }

  put(topic: Topic): void {
    if (!this.#topics.has(topic.arn) && this.#topics.size >= MAXIMUM_TOPICS) {
      throw new AwsError("TopicLimitExceeded", `There can be ${MAXIMUM_TOPICS} topics.`, 403);
    }
    this.#topics.set(topic.arn, topic);
  }

  /** With its subscriptions, as on AWS. */
  delete(arn: string): void {
    this.#topics.delete(arn);
    for (const subscription of this.subscriptionsOf(arn)) this.#subscriptions.delete(subscription.arn);
  }

  topics(): readonly Topic[] {
    return [...this.#topics.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  subscriptions(): readonly Subscription[] {
    return [...this.#subscriptions.values()];
  }

  subscriptionsOf(topicArn: string): readonly Subscription[] {
    return this.subscriptions().filter((subscription) => subscription.topicArn === topicArn);
  }

  /** @throws {AwsError} NotFound */
  requireSubscription(arn: string): Subscription {
    const subscription = this.#subscriptions.get(arn);
    if (subscription !== undefined) return subscription;
    throw new AwsError("NotFound", `Subscription does not exist: ${arn}`, 404);
  }

  putSubscription(subscription: Subscription): void {
    if (this.#subscriptions.size >= MAXIMUM_SUBSCRIPTIONS) {
      throw new AwsError("SubscriptionLimitExceeded", `There can be ${MAXIMUM_SUBSCRIPTIONS} subscriptions.`, 403);
    }
    this.#subscriptions.set(subscription.arn, subscription);
  }

  deleteSubscription(arn: string): void {
    this.#subscriptions.delete(arn);
  }
}

/** `<topic>:<uuid>` */
export function subscriptionArn(topicArn: string): string {
  return `${topicArn}:${randomUUID()}`;
}
