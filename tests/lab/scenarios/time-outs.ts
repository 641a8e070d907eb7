import type { FaultRule } from "../../../packages/local/src/faults/fault-rule.ts";
import { RETRIES_SECONDS } from "../lab-alarms.ts";
import type { FaultScenario, Planning, Raised, ScenariosOn } from "../scenario.ts";
import type { StageKind } from "../stage/stage-kind.ts";
import { NOTHING_NEW } from "./refresh-faults.ts";

/** Longer than any client waits. */
const HANGS_SECONDS = 90;
/** A function's time-out: so long an invocation may take until it fails. */
const INVOCATION_SECONDS = 60;
/** Six retries of a call without an answer, and their pauses. */
const TASK_SECONDS = 7 * HANGS_SECONDS + 120;

/** Calls that nobody answers: whoever waits has to give up in time, and to say so. */
export const timeOuts: ScenariosOn = (kind) => [
  {
    name: "stream-hangs",
    happens:
      "The stream answers no request: the producer gives each up after ten seconds and its batch before its own time-out, and fails.",
    minutes: [16, 30],
    plan: (planning) =>
      hang({ service: "kinesis", operation: "PutRecords" }, planning, planning.names.producerFunction),
    raised: {
      "producer-silent": 0,
      "producer-failing": INVOCATION_SECONDS,
      "records-failed": INVOCATION_SECONDS,
      ...eventsGivenUpLate(kind.every.production),
    },
    mayRaise: { "latency-high": "a batch that Lambda's last retry gets through is minutes late" },
  },
  {
    name: "evaluation-hangs",
    happens:
      "The Data API answers the function that evaluates nothing: it gives up five seconds before its time-out, and fails.",
    minutes: [30, 45],
    plan: (planning) => hang({ service: "redshift-data" }, planning, planning.names.alertsFunction),
    raised: {
      ...{ "alerts-silent": 0, "alerts-failing": INVOCATION_SECONDS, "alerts-slow": INVOCATION_SECONDS },
      ...eventsGivenUpLate(kind.every.evaluation),
    },
  },
  {
    name: "metrics-hang",
    happens: "CloudWatch takes no metrics and answers nothing: an evaluation gives up after three attempts, and fails.",
    minutes: [30, 45],
    plan: (planning) =>
      hang({ service: "monitoring", operation: "PutMetricData" }, planning, planning.names.alertsFunction),
    raised: {
      ...{ "alerts-silent": 0, "alerts-failing": INVOCATION_SECONDS },
      ...eventsGivenUpLate(kind.every.evaluation),
    },
  },
  refreshHangs(kind),
  {
    name: "reading-hangs",
    happens: "The stream answers no read: a refresh waits for a minute and a half, and fails.",
    minutes: [48, 65],
    plan: (planning) => hang({ service: "kinesis", operation: "GetRecords" }, planning, planning.names.warehouseRole),
    raised: {
      ...{ ...NOTHING_NEW, "refresh-failed": HANGS_SECONDS },
      ...(kind.settings.refresh === "auto" ? {} : { "statement-failed": kind.every.refresh + HANGS_SECONDS }),
    },
    mayRaise: { "latency-high": "what has waited is late when it lands, as long as it is in the window" },
  },
];

/** The machine's own client gives a call up as well, and its state tries it again. */
function refreshHangs({ every }: StageKind): FaultScenario {
  return {
    name: "refresh-hangs",
    only: { stage: "development", because: "with auto refresh there is no machine that refreshes" },
    happens:
      "The Data API answers the machine that refreshes nothing: its state tries the call six times again, and the execution fails.",
    minutes: [60, 75],
    plan: (planning) => hang({ service: "redshift-data" }, planning, planning.names.ownerRole),
    raised: { ...NOTHING_NEW, "refresh-failed": every.refresh + TASK_SECONDS },
    mayRaise: { "retention-failed": "retention's hour may fall into the outage, and then it fails" },
  };
}

function hang(calls: Pick<FaultRule, "service" | "operation">, { window }: Pick<Planning, "window">, caller: string) {
  const rule: FaultRule = {
    ...{ ...window, ...calls },
    when: (call) => call.caller.name === caller,
    fault: { kind: "hang", seconds: HANGS_SECONDS },
  };
  return { drawn: `no answer to ${caller}`, rules: [rule] };
}

/** As eventsGivenUp, of invocations that take their time to fail, all three. */
function eventsGivenUpLate(everySeconds: number): Raised {
  const seconds = everySeconds + RETRIES_SECONDS + 3 * INVOCATION_SECONDS;
  return { "events-dropped": seconds, "dead-letters": seconds };
}
