import { expect, test } from "vitest";
import { CannotTellError, type Check, type Finding, NotAllowedError } from "./check.ts";
import type { CheckId } from "./check-ids.ts";
import { ALL_CHECKS } from "./checks.ts";
import type { Examination } from "./examination.ts";
import { examine, withNeeds } from "./examine.ts";

const FINDING: Finding = { rule: "no-traffic", severity: "warning", found: "f", matters: "m", mend: "n", source: "s" };
// None of these checks looks at anything.
const NOTHING = { signal: new AbortController().signal } as Examination;

test("what needs a check that found nothing to look at is skipped by its name, however far down; the others run", async () => {
  const results = await examine(
    [
      check("reader", []),
      check("stream", ["reader"], () => [{ ...FINDING, severity: "problem", blocks: true }]),
      check("throttling", ["stream"]),
      check("lag", ["throttling"]),
      check("setup", ["reader"]),
    ],
    NOTHING,
  );
  expect(results.map(({ id, outcome }) => [id, outcome])).toEqual([
    ["reader", "ok"],
    ["stream", "problem"],
    ["throttling", "skipped"],
    ["lag", "skipped"],
    ["setup", "ok"],
  ]);
  expect(results[3]).toMatchObject({ because: "stream" });
});

test("a check that finds something, or can't look, keeps none that needs it from looking", async () => {
  const missing = { action: "kinesis:ListShards", who: "reader" };
  const results = await examine(
    [
      check("reader", [], () => [FINDING]),
      check("stream", ["reader"], () => {
        throw new NotAllowedError(missing, "denied");
      }),
      check("network", ["stream"], () => {
        throw new CannotTellError("nobody knows");
      }),
      check("lag", ["stream", "network"]),
    ],
    NOTHING,
  );
  expect(results).toEqual([
    { id: "reader", outcome: "warning", findings: [FINDING] },
    { id: "stream", outcome: "unknown", reason: "denied", missing },
    { id: "network", outcome: "unknown", reason: "nobody knows" },
    { id: "lag", outcome: "ok", findings: [] },
  ]);
});

test("a fault of a check is no answer", async () => {
  const broken = check("stream", [], () => {
    throw new TypeError("x is undefined");
  });
  await expect(examine([broken], NOTHING)).rejects.toThrow(TypeError);
});

test("checks that do not need each other run at the same time", async () => {
  const started: string[] = [];
  const together = (id: CheckId): Check => ({
    id,
    needs: [],
    run: async () => {
      started.push(id);
      await expect.poll(() => started.length).toBe(2);
      return [];
    },
  });
  await examine([together("stream"), together("setup")], NOTHING);
});

test("a check that is asked for brings what it needs, and every check comes after what it needs", () => {
  expect(withNeeds(ALL_CHECKS, ["lag"]).map(({ id }) => id)).toEqual([
    "reader",
    "stream",
    "setup",
    "grants",
    "landing-view",
    "lag",
  ]);
  const ids = ALL_CHECKS.map(({ id }) => id);
  for (const { id, needs } of ALL_CHECKS) {
    for (const need of needs) expect([id, need, ids.indexOf(need) < ids.indexOf(id)]).toEqual([id, need, true]);
  }
});

function check(id: CheckId, needs: readonly CheckId[], run: () => readonly Finding[] = () => []): Check {
  return { id, needs, run: async () => run() };
}
