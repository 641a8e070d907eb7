import { expect, test } from "vitest";
import { type Expectation, judge } from "./judge.ts";
import type { AcceptedRecord, LandedRecord, Observation, ObservedAlarm, RecordPlace } from "./observation.ts";

const FROM = Date.UTC(2026, 0, 5, 12);
const UNTIL = FROM + 30 * 60_000;
const after = (minutes: number) => FROM + minutes * 60_000;

const EXPECTED: Expectation = { raised: { silent: 0 }, mayRaise: { perhaps: "it depends" } };

/** An alarm that went to ALARM and came back in time. */
function alarm(change: Partial<ObservedAlarm> = {}): ObservedAlarm {
  return {
    ...{ key: "silent", raiseSeconds: 300, clearSeconds: 600, before: "OK" },
    changes: [
      { at: after(4), to: "ALARM" },
      { at: after(35), to: "OK" },
    ],
    ...change,
  };
}

const quiet = (key: string) => alarm({ key, changes: [] });

function accepted(event: string, change: Partial<AcceptedRecord> = {}): AcceptedRecord {
  return { shardId: "shard", sequenceNumber: event, at: FROM, event, usable: true, ...change };
}

function landed(sequenceNumber: string, state: LandedRecord["state"] = "visible"): LandedRecord {
  return { shardId: "shard", sequenceNumber, state };
}

/** A run in which all went as it should, with some of it changed. */
function run(
  change: { alarms?: readonly ObservedAlarm[]; records?: Partial<Observation["records"]> } = {},
): Observation {
  return {
    fault: { from: FROM, until: UNTIL },
    end: after(60),
    alarms: change.alarms ?? [alarm(), quiet("perhaps"), quiet("other")],
    records: {
      asked: new Map([["12:00", ["a", "b"]]]),
      kept: [],
      accepted: [accepted("a"), accepted("b")],
      landed: [landed("a"), landed("b")],
      ...change.records,
    },
  };
}

test("a run in which all went as it should has no problem", () => {
  expect(judge(EXPECTED, run())).toEqual([]);
});

test("an alarm that may go to ALARM may", () => {
  const perhaps = alarm({ key: "perhaps" });
  expect(judge(EXPECTED, run({ alarms: [alarm(), perhaps, quiet("other")] }))).toEqual([]);
});

test("an alarm that the sensors themselves have a reason for may be in ALARM at any time, and must when the scenario says so", () => {
  const natural = { raised: {}, mayRaise: { silent: "by itself" }, natural: { silent: "by itself" } };
  const always = alarm({ before: "ALARM", changes: [{ at: after(50), to: "ALARM" }] });
  expect(judge(natural, run({ alarms: [always] }))).toEqual([]);
  expect(judge({ ...natural, raised: { silent: 0 } }, run({ alarms: [quiet("silent")] }))).toHaveLength(1);
});

test("an alarm is within its bound from when what it stands for is so", () => {
  const late = alarm({
    changes: [
      { at: after(8), to: "ALARM" },
      { at: after(35), to: "OK" },
    ],
  });
  const alarms = [late, quiet("perhaps")];
  expect(judge({ ...EXPECTED, raised: { silent: 180 } }, run({ alarms }))).toEqual([]);
  expect(judge({ ...EXPECTED, raised: { silent: 170 } }, run({ alarms }))).toEqual([
    "silent: it went to ALARM after 8 min; its bound is 7.8 min.",
  ]);
  expect(judge({ ...EXPECTED, raised: { silent: 0 }, bounds: { silent: 480 } }, run({ alarms }))).toEqual([]);
});

const others = [quiet("perhaps"), quiet("other")];

test.each<[string, readonly ObservedAlarm[], string]>([
  ["is missed", [quiet("silent"), ...others], "silent: it did not go to ALARM (it may take 5 min)."],
  [
    "is late",
    [
      alarm({
        changes: [
          { at: after(5.1), to: "ALARM" },
          { at: after(35), to: "OK" },
        ],
      }),
      ...others,
    ],
    "silent: it went to ALARM after 5.1 min; its bound is 5 min.",
  ],
  [
    "is false",
    [
      alarm(),
      quiet("perhaps"),
      alarm({
        key: "other",
        changes: [
          { at: after(20), to: "ALARM" },
          { at: after(21), to: "OK" },
        ],
      }),
    ],
    "other: a false alarm, 20 min after the fault began.",
  ],
  [
    "is false after the fault",
    [
      alarm(),
      quiet("perhaps"),
      alarm({
        key: "other",
        changes: [
          { at: after(38), to: "ALARM" },
          { at: after(39), to: "OK" },
        ],
      }),
    ],
    "other: a false alarm, 38 min after the fault began.",
  ],
  [
    "does not clear",
    [alarm({ changes: [{ at: after(4), to: "ALARM" }] }), ...others],
    "silent: it did not clear in the 30 min after the fault.",
  ],
  [
    "comes back at the end",
    [alarm({ changes: [...alarm().changes, { at: after(59), to: "ALARM" }] }), ...others],
    "silent: it did not clear in the 30 min after the fault.",
  ],
  [
    "clears late",
    [
      alarm({
        changes: [
          { at: after(4), to: "ALARM" },
          { at: after(41), to: "OK" },
        ],
      }),
      ...others,
    ],
    "silent: it cleared 11 min after the fault; its bound is 10 min.",
  ],
  ["was there before", [alarm({ before: "ALARM" }), ...others], "silent: it was in ALARM before the fault began."],
  ["does not exist", others, "silent: the scenario names it, and the stage has no such alarm."],
])("an alarm that %s is a problem", (_what, alarms, problem) => {
  expect(judge(EXPECTED, run({ alarms }))).toEqual([problem]);
});

test("an alarm may leave ALARM for want of data", () => {
  const unknown = alarm({
    changes: [
      { at: after(4), to: "ALARM" },
      { at: after(35), to: "INSUFFICIENT_DATA" },
    ],
  });
  expect(judge(EXPECTED, run({ alarms: [unknown, ...others] }))).toEqual([]);
});

test.each<[string, Partial<Observation["records"]>, string]>([
  [
    "that was asked for is neither sent nor kept",
    { accepted: [accepted("a")], landed: [landed("a")] },
    "1 of the readings asked for were neither sent nor kept: b.",
  ],
  ["that was accepted has not landed", { landed: [landed("a")] }, "1 accepted records have not landed: shard:b."],
  [
    "that landed from nowhere",
    { landed: [landed("a"), landed("b"), landed("c")] },
    "1 records landed that the stream never took: shard:c.",
  ],
  [
    "that landed twice",
    { landed: [landed("a"), landed("a", "duplicate"), landed("b")] },
    "1 records landed more than once: shard:a.",
  ],
  [
    "that is visible twice",
    {
      accepted: [accepted("a"), accepted("a", { sequenceNumber: "a2" }), accepted("b")],
      landed: [landed("a"), landed("a2"), landed("b")],
    },
    "1 readings are visible more than once: a.",
  ],
  [
    "that is hidden by its own copy",
    { landed: [landed("a", "duplicate"), landed("b")] },
    "1 readings are not visible, though a copy has landed: a.",
  ],
  [
    "that is no use is shown",
    { accepted: [accepted("a", { usable: false }), accepted("b")] },
    "1 unusable records are not in quarantine: shard:a.",
  ],
])("a record %s is a problem", (_what, records, problem) => {
  expect(judge(EXPECTED, run({ records }))).toEqual([problem]);
});

test("a usable record in quarantine is a problem, and so is the reading that nobody sees", () => {
  expect(judge(EXPECTED, run({ records: { landed: [landed("a", "quarantined"), landed("b")] } }))).toEqual([
    "1 readings are not visible, though a copy has landed: a.",
    "1 usable records are in quarantine: shard:a.",
  ]);
});

test("copies of a reading are accounted for, and a batch that is kept was not lost", () => {
  const records = {
    asked: new Map([
      ["12:00", ["a"]],
      ["12:01", ["b"]],
    ]),
    kept: ["12:01"],
    accepted: [accepted("a"), accepted("a", { sequenceNumber: "a2" })],
    landed: [landed("a"), landed("a2", "duplicate")],
  };
  expect(judge(EXPECTED, run({ records }))).toEqual([]);
});

test("of records that expire, the old ones must be gone and the others must not", () => {
  const expiry = { lost: after(0), held: after(10) };
  const times = [accepted("a", { at: after(-1) }), accepted("b", { at: after(11) })];
  const judged = (...landedOnes: LandedRecord[]) =>
    judge(EXPECTED, run({ records: { accepted: times, landed: landedOnes, expiry } }));
  expect(judged(landed("b"))).toEqual([]);
  expect(judged()).toEqual(["1 accepted records have not landed: shard:b."]);
  expect(judged(landed("a"), landed("b"))).toEqual([
    "1 records are still there that had to go: shard:a.",
    "No record expired: the run shows nothing.",
  ]);
});

test("a run in which the fault never came about shows nothing", () => {
  expect(judge(EXPECTED, { ...run(), injected: 0 })).toEqual([
    "No call met with the fault that was to be injected: the run shows nothing.",
  ]);
  expect(judge(EXPECTED, { ...run(), injected: 1 })).toEqual([]);
});

test("of records that are let go, each is in the archive once, and no other", () => {
  const expiry = { lost: after(10), held: after(10) };
  const times = [accepted("a", { at: after(1) }), accepted("b", { at: after(11) })];
  const judged = (...archived: RecordPlace[]) =>
    judge(EXPECTED, run({ records: { accepted: times, landed: [landed("b")], expiry, archived } }));
  const [old, young] = [landed("a"), landed("b")];
  expect(judged(old)).toEqual([]);
  expect(judged()).toEqual(["1 records were let go and are not in the archive: shard:a."]);
  expect(judged(old, old, young)).toEqual([
    "1 records are in the archive that were not let go: shard:b.",
    "1 records are in the archive more than once.",
  ]);
});
