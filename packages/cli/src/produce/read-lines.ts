/** No record is longer, whatever its encoding: 1 MiB of bytes, as base64 in a line. */
const LONGEST_LINE_BYTES = 4 * 1024 * 1024;
/** What is kept of a line that is too long. */
const KEPT_BYTES = 1000;

const NEWLINE = "\n".charCodeAt(0);

/** A line of a file, without its newline. */
export interface Line {
  /** From 1. */
  readonly number: number;
  readonly bytes: Buffer;
  /** Whether it is too long to be a record; `bytes` is its beginning. */
  readonly isTooLong: boolean;
}

/** Lines as they come in; memory is one line at most. A last line without a newline counts. */
export async function* readLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Line, void, void> {
  let parts: Buffer[] = [];
  let length = 0;
  let number = 0;
  const add = (part: Buffer) => {
    // What is beyond the limit is read and forgotten.
    if (length <= LONGEST_LINE_BYTES) parts.push(part);
    length += part.length;
  };
  const finish = (): Line => {
    const isTooLong = length > LONGEST_LINE_BYTES;
    const whole = parts.length === 1 ? (parts[0] ?? Buffer.alloc(0)) : Buffer.concat(parts);
    parts = [];
    length = 0;
    number += 1;
    return { number, bytes: isTooLong ? whole.subarray(0, KEPT_BYTES) : whole, isTooLong };
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, from)) {
      add(chunk.subarray(from, end));
      yield finish();
      from = end + 1;
    }
    if (from < chunk.length) add(chunk.subarray(from));
  }
  if (length > 0) yield finish();
}
