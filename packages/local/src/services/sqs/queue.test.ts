import fc from "fast-check";
import { expect, test } from "vitest";
import { Queue } from "./queue.ts";

type Step = { readonly kind: "send" | "receive" | "delete" | "wait"; readonly amount: number };

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom("send", "receive", "delete", "wait"),
  amount: fc.integer({ min: 1, max: 40 }),
});

test("Whatever happens to a queue, a message is there until it is deleted, and hidden from others while one has it", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const queue = new Queue("q", "arn:q", {}, 0);
      const present = new Set<string>();
      const held = new Map<string, { readonly handle: string; readonly until: number }>();
      let now = 0;
      const actions: Readonly<Record<Step["kind"], (amount: number) => void>> = {
        send: () => present.add(queue.send({ body: "b", attributes: {}, senderId: "me" }, now).id),
        wait: (amount) => {
          now += amount * 1_000;
        },
        receive: (amount) => {
          for (const message of queue.receive(Math.min(amount, 10), 30, now, () => false)) {
            expect(present.has(message.id)).toBe(true);
            expect(held.get(message.id)?.until ?? 0).toBeLessThanOrEqual(now);
            held.set(message.id, { handle: message.receiptHandle ?? "", until: now + 30_000 });
          }
        },
        delete: () => {
          const [first] = held;
          if (first === undefined) return;
          const [id, { handle }] = first;
          expect(queue.delete(handle)).toBe(true);
          held.delete(id);
          present.delete(id);
        },
      };
      for (const { kind, amount } of steps) actions[kind](amount);
      const { visible, inFlight, delayed } = queue.counts(now);
      expect(visible + inFlight + delayed).toBe(present.size);
    }),
  );
});

test("A queue holds so many messages and then says that it is full", () => {
  const queue = new Queue("q", "arn:q", {}, 0);
  for (let index = 0; index < 120_000; index += 1) queue.send({ body: "b", attributes: {}, senderId: "me" }, 0);
  expect(() => queue.send({ body: "b", attributes: {}, senderId: "me" }, 0)).toThrow("holds 120000 messages");
});
