import { z } from "zod";
import { AwsError } from "../../service.ts";
import { invalidArgument } from "./stream-input.ts";

const LIFETIME_MS = 300_000;

const position = z.strictObject({
  stream: z.string(),
  /** Tells a stream from a later one of the same name. */
  createdAt: z.number(),
  shardId: z.string(),
  index: z.number().int().min(0),
  issuedAt: z.number(),
});

/** Where a reader is: the iterator itself holds it, so that nothing is kept of readers. Times are local milliseconds. */
export type Position = z.infer<typeof position>;

export function writeIterator(at: Position): string {
  return Buffer.from(JSON.stringify(at)).toString("base64");
}

/** @throws {AwsError} InvalidArgumentException for what is no iterator. */
export function readIterator(iterator: string): Position {
  try {
    return position.parse(JSON.parse(Buffer.from(iterator, "base64").toString()));
  } catch (cause) {
    throw Object.assign(invalidArgument("Invalid ShardIterator."), { cause });
  }
}

/** @throws {AwsError} ExpiredIteratorException five minutes after it was given. */
export function requireFresh({ issuedAt }: Position, now: number): void {
  if (now - issuedAt <= LIFETIME_MS) return;
  throw new AwsError(
    "ExpiredIteratorException",
    `Iterator expired. The iterator was created at time ${new Date(issuedAt).toUTCString()} while right now it is ${new Date(now).toUTCString()} which is further in the future than the tolerated delay of ${LIFETIME_MS} milliseconds.`,
  );
}
