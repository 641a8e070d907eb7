import type { FaultRule, KillMoment } from "../../../packages/local/src/faults/fault-rule.ts";
import type { Draw } from "../draw.ts";
import type { FaultScenario, Planning, ScenariosOn } from "../scenario.ts";

/** As long as something that comes every five minutes may take to come, and longer. */
const MINUTES = [6, 6] as const;
/** Time in which a refresh stages and commits what it has read. */
const LONGEST_MS = 60;

/** `kill -9` of the stage's process in the middle of what it does: nothing acknowledged is lost, nothing is there twice. */
export const kills: ScenariosOn = () => [
  killed("killed-in-put", "The process is killed while the producer writes to the stream.", ({ names, draw }) => ({
    ...{ service: "kinesis", operation: "PutRecords" },
    when: ({ caller }) => caller.name === names.producerFunction,
    fault: { kind: "kill", moment: draw.one("moment", ["before", "after"]) },
  })),
  killed(
    "killed-in-refresh",
    "The process is killed while a refresh reads the stream and commits what it has read.",
    ({ names, draw }) => ({
      ...{ service: "kinesis", operation: "GetRecords" },
      when: ({ caller }) => caller.name === names.warehouseRole,
      fault: { kind: "kill", moment: momentOf(draw) },
    }),
  ),
  killed("killed-in-evaluation", "The process is killed while an evaluation publishes.", ({ names, draw }) => ({
    ...{ service: "monitoring", operation: "PutMetricData" },
    when: ({ caller }) => caller.name === names.alertsFunction,
    fault: { kind: "kill", moment: draw.one("moment", ["before", "after"]) },
  })),
];

function killed(name: string, happens: string, rule: (planning: Planning) => FaultRule): FaultScenario {
  return {
    name,
    happens,
    minutes: MINUTES,
    plan: (planning) => {
      const { fault, ...rest } = rule(planning);
      const moment = fault.kind === "kill" ? fault.moment : "before";
      const words = typeof moment === "string" ? `${moment} it` : `${moment.laterMs} ms after it`;
      return { drawn: `${rest.operation}, ${words}`, rules: [{ ...rest, from: planning.window.from, fault }] };
    },
    raised: {},
    kills: true,
  };
}

function momentOf(draw: Draw): KillMoment {
  const laterMs = draw.whole("milliseconds", -2, LONGEST_MS);
  if (laterMs === -2) return "before";
  return laterMs === -1 ? "after" : { laterMs };
}
