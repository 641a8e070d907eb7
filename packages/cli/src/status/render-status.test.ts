import { namesOf } from "@sensor-pipeline/core/names";
import { judgeStage } from "@sensor-pipeline/core/status/judge-stage";
import type { StageFacts } from "@sensor-pipeline/core/status/stage-facts";
import { expect, test } from "vitest";
import { wrapParts } from "../terminal/wrap-parts.ts";
import { renderStatus } from "./render-status.ts";

const AT = new Date("2026-11-26T12:00:00Z");
const names = namesOf("dev");
const schedule = { name: "s", isOn: true, expression: "rate(1 minute)", everyMinutes: 1, changedAt: AT };
const plain = { width: 100, style: (_style: unknown, text: string) => text };

const render = (facts: StageFacts, screen = plain) => renderStatus(facts, judgeStage(facts, names), screen);

const PRODUCER: StageFacts = {
  at: AT,
  producer: {
    facts: {
      schedule,
      windowMinutes: 6,
      invocations: 6,
      errors: 0,
      sent: 120,
      failed: 0,
      lastBatch: { at: AT, sent: 20, failed: 0, retried: 3 },
    },
  },
};

test("what has not come in yet is there from the start, as something that is waited for", () => {
  const lines = render(PRODUCER);
  expect(lines).toContain("✓ producer  on, every minute · last batch 12:00:00: 20 sent, 0 failed, 3 sent again");
  expect(lines).toContain("… stream");
  expect(lines.at(-1)).toBe("reading …");
});

test("a hop that can't be read says why, under its own mark, and what is known of others stays", () => {
  const lines = render({ ...PRODUCER, stream: { unreadable: "AccessDeniedException: kinesis:DescribeStreamSummary" } });
  expect(lines.find((line) => line.includes("stream"))).toMatch(/^\? stream {4}\? AccessDeniedException: kinesis:Desc/);
  expect(lines.some((line) => line.startsWith("✓ producer"))).toBe(true);
});

test("a finding stands under its figures, with what to do, and the verdict names the hops that are as bad", () => {
  const nothing = { unreadable: "no" };
  const facts: StageFacts = {
    ...PRODUCER,
    stream: { facts: "missing" },
    view: { facts: { isSetUp: false } },
    quality: { facts: { isSetUp: false } },
    alerts: nothing,
    owner: nothing,
  };
  const lines = render(facts);
  expect(lines).toContainEqual(
    expect.stringMatching(/^✗ stream {4}✗ There is no stream sensor-pipeline-dev-readings\. →/),
  );
  expect(lines).toContain("○ view      not set up");
  expect(lines.at(-1)).toBe("broken: stream at 2026-11-26 12:00:00");
});

test("no line is longer than the screen, however narrow", () => {
  for (const width of [60, 80, 200]) {
    const lines = render({ ...PRODUCER, stream: { unreadable: "word ".repeat(60) } }, { ...plain, width });
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(width);
  }
});

test("parts share lines as far as they fit, words are never cut", () => {
  expect(wrapParts(["one two", "three", "four five six"], 16)).toEqual(["one two · three", "four five six"]);
});
