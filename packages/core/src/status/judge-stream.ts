import type { StageNames } from "../names.ts";
import { type Finding, finding } from "./finding.ts";
import type { StageFacts, StreamFacts } from "./stage-facts.ts";

const HOUR_SECONDS = 3_600;
const EXPIRING_SHARE = 0.5;
const LOST_SHARE = 0.9;

export function judgeStream(facts: StreamFacts, _stage: StageFacts, names: StageNames): readonly Finding[] {
  if (facts === "missing") {
    return [
      finding(
        "stream-missing",
        `There is no stream ${names.stream}.`,
        `Deploy the stage: npx sst deploy --stage ${names.stage}; the view must then be made anew (pipeline teardown, pipeline setup)`,
      ),
    ];
  }
  const { status, throttled, readerBehindSeconds = 0, retentionHours, mode } = facts;
  const findings: Finding[] = [];
  if (status !== "ACTIVE") {
    findings.push(finding("stream-not-active", `The stream is ${status}.`, "Wait until it is ACTIVE"));
  }
  if (throttled > 0) {
    findings.push(
      finding(
        "write-throttled",
        `${throttled} records of the last 15 minutes were refused for a shard's limits; they are sent again, later.`,
        mode === "provisioned"
          ? "Look for a hot partition key (pipeline doctor), or deploy with more shards: PIPELINE_SHARDS"
          : "Look for a hot partition key (pipeline doctor): an on-demand stream grows by itself",
      ),
    );
  }
  const share = retentionHours === 0 ? 0 : readerBehindSeconds / (retentionHours * HOUR_SECONDS);
  if (share >= EXPIRING_SHARE) {
    findings.push(
      finding(
        share >= LOST_SHARE ? "records-lost" : "records-expiring",
        `The reader is ${Math.round(readerBehindSeconds / HOUR_SECONDS)} h behind, and records are kept for ${retentionHours} h.`,
        "Mend the refresh (pipeline doctor), and raise PIPELINE_RETENTION_HOURS until it has caught up",
      ),
    );
  }
  return findings;
}
