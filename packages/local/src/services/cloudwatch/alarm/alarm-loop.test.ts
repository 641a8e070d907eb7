import { expect, test, vi } from "vitest";
import { ManualClock } from "../../manual-clock.ts";
import { startAlarmLoop } from "./alarm-loop.ts";

const START = Date.UTC(2026, 10, 23, 12, 0, 3);

test("Evaluations follow one another at every tenth second without a gap, a late one for all that was missed", async () => {
  const clock = new ManualClock(START);
  const spans: [number, number][] = [];
  const loop = startAlarmLoop(
    clock,
    async (since, now) => void spans.push([since - START, now - START]),
    () => undefined,
  );
  clock.advance(7_000);
  await vi.waitFor(() => expect(spans).toEqual([[0, 7_000]]));
  clock.advance(65_000);
  await vi.waitFor(() =>
    expect(spans).toEqual([
      [0, 7_000],
      [7_000, 72_000],
    ]),
  );
  await loop.close();
});

test("An evaluation that fails is reported, and the next one comes", async () => {
  const clock = new ManualClock(START);
  const reported: unknown[] = [];
  const failure = new Error("no");
  let evaluations = 0;
  const evaluate = async () => {
    evaluations += 1;
    if (evaluations === 1) throw failure;
  };
  const loop = startAlarmLoop(clock, evaluate, (error) => reported.push(error));
  clock.advance(10_000);
  await vi.waitFor(() => expect(reported).toEqual([failure]));
  clock.advance(10_000);
  await vi.waitFor(() => expect(evaluations).toBe(2));
  await loop.close();
});
