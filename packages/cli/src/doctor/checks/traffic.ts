import type { Check } from "../check.ts";
import { metricSums } from "../metric-sums.ts";
import { PAGES } from "../pages.ts";

const LOOK_BACK_MS = 3_600_000;

/** An empty view begins with an empty stream. */
export const traffic: Check = {
  id: "traffic",
  needs: ["reader", "stream"],
  async run(examination) {
    const { names } = examination;
    const incoming = { namespace: "AWS/Kinesis", name: "IncomingRecords", dimensions: { StreamName: names.stream } };
    const [records = 0] = await metricSums(examination, [incoming], LOOK_BACK_MS);
    if (records > 0) return [];
    return [
      {
        rule: "no-traffic",
        severity: "warning",
        found: `The stream ${names.stream} has received no record in the last hour.`,
        matters: "Nothing new can become visible; an empty view is no fault of the warehouse.",
        mend: `pipeline produce --count 20 --stage ${names.stage} sends some; is the producer's schedule on (pipeline doctor --only schedules), does your producer send to this stream, in this Region?`,
        source: PAGES.streamMetrics,
      },
    ];
  },
};
