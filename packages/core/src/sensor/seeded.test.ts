import fc from "fast-check";
import { expect, test } from "vitest";
import { smoothNoise, uniform, uuidOf } from "./seeded.ts";

test("numbers lie in [0, 1) and are spread evenly over it", () => {
  const counts = new Array<number>(10).fill(0);
  for (let index = 0; index < 20_000; index += 1) {
    const value = uniform(7, "spread", index);
    expect(value).toBeGreaterThanOrEqual(0);
    expect(value).toBeLessThan(1);
    counts[Math.floor(value * 10)] = (counts[Math.floor(value * 10)] ?? 0) + 1;
  }
  for (const count of counts) expect(Math.abs(count - 2_000)).toBeLessThan(200);
});

test("where one argument ends and the next begins matters", () => {
  expect(uniform("a", "bc")).not.toBe(uniform("ab", "c"));
  expect(uuidOf("a", "bc")).not.toBe(uuidOf("ab", "c"));
});

test("UUIDs are of version 8 and of the RFC's variant", () => {
  fc.assert(
    fc.property(fc.string(), fc.integer(), (text, number) => {
      expect(uuidOf(text, number)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    }),
  );
});

test("smooth noise has no jumps", () => {
  for (let position = -5; position < 5; position += 0.01) {
    expect(Math.abs(smoothNoise(position + 0.01, "noise") - smoothNoise(position, "noise"))).toBeLessThan(0.05);
  }
});
