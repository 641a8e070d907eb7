import { randomUUID } from "node:crypto";
import { AwsError } from "../../service.ts";
import { type Message, type MessageAttributes, messageSize } from "./message.ts";
import { INITIAL_ATTRIBUTES, type QueueAttributes, type RedrivePolicy, redrivePolicyOf } from "./queue-attributes.ts";

/** AWS allows 120,000 messages in flight and any number waiting; here a queue holds this many in all. */
const MAXIMUM_MESSAGES = 120_000;
const SECOND = 1_000;

export interface Sent {
  readonly body: string;
  readonly attributes: MessageAttributes;
  readonly senderId: string;
  readonly delaySeconds?: number;
}

/** One standard queue: its settings and its messages, in the order they were sent. All times are milliseconds since the epoch. */
export class Queue {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: number;
  #modifiedAt: number;
  #attributes: QueueAttributes;
  #messages = new Map<string, Message>();
  readonly #waiting = new Set<() => void>();

  constructor(name: string, arn: string, attributes: QueueAttributes, now: number) {
    this.name = name;
    this.arn = arn;
    this.createdAt = now;
    this.#modifiedAt = now;
    this.#attributes = { ...INITIAL_ATTRIBUTES, ...attributes };
  }

  get attributes(): QueueAttributes {
    return this.#attributes;
  }

  get redrivePolicy(): RedrivePolicy | undefined {
    return redrivePolicyOf(this.#attributes.RedrivePolicy);
  }

  setAttributes(attributes: QueueAttributes, now: number): void {
    this.#attributes = { ...this.#attributes, ...attributes };
    this.#modifiedAt = now;
  }

  setting(name: string): number {
    return Number(this.#attributes[name]);
  }

  /** @throws {AwsError} InvalidParameterValue above the queue's maximum size, OverLimit when the queue is full. */
  send({ body, attributes, senderId, delaySeconds = this.setting("DelaySeconds") }: Sent, now: number): Message {
    const most = this.setting("MaximumMessageSize");
    if (messageSize(body, attributes) > most) {
      throw new AwsError(
        "InvalidParameterValue",
        `One or more parameters are invalid. Reason: Message must be shorter than ${most} bytes.`,
      );
    }
    this.#expire(now);
    if (this.#messages.size >= MAXIMUM_MESSAGES)
      throw new AwsError("OverLimit", `The queue ${this.name} holds ${MAXIMUM_MESSAGES} messages.`, 403);
    const message: Message = {
      id: randomUUID(),
      body,
      attributes,
      senderId,
      sentAt: now,
      visibleAt: now + delaySeconds * SECOND,
      receiveCount: 0,
    };
    this.#put(message);
    return message;
  }

  /** Takes over a message that another queue gave up on; its age stays. */
  takeDeadLetter(message: Message, source: string, now: number): void {
    this.#put({ ...message, visibleAt: now, deadLetterSource: source });
  }

  /**
   * Up to `most` visible messages, which are hidden for the visibility time-out; those received as often as the redrive policy
   * allows are given to `moveDeadLetter` instead.
   */
  receive(
    most: number,
    visibilitySeconds: number,
    now: number,
    moveDeadLetter: (message: Message, policy: RedrivePolicy) => boolean,
  ): readonly Message[] {
    this.#expire(now);
    const policy = this.redrivePolicy;
    const received: Message[] = [];
    for (const message of this.#messages.values()) {
      if (received.length === most) break;
      if (message.visibleAt > now) continue;
      if (policy !== undefined && message.receiveCount >= policy.maxReceiveCount && moveDeadLetter(message, policy)) {
        this.#messages.delete(message.id);
        continue;
      }
      const taken: Message = {
        ...message,
        receiveCount: message.receiveCount + 1,
        firstReceivedAt: message.firstReceivedAt ?? now,
        visibleAt: now + visibilitySeconds * SECOND,
        receiptHandle: Buffer.from(`${message.id} ${randomUUID()}`).toString("base64"),
      };
      this.#messages.set(taken.id, taken);
      received.push(taken);
    }
    return received;
  }

  /** Deletes by the handle of the newest receive; an older handle changes nothing, as on AWS. */
  delete(receiptHandle: string): boolean {
    const message = this.#byHandle(receiptHandle);
    return message !== undefined && message.receiptHandle === receiptHandle && this.#messages.delete(message.id);
  }

  /** @throws {AwsError} MessageNotInflight when the message is not hidden by a receive. */
  changeVisibility(receiptHandle: string, seconds: number, now: number): void {
    const message = this.#byHandle(receiptHandle);
    if (message?.receiptHandle !== receiptHandle || message.visibleAt <= now) {
      throw new AwsError("MessageNotInflight", "The specified message isn't in flight.");
    }
    this.#put({ ...message, visibleAt: now + seconds * SECOND });
  }

  purge(): void {
    this.#messages.clear();
  }

  counts(now: number): { visible: number; inFlight: number; delayed: number } {
    this.#expire(now);
    const counts = { visible: 0, inFlight: 0, delayed: 0 };
    for (const message of this.#messages.values()) {
      if (message.visibleAt <= now) counts.visible += 1;
      else if (message.receiptHandle === undefined) counts.delayed += 1;
      else counts.inFlight += 1;
    }
    return counts;
  }

  /** GetQueueAttributes: the settings and what is counted. */
  describe(now: number): QueueAttributes {
    const { visible, inFlight, delayed } = this.counts(now);
    return {
      ...this.#attributes,
      QueueArn: this.arn,
      ApproximateNumberOfMessages: `${visible}`,
      ApproximateNumberOfMessagesNotVisible: `${inFlight}`,
      ApproximateNumberOfMessagesDelayed: `${delayed}`,
      CreatedTimestamp: `${Math.floor(this.createdAt / SECOND)}`,
      LastModifiedTimestamp: `${Math.floor(this.#modifiedAt / SECOND)}`,
    };
  }

  /** When the next hidden message becomes visible. */
  nextVisibleAt(): number | undefined {
    const times = [...this.#messages.values()].map((message) => message.visibleAt);
    return times.length === 0 ? undefined : times.reduce((a, b) => Math.min(a, b));
  }

  /** Calls `wake` once, at the next message put into the queue. Returns how to take that back. */
  onArrival(wake: () => void): () => void {
    this.#waiting.add(wake);
    return () => this.#waiting.delete(wake);
  }

  #put(message: Message): void {
    this.#messages.set(message.id, message);
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const wake of waiting) wake();
  }

  #byHandle(receiptHandle: string): Message | undefined {
    const [id = "", nonce] = Buffer.from(receiptHandle, "base64").toString().split(" ");
    if (nonce === undefined)
      throw new AwsError(
        "ReceiptHandleIsInvalid",
        `The input receipt handle "${receiptHandle}" is not a valid receipt handle.`,
        404,
      );
    return this.#messages.get(id);
  }

  #expire(now: number): void {
    const oldest = now - this.setting("MessageRetentionPeriod") * SECOND;
    for (const message of this.#messages.values()) {
      if (message.sentAt >= oldest) break;
      this.#messages.delete(message.id);
    }
  }
}
