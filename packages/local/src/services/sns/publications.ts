import type { MessageAttributes } from "./message-attributes.ts";

/** Published messages that are remembered. */
const MAXIMUM = 1_000;

export interface PublishedMessage {
  readonly messageId: string;
  readonly topicArn: string;
  readonly subject?: string;
  readonly message: string;
  readonly attributes: MessageAttributes;
  readonly publishedAt: Date;
  /** One entry a subscription: where it went, and the error when it did not arrive. */
  readonly deliveries: readonly Delivery[];
}

export interface Delivery {
  readonly protocol: string;
  readonly endpoint: string;
  readonly outcome: "delivered" | "kept" | "pending confirmation" | "failed";
  readonly error?: string;
}

/** What was published to the topics of a local AWS: the newest 1,000 messages. AWS has no API for it; a report reads it here. */
export class Publications {
  readonly #messages: PublishedMessage[] = [];

  add(message: PublishedMessage): void {
    this.#messages.push(message);
    if (this.#messages.length > MAXIMUM) this.#messages.shift();
  }

  /** Oldest first; of one topic when its ARN is given. */
  read(topicArn?: string): readonly PublishedMessage[] {
    return topicArn === undefined
      ? [...this.#messages]
      : this.#messages.filter((message) => message.topicArn === topicArn);
  }
}
