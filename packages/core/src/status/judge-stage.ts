import type { StageNames } from "../names.ts";
import { type Finding, finding, worstOf } from "./finding.ts";
import { judgeAlerts } from "./judge-alerts.ts";
import { judgeOwner } from "./judge-owner.ts";
import { judgeProducer } from "./judge-producer.ts";
import { judgeQuality } from "./judge-quality.ts";
import { judgeStream } from "./judge-stream.ts";
import { judgeView } from "./judge-view.ts";
import { HOPS, type Hop, type Reading, type StageFacts } from "./stage-facts.ts";
import { severity, type Verdict } from "./status-rules.ts";

export interface HopJudgement {
  readonly hop: Hop;
  readonly verdict: Verdict;
  /** All rules found of it, the worst first. */
  readonly findings: readonly Finding[];
}

export interface StageJudgement {
  readonly verdict: Verdict;
  /** In the order of a reading's way; a hop that has not been read is not among them. */
  readonly hops: readonly HopJudgement[];
}

type Judge<Facts> = (facts: Facts, stage: StageFacts, names: StageNames) => readonly Finding[];
type JudgeOf<Each extends Hop> = NonNullable<StageFacts[Each]> extends Reading<infer Facts> ? Judge<Facts> : never;

const JUDGES: { readonly [Each in Hop]: JudgeOf<Each> } = {
  producer: judgeProducer,
  stream: judgeStream,
  view: judgeView,
  quality: judgeQuality,
  alerts: judgeAlerts,
  owner: judgeOwner,
};

/** What is the matter with each hop, and with the stage. */
export function judgeStage(stage: StageFacts, names: StageNames): StageJudgement {
  const hops = HOPS.flatMap((hop) => {
    const findings = findingsOf(hop, stage, names);
    return findings === undefined ? [] : [judgement(hop, findings)];
  });
  return { verdict: worstOf(hops.map(({ verdict }) => verdict)), hops };
}

function findingsOf<Each extends Hop>(hop: Each, stage: StageFacts, names: StageNames): readonly Finding[] | undefined {
  const reading = stage[hop] as Reading<never> | undefined;
  if (reading === undefined) return undefined;
  if ("unreadable" in reading) {
    return [finding("unreadable", reading.unreadable, "Ask for that permission; pipeline doctor checks them all")];
  }
  return (JUDGES[hop] as Judge<never>)(reading.facts, stage, names);
}

function judgement(hop: Hop, findings: readonly Finding[]): HopJudgement {
  const verdict = worstOf(findings.map((each) => each.verdict));
  return { hop, verdict, findings: findings.toSorted((a, b) => severity(b.verdict) - severity(a.verdict)) };
}
