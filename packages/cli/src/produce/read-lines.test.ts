import fc from "fast-check";
import { expect, test } from "vitest";
import { type Line, readLines } from "./read-lines.ts";

test("lines are the same, wherever the chunks of the file end", async () => {
  const texts = fc.array(fc.string({ unit: fc.constantFrom("a", "é", "\n", "\r", " ") }));
  await fc.assert(
    fc.asyncProperty(texts, async (chunks) => {
      const lines = chunks.join("").split("\n");
      if (lines.at(-1) === "") lines.pop();
      const read = await linesOf(chunks.map((chunk) => Buffer.from(chunk)));
      expect(read.map(({ bytes }) => bytes.toString())).toEqual(lines);
      expect(read.map(({ number }) => number)).toEqual(lines.map((_, index) => index + 1));
    }),
  );
});

test("of a line that is too long only the beginning is kept, and the next one is whole", async () => {
  const chunks = [...Array.from({ length: 80 }, () => Buffer.alloc(64 * 1024, "x")), Buffer.from("\nnext\n")];
  const [long, next] = await linesOf(chunks);
  expect(long).toMatchObject({ number: 1, isTooLong: true });
  expect(long?.bytes.length).toBe(1000);
  expect(next).toMatchObject({ number: 2, isTooLong: false });
  expect(next?.bytes.toString()).toBe("next");
});

async function linesOf(chunks: readonly Buffer[]): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const line of readLines(each(chunks))) lines.push(line);
  return lines;
}

async function* each(chunks: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* chunks;
}
