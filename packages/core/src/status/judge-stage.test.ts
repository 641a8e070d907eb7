import { expect, test } from "vitest";
import { namesOf } from "../names.ts";
import { judgeStage } from "./judge-stage.ts";
import type {
  AlertsFacts,
  OwnerFacts,
  ProducerFacts,
  QualityState,
  ScheduleFacts,
  StageFacts,
  StreamShape,
  ViewState,
} from "./stage-facts.ts";
import { type RuleName, STATUS_RULES, type Verdict } from "./status-rules.ts";

const AT = new Date("2026-11-26T12:00:00Z");
const names = namesOf("dev");

const ago = (minutes: number) => new Date(AT.getTime() - minutes * 60_000);
const schedule = (changes: Partial<ScheduleFacts> = {}): ScheduleFacts => ({
  name: "sensor-pipeline-dev-producer",
  isOn: true,
  expression: "rate(1 minute)",
  everyMinutes: 1,
  changedAt: ago(600),
  ...changes,
});
const off = schedule({ isOn: false });

const PRODUCER: ProducerFacts = {
  schedule: schedule(),
  windowMinutes: 6,
  invocations: 6,
  errors: 0,
  sent: 120,
  failed: 0,
  lastBatch: { at: ago(1), sent: 20, failed: 0, retried: 0 },
};
const STREAM: StreamShape = {
  status: "ACTIVE",
  mode: "provisioned",
  openShards: 1,
  retentionHours: 24,
  recordsPerMinute: 20,
  bytesPerMinute: 3_800,
  throttled: 0,
  readerBehindSeconds: 4,
  isReceiving: true,
};
const run = (hasFailed: boolean) => ({
  at: ago(5),
  type: "Manual",
  status: hasFailed ? "Refresh failed. no" : "fine",
  hasFailed,
});
const VIEW: ViewState = {
  isSetUp: true,
  records: { landed: 100, visible: 100, duplicate: 0, quarantined: 0 },
  freshnessSeconds: 0,
  freshnessThresholdSeconds: 900,
  refresh: { mode: "scheduled", schedule: schedule({ everyMinutes: 5 }), latest: [run(false)] },
  shards: [],
  skipped: 0,
};
const QUALITY: QualityState = {
  isSetUp: true,
  windowSeconds: 600,
  minimumRecords: 20,
  window: { landed: 200, visible: 200, duplicate: 0, quarantined: 0 },
  invalidPercent: 0,
  duplicatePercent: 0,
  encodings: [{ encoding: "json", records: 200, isKnown: true }],
};
const alarm = (name: string, state: "OK" | "ALARM" | "INSUFFICIENT_DATA", threshold = 1) => ({
  name,
  state,
  reason: "",
  threshold,
});
const ALERTS: AlertsFacts = {
  schedule: schedule({ everyMinutes: 5 }),
  windowMinutes: 18,
  invocations: 3,
  errors: 0,
  lastEvaluation: ago(3),
  alarms: [alarm("invalid-records", "OK", 5), alarm("producer-silent", "OK")],
};
const execution = (status: string) => ({ stateMachine: names.setupMachine, status });
const OWNER: OwnerFacts = { setup: execution("SUCCEEDED"), refresh: execution("SUCCEEDED") };

interface Changes {
  readonly producer?: Partial<ProducerFacts>;
  readonly stream?: Partial<StreamShape> | "missing";
  readonly view?: Partial<ViewState> | "not set up";
  readonly quality?: Partial<QualityState>;
  readonly alerts?: Partial<AlertsFacts>;
  readonly owner?: Partial<OwnerFacts>;
}

/** A stage in good health, but for `changes`. */
function stage({ producer, stream, view, quality, alerts, owner }: Changes = {}): StageFacts {
  return {
    at: AT,
    producer: { facts: { ...PRODUCER, ...producer } },
    stream: { facts: stream === "missing" ? "missing" : { ...STREAM, ...stream } },
    view: { facts: view === "not set up" ? { isSetUp: false } : { ...VIEW, ...view } },
    quality: { facts: view === "not set up" ? { isSetUp: false } : { ...QUALITY, ...quality } },
    alerts: { facts: { ...ALERTS, ...alerts } },
    owner: { facts: { ...OWNER, ...owner } },
  };
}

const rulesOf = (facts: StageFacts) =>
  judgeStage(facts, names).hops.flatMap(({ findings }) => findings.map(({ rule }) => rule));

test("a stage whose readings go all the way is healthy, and nothing is found of it", () => {
  expect(judgeStage(stage(), names).verdict).toBe("healthy");
  expect(rulesOf(stage())).toEqual([]);
});

const CASES: readonly (readonly [title: string, changes: Changes, rules: readonly RuleName[], verdict: Verdict])[] = [
  ["no producer's schedule", { producer: { schedule: "missing" } }, ["producer-missing"], "broken"],
  ["a producer that is off while others send", { producer: { schedule: off } }, ["producer-off"], "idle"],
  [
    "on for long, and nothing came",
    { producer: { sent: 0, invocations: 0 }, stream: { isReceiving: false, recordsPerMinute: 0 } },
    ["producer-silent"],
    "broken",
  ],
  [
    "on for five minutes only, and nothing came yet",
    { producer: { sent: 0, schedule: schedule({ changedAt: ago(5) }) }, stream: { isReceiving: false } },
    [],
    "healthy",
  ],
  ["each batch fails", { producer: { errors: 6, sent: 0 } }, ["producer-failing"], "broken"],
  ["a batch of six fails", { producer: { errors: 1 } }, ["producer-errors"], "degraded"],
  ["readings given up", { producer: { failed: 3 } }, ["records-given-up"], "degraded"],
  ["no stream", { stream: "missing" }, ["stream-missing"], "broken"],
  ["a stream that is being changed", { stream: { status: "UPDATING" } }, ["stream-not-active"], "degraded"],
  ["throttled", { stream: { throttled: 7 } }, ["write-throttled"], "degraded"],
  ["a reader 12 hours behind of 24", { stream: { readerBehindSeconds: 43_200 } }, ["records-expiring"], "degraded"],
  ["a reader 22 hours behind of 24", { stream: { readerBehindSeconds: 79_200 } }, ["records-lost"], "broken"],
  ["a reader 11 hours behind of 24", { stream: { readerBehindSeconds: 39_600 } }, [], "healthy"],
  ["not set up, and records come", { view: "not set up" }, ["not-set-up-receiving"], "degraded"],
  [
    "deployed, off and not set up",
    {
      view: "not set up",
      producer: { schedule: off, sent: 0 },
      stream: { isReceiving: false },
      alerts: { schedule: off, alarms: [alarm("producer-silent", "ALARM"), alarm("alerts-silent", "ALARM")] },
      owner: { setup: "none", refresh: "none" },
    },
    ["producer-off", "not-set-up", "alerts-off"],
    "idle",
  ],
  [
    "paused on purpose, with the alarms on silence raised",
    {
      producer: { schedule: off, sent: 0 },
      stream: { isReceiving: false },
      view: { refresh: { ...VIEW.refresh, schedule: off }, freshnessSeconds: 4_000 },
      alerts: {
        schedule: off,
        lastEvaluation: ago(500),
        alarms: ["producer-silent", "alerts-silent", "data-not-fresh", "refresh-stopped", "alerts-stale"].map((name) =>
          alarm(name, "ALARM"),
        ),
      },
    },
    ["producer-off", "refresh-off", "alerts-off"],
    "idle",
  ],
  [
    "only the refresh is off, and records come",
    { view: { refresh: { ...VIEW.refresh, schedule: off } } },
    ["refresh-off-receiving"],
    "degraded",
  ],
  ["nothing refreshes", { view: { refresh: { mode: "none", latest: [] } } }, ["refresh-off-receiving"], "degraded"],
  ["Redshift refreshes by itself", { view: { refresh: { mode: "auto", latest: [] } } }, [], "healthy"],
  ["901 s behind a bound of 900", { view: { freshnessSeconds: 901 } }, ["data-stale"], "degraded"],
  ["900 s behind a bound of 900", { view: { freshnessSeconds: 900 } }, [], "healthy"],
  ["2,701 s behind a bound of 900", { view: { freshnessSeconds: 2_701 } }, ["data-stuck"], "broken"],
  [
    "the last refresh failed",
    { view: { refresh: { ...VIEW.refresh, latest: [run(true), run(true), run(false)] } } },
    ["refresh-failed"],
    "degraded",
  ],
  [
    "the last three refreshes failed",
    { view: { refresh: { ...VIEW.refresh, latest: [run(true), run(true), run(true), run(false)] } } },
    ["refresh-failing"],
    "broken",
  ],
  ["records skipped", { view: { skipped: 1 } }, ["records-skipped"], "degraded"],
  ["5.1 % invalid above the alarm's 5", { quality: { invalidPercent: 5.1 } }, ["invalid-records"], "degraded"],
  [
    "invalid, and too few records to say so",
    { quality: { invalidPercent: 50, window: { landed: 4, visible: 2, duplicate: 0, quarantined: 2 } } },
    [],
    "healthy",
  ],
  [
    "7 % invalid below an alarm's 10",
    { quality: { invalidPercent: 7 }, alerts: { alarms: [alarm("invalid-records", "OK", 10)] } },
    [],
    "healthy",
  ],
  ["2 % duplicate", { quality: { duplicatePercent: 2 } }, ["duplicate-records"], "degraded"],
  [
    "a tenth in no known encoding",
    {
      quality: {
        encodings: [
          { encoding: "json", records: 90, isKnown: true },
          { encoding: "unknown", records: 10, isKnown: false },
        ],
      },
    },
    ["unknown-encoding"],
    "degraded",
  ],
  ["no schedule of the alerts", { alerts: { schedule: "missing" } }, ["alerts-missing"], "broken"],
  ["alerts off, and records come", { alerts: { schedule: off } }, ["alerts-off-receiving"], "degraded"],
  ["no evaluation for half an hour", { alerts: { lastEvaluation: ago(30) } }, ["alerts-silent"], "broken"],
  ["an evaluation fails", { alerts: { errors: 1 } }, ["alerts-errors"], "degraded"],
  [
    "an alarm on the pipeline",
    { alerts: { alarms: [alarm("write-throttled", "ALARM"), alarm("pipeline-unhealthy", "ALARM")] } },
    ["alarm-raised"],
    "degraded",
  ],
  [
    "alarms on the sensors, which is what the pipeline is for",
    {
      alerts: {
        alarms: ["temperature-high", "sensors-in-error", "sensors-silent"].map((name) => alarm(name, "ALARM")),
      },
    },
    [],
    "healthy",
  ],
  ["no state machine of the set-up", { owner: { setup: "missing" } }, ["setup-machine-missing"], "broken"],
  ["a later set-up failed", { owner: { setup: execution("FAILED") } }, ["setup-failed"], "degraded"],
  [
    "the only set-up failed",
    { view: "not set up", owner: { setup: execution("TIMED_OUT") } },
    ["not-set-up-receiving", "setup-never-succeeded"],
    "broken",
  ],
  [
    "a refresh's execution failed",
    { owner: { refresh: execution("FAILED") } },
    ["refresh-execution-failed"],
    "degraded",
  ],
];

test.each(CASES)("%s", (_title, changes, rules, verdict) => {
  expect(rulesOf(stage(changes))).toEqual(rules);
  expect(judgeStage(stage(changes), names).verdict).toBe(verdict);
});

test("a hop that can't be read is unknown with its reason, and the others are judged", () => {
  const facts: StageFacts = { ...stage({ stream: { throttled: 1 } }), view: { unreadable: "AccessDenied: no" } };
  const { verdict, hops } = judgeStage(facts, names);
  expect(hops.find(({ hop }) => hop === "view")).toMatchObject({
    verdict: "unknown",
    findings: [{ rule: "unreadable", reason: "AccessDenied: no" }],
  });
  expect(hops.find(({ hop }) => hop === "stream")?.verdict).toBe("degraded");
  expect(verdict).toBe("degraded");
  expect(judgeStage({ ...stage(), view: { unreadable: "AccessDenied: no" } }, names).verdict).toBe("unknown");
});

test("what has not been read yet is not judged", () => {
  const { hops } = judgeStage({ at: AT, producer: { facts: PRODUCER } }, names);
  expect(hops.map(({ hop }) => hop)).toEqual(["producer"]);
});

test("every rule has a case that finds it", () => {
  const found = new Set(CASES.flatMap(([, , rules]) => rules));
  const untested = (Object.keys(STATUS_RULES) as RuleName[]).filter(
    (rule) => !found.has(rule) && rule !== "unreadable",
  );
  expect(untested).toEqual([]);
});

test("every finding says what was seen and what to do", () => {
  for (const [title, changes] of CASES) {
    for (const { findings } of judgeStage(stage(changes), names).hops) {
      for (const { reason, advice } of findings) {
        expect(reason, title).toMatch(/^[A-Z\d].*(\.|: .+)$/);
        expect(advice, title).not.toBe("");
      }
    }
  }
});
