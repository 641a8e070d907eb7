import { AwsError } from "../../service.ts";
import type { Message } from "./message.ts";
import type { Queue } from "./queue.ts";
import { nameInUrl } from "./queue-arn.ts";
import type { RedrivePolicy } from "./queue-attributes.ts";

/** At most this many queues, each with its own bound of messages. */
const MAXIMUM_QUEUES = 1_000;

/** The queues of a local AWS, in memory. */
export class QueueStore {
  readonly #queues = new Map<string, Queue>();

  find(name: string): Queue | undefined {
    return this.#queues.get(name);
  }

  /** @throws {AwsError} QueueDoesNotExist */
  byUrl(url: string): Queue {
    return this.byName(nameInUrl(url));
  }

  byName(name: string): Queue {
    const queue = this.#queues.get(name);
    if (queue !== undefined) return queue;
    throw new AwsError("QueueDoesNotExist", `The specified queue does not exist: ${name}.`);
  }

  byArn(arn: string): Queue | undefined {
    return this.all().find((queue) => queue.arn === arn);
  }

  all(): readonly Queue[] {
    return [...this.#queues.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  put(queue: Queue): void {
    if (this.#queues.size >= MAXIMUM_QUEUES)
      throw new AwsError("OverLimit", `There can be ${MAXIMUM_QUEUES} queues.`, 403);
    this.#queues.set(queue.name, queue);
  }

  delete(name: string): void {
    this.#queues.delete(name);
  }

  /** Moves a message to the dead-letter queue of its queue; false when that queue does not exist, and it stays where it is. */
  moveDeadLetter(source: Queue, message: Message, policy: RedrivePolicy, now: number): boolean {
    const target = this.byArn(policy.deadLetterTargetArn);
    target?.takeDeadLetter(message, source.arn, now);
    return target !== undefined;
  }
}
