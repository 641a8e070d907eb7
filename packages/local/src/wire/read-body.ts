import type { Readable } from "node:stream";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { AwsError } from "../service.ts";

/** The largest request of AWS's that this serves is PutRecords' 10 MiB, which base64 and JSON make 14 MiB. */
export const MAXIMUM_BODY_BYTES = 16 * 1024 * 1024;

const unzip = promisify(gunzip);

/**
 * The whole body as sent.
 * @throws {AwsError} RequestEntityTooLargeException above 16 MiB; the rest of the body is then left unread.
 */
export async function readBody(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  // Leaving the loop early must not destroy the connection: the refusal is still to be sent over it.
  for await (const chunk of stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAXIMUM_BODY_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}

/**
 * The body without its compression: SDKs send large CloudWatch requests as gzip.
 * @throws {AwsError} SerializationException when it is not what `encoding` says.
 */
export async function decompress(body: Buffer, encoding: string | undefined): Promise<Buffer> {
  if (encoding === undefined || encoding === "identity") return body;
  if (encoding !== "gzip") {
    throw new AwsError("SerializationException", `Content-Encoding "${encoding}" is not known; gzip is.`, 415);
  }
  try {
    return await unzip(body, { maxOutputLength: MAXIMUM_BODY_BYTES });
  } catch (cause) {
    if (cause instanceof RangeError) throw tooLarge();
    throw Object.assign(new AwsError("SerializationException", "The request's body is not gzip."), { cause });
  }
}

function tooLarge(): AwsError {
  return new AwsError("RequestEntityTooLargeException", `A request may have ${MAXIMUM_BODY_BYTES} bytes.`, 413);
}
