import { z } from "zod";
import { NotSupportedError, type Operation } from "../../../service.ts";
import { integer, list } from "../../wire-value.ts";
import { type Message, type MessageAttributes, md5, md5OfAttributes } from "../message.ts";
import type { Queue } from "../queue.ts";
import { nameInUrl, queueArn } from "../queue-arn.ts";
import type { SendContext } from "./send-message.ts";

const inputSchema = z.strictObject({
  QueueUrl: z.string().min(1),
  AttributeNames: list(z.string()).optional(),
  MessageSystemAttributeNames: list(z.string()).optional(),
  MessageAttributeNames: list(z.string()).optional(),
  MaxNumberOfMessages: integer.pipe(z.number().min(1).max(10)).optional(),
  VisibilityTimeout: integer.pipe(z.number().min(0).max(43_200)).optional(),
  WaitTimeSeconds: integer.pipe(z.number().min(0).max(20)).optional(),
});

type Input = z.output<typeof inputSchema>;

/** System attributes of a received message: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html */
const SYSTEM_ATTRIBUTES: Readonly<Record<string, (message: Message) => string | undefined>> = {
  SenderId: (message) => message.senderId,
  SentTimestamp: (message) => `${Math.floor(message.sentAt)}`,
  ApproximateReceiveCount: (message) => `${message.receiveCount}`,
  ApproximateFirstReceiveTimestamp: (message) => `${Math.floor(message.firstReceivedAt ?? message.sentAt)}`,
  DeadLetterQueueSourceArn: (message) => message.deadLetterSource,
};

/** Waits up to WaitTimeSeconds of local time for a first message; `closing` ends the wait. */
export function receiveMessage(
  context: SendContext,
  closing: AbortSignal,
): Operation<Input, Promise<{ Messages?: readonly object[] }>> {
  const { store, clock, region, recordMetric } = context;
  return {
    input: inputSchema,
    resources: ({ QueueUrl }) => [queueArn(region, nameInUrl(QueueUrl))],
    run: async (input) => {
      const queue = store.byUrl(input.QueueUrl);
      const names = systemNames(input);
      const visibility = input.VisibilityTimeout ?? queue.setting("VisibilityTimeout");
      const until = clock.now() + (input.WaitTimeSeconds ?? queue.setting("ReceiveMessageWaitTimeSeconds")) * 1000;
      for (;;) {
        const now = clock.now();
        const messages = queue.receive(input.MaxNumberOfMessages ?? 1, visibility, now, (message, policy) =>
          store.moveDeadLetter(queue, message, policy, now),
        );
        if (messages.length > 0) {
          const value = messages.length;
          recordMetric({
            namespace: "AWS/SQS",
            name: "NumberOfMessagesReceived",
            dimensions: { QueueName: queue.name },
            value,
            unit: "Count",
          });
          return { Messages: messages.map((message) => describe(message, names, input.MessageAttributeNames ?? [])) };
        }
        if (now >= until || closing.aborted) return {};
        await nextChange(queue, context, until, closing);
      }
    },
  };
}

/** Resolves when a message arrives, becomes visible again, or the wait is over. */
async function nextChange(queue: Queue, { clock }: SendContext, until: number, closing: AbortSignal): Promise<void> {
  const done = new AbortController();
  const signal = AbortSignal.any([done.signal, closing]);
  const now = clock.now();
  const visibleAt = queue.nextVisibleAt();
  const wakeAt = visibleAt === undefined || visibleAt <= now ? until : Math.min(until, visibleAt);
  const forget = queue.onArrival(() => done.abort());
  try {
    await clock.sleep(wakeAt - now, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    forget();
  }
}

function systemNames(input: Input): readonly string[] {
  const asked = [...(input.AttributeNames ?? []), ...(input.MessageSystemAttributeNames ?? [])];
  const names = asked.includes("All") ? Object.keys(SYSTEM_ATTRIBUTES) : asked;
  const unknown = names.find((name) => !(name in SYSTEM_ATTRIBUTES));
  if (unknown !== undefined) throw new NotSupportedError(`Message system attribute ${unknown}`);
  return names;
}

function describe(message: Message, systemNames: readonly string[], attributeNames: readonly string[]): object {
  const attributes = selected(message.attributes, attributeNames);
  const system = systemNames.flatMap((name) => {
    const value = SYSTEM_ATTRIBUTES[name]?.(message);
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    MessageId: message.id,
    ReceiptHandle: message.receiptHandle,
    MD5OfBody: md5(message.body),
    Body: message.body,
    ...(system.length === 0 ? {} : { Attributes: Object.fromEntries(system) }),
    ...(Object.keys(attributes).length === 0
      ? {}
      : { MessageAttributes: attributes, MD5OfMessageAttributes: md5OfAttributes(attributes) }),
  };
}

/** By name, by `prefix.*`, or all of them by `All` or `.*`. */
function selected(attributes: MessageAttributes, names: readonly string[]): MessageAttributes {
  const isAsked = (attribute: string) =>
    names.some(
      (name) =>
        name === "All" ||
        name === ".*" ||
        name === attribute ||
        (name.endsWith(".*") && attribute.startsWith(name.slice(0, -1))),
    );
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => isAsked(name)));
}
