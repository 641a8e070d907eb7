import type { StageNames } from "../names.ts";
import { type Finding, finding } from "./finding.ts";
import { hasBeenOn, perInterval } from "./schedule-words.ts";
import { factsOf, type ProducerFacts, type StageFacts } from "./stage-facts.ts";

export function judgeProducer(facts: ProducerFacts, { at, stream }: StageFacts, names: StageNames): readonly Finding[] {
  const { schedule, windowMinutes, invocations, errors, failed, sent } = facts;
  if (schedule === "missing") {
    return [
      finding(
        "producer-missing",
        `There is no schedule ${names.producerSchedule}.`,
        `Deploy the stage: npx sst deploy --stage ${names.stage}`,
      ),
    ];
  }
  const findings: Finding[] = [];
  const log = `See the log group /aws/lambda/${names.producerFunction}`;
  if (!schedule.isOn) {
    findings.push(
      finding(
        "producer-off",
        `The schedule ${schedule.name} is off.`,
        "Switch it on when it is wanted: pipeline resume",
      ),
    );
  }
  const flow = factsOf(stream);
  const isReceiving = sent > 0 || (flow !== undefined && flow !== "missing" && flow.isReceiving);
  if (hasBeenOn(schedule, windowMinutes, at) && !isReceiving && errors === 0) {
    findings.push(
      finding(
        "producer-silent",
        `It is on, ${perInterval(schedule)}, and the stream received nothing in ${windowMinutes} minutes.`,
        `${log}, and the queue ${names.producerFunction}-undelivered`,
      ),
    );
  }
  if (errors > 0) {
    findings.push(
      finding(
        errors >= invocations ? "producer-failing" : "producer-errors",
        `${errors} of ${invocations} invocations failed in ${windowMinutes} minutes.`,
        `${log}; its events are kept in the queue ${names.producerFunction}-failed`,
      ),
    );
  }
  if (failed > 0) {
    findings.push(
      finding(
        "records-given-up",
        `${failed} readings were given up in ${windowMinutes} minutes.`,
        `${log}; where the stream throttles, add shards`,
      ),
    );
  }
  return findings;
}
