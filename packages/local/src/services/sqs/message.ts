import { createHash } from "node:crypto";
import { z } from "zod";
import { blob } from "../wire-value.ts";

/** The attributes a sender gives to a message. */
export const messageAttributesSchema = z.record(
  z.string().min(1).max(256),
  z.strictObject({ DataType: z.string().min(1), StringValue: z.string().optional(), BinaryValue: blob.optional() }),
);

export type MessageAttributes = z.output<typeof messageAttributesSchema>;

export interface Message {
  readonly id: string;
  readonly body: string;
  readonly attributes: MessageAttributes;
  /** AWS principal id of the sender, as far as it has one here: its ARN. */
  readonly senderId: string;
  /** Milliseconds since the epoch. */
  readonly sentAt: number;
  /** When it can be received next, in milliseconds since the epoch. */
  readonly visibleAt: number;
  readonly receiveCount: number;
  readonly firstReceivedAt?: number;
  /** Handle of the last receive; an earlier one deletes nothing. */
  readonly receiptHandle?: string;
  /** The queue it was moved from as a dead letter. */
  readonly deadLetterSource?: string;
}

export function md5(text: string | Uint8Array): string {
  return createHash("md5").update(text).digest("hex");
}

/**
 * The digest by which a sender checks that its attributes arrived.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html#sqs-attributes-md5-message-digest-calculation
 */
export function md5OfAttributes(attributes: MessageAttributes): string | undefined {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return undefined;
  const parts = names.flatMap((name) => {
    const { DataType = "", StringValue, BinaryValue } = attributes[name] ?? {};
    const value = BinaryValue ?? Buffer.from(StringValue ?? "");
    return [
      sized(Buffer.from(name)),
      sized(Buffer.from(DataType)),
      Buffer.from([BinaryValue === undefined ? 1 : 2]),
      sized(value),
    ];
  });
  return md5(Buffer.concat(parts));
}

/** Bytes that count against a queue's maximum message size: body, and names, types and values of the attributes. */
export function messageSize(body: string, attributes: MessageAttributes): number {
  const sizes = Object.entries(attributes).map(
    ([name, { DataType, StringValue = "", BinaryValue }]) =>
      Buffer.byteLength(name) + Buffer.byteLength(DataType) + (BinaryValue?.length ?? Buffer.byteLength(StringValue)),
  );
  return sizes.reduce((sum, size) => sum + size, Buffer.byteLength(body));
}

function sized(bytes: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
