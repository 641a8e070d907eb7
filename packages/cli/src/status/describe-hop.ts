import { invalidPercentBound } from "@sensor-pipeline/core/status/judge-quality";
import type { ExecutionStatus } from "@sensor-pipeline/core/status/read-newest-execution";
import { perInterval } from "@sensor-pipeline/core/status/schedule-words";
import type {
  AlertsFacts,
  Hop,
  OwnerFacts,
  ProducerFacts,
  QualityFacts,
  Reading,
  RefreshFacts,
  ScheduleFacts,
  StageFacts,
  StreamFacts,
  ViewFacts,
} from "@sensor-pipeline/core/status/stage-facts";

const KILOBYTE = 1_000;
const MOST_SHARDS = 4;

type Lines = readonly (readonly string[])[];
type DescriberOf<Each extends Hop> =
  NonNullable<StageFacts[Each]> extends Reading<infer Facts> ? (facts: Facts, stage: StageFacts) => Lines : never;

const DESCRIBERS: { readonly [Each in Hop]: DescriberOf<Each> } = {
  producer: describeProducer,
  stream: describeStream,
  view: describeView,
  quality: describeQuality,
  alerts: describeAlerts,
  owner: describeOwner,
};

/** A hop's figures as lines of parts, for a person. */
export function describeHop(hop: Hop, stage: StageFacts): Lines {
  const reading = stage[hop] as Reading<never> | undefined;
  if (reading === undefined || "unreadable" in reading) return [];
  return (DESCRIBERS[hop] as (facts: never, stage: StageFacts) => Lines)(reading.facts, stage);
}

function describeProducer({ schedule, lastBatch }: ProducerFacts): Lines {
  const last =
    lastBatch === undefined
      ? "no batch in the last three hours"
      : `last batch ${clock(lastBatch.at)}: ${lastBatch.sent} sent, ${lastBatch.failed} failed, ${lastBatch.retried} sent again`;
  return [[switched(schedule), last]];
}

function describeStream(facts: StreamFacts): Lines {
  if (facts === "missing") return [];
  const { status, mode, openShards, retentionHours, recordsPerMinute, bytesPerMinute, throttled } = facts;
  const behind = facts.readerBehindSeconds;
  return [
    [
      status,
      `${counted(openShards, "shard")} (${mode})`,
      `kept ${retentionHours} h`,
      `in ${rounded(recordsPerMinute)} records, ${rounded(bytesPerMinute / KILOBYTE)} kB a minute`,
      `${throttled} throttled`,
      behind === undefined ? "no reader lately" : `reader ${seconds(behind)} behind when it last read`,
    ],
  ];
}

function describeView(facts: ViewFacts): Lines {
  if (!facts.isSetUp) return [["not set up"]];
  const { landed, visible, duplicate, quarantined } = facts.records;
  const shown = facts.shards.slice(0, MOST_SHARDS);
  return [
    [
      `24 h: ${landed} landed`,
      `${visible} visible`,
      `${duplicate} duplicate`,
      `${quarantined} quarantined`,
      facts.freshnessSeconds === 0
        ? `fresh (bound ${facts.freshnessThresholdSeconds} s)`
        : `${seconds(facts.freshnessSeconds)} behind (bound ${facts.freshnessThresholdSeconds} s)`,
    ],
    describeRefresh(facts.refresh),
    ...shown.map(({ shard, newestArrival, landedAfterSeconds }) => [
      `${shard.replace(/^shardId-0*(?=\d)/, "shard ")}: newest ${clock(newestArrival)}`,
      `landed after ${seconds(landedAfterSeconds)}`,
    ]),
    ...(facts.shards.length > MOST_SHARDS ? [[`and ${facts.shards.length - MOST_SHARDS} more shards (--json)`]] : []),
  ];
}

function describeRefresh({ mode, schedule, latest }: RefreshFacts): readonly string[] {
  const by = { auto: "refreshed by Redshift itself", none: "refreshed by nobody" };
  const how = mode === "scheduled" ? `refresh ${switched(schedule ?? "missing")}` : by[mode];
  const [last] = latest;
  return [how, last === undefined ? "never refreshed" : `last ${clock(last.at)} (${last.type}): ${last.status}`];
}

function describeQuality(facts: QualityFacts, stage: StageFacts): Lines {
  if (!facts.isSetUp) return [["not set up"]];
  const encodings = facts.encodings.map(({ encoding, records }) => `${encoding} ${records}`);
  return [
    [
      `last ${Math.round(facts.windowSeconds / 60)} min: ${facts.window.landed} landed`,
      `${facts.invalidPercent.toFixed(1)} % invalid (bound ${invalidPercentBound(stage)} %)`,
      `${facts.duplicatePercent.toFixed(1)} % duplicate`,
      `encodings of 24 h: ${encodings.join(", ") || "none yet"}`,
    ],
  ];
}

function describeAlerts({ schedule, lastEvaluation, alarms }: AlertsFacts): Lines {
  const inState = (state: string) => alarms.filter((alarm) => alarm.state === state);
  const raised = inState("ALARM");
  return [
    [
      switched(schedule),
      lastEvaluation === undefined
        ? "no evaluation in the last three hours"
        : `last evaluation ${clock(lastEvaluation)}`,
      `alarms: ${inState("OK").length} OK, ${raised.length} ALARM, ${inState("INSUFFICIENT_DATA").length} INSUFFICIENT_DATA`,
    ],
    ...(raised.length > 0 ? [[`in ALARM: ${raised.map(({ name }) => name).join(", ")}`]] : []),
  ];
}

function describeOwner({ setup, refresh }: OwnerFacts): Lines {
  return [
    [
      `set-up ${execution(setup) ?? "has no state machine"}`,
      ...(refresh === "missing" ? [] : [`refresh ${execution(refresh)}`]),
    ],
  ];
}

function execution(facts: ExecutionStatus | "none" | "missing"): string | undefined {
  if (facts === "missing") return undefined;
  if (facts === "none") return "never started";
  return `${facts.status} ${facts.startedAt === undefined ? "" : clock(new Date(facts.startedAt))}`.trim();
}

function switched(schedule: ScheduleFacts | "missing"): string {
  if (schedule === "missing") return "no schedule";
  return schedule.isOn ? `on, ${perInterval(schedule)}` : "off";
}

function clock(at: Date): string {
  return at.toISOString().slice(11, 19);
}

function seconds(value: number): string {
  return `${Math.round(value)} s`;
}

function rounded(value: number): string {
  return value < 10 ? value.toFixed(1).replace(/\.0$/, "") : String(Math.round(value));
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
