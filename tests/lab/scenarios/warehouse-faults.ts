import {
  DATA_API_FAILURE,
  type FaultRule,
  SERVICE_UNAVAILABLE,
} from "../../../packages/local/src/faults/fault-rule.ts";
import type { FaultScenario, Raised, ScenariosOn } from "../scenario.ts";
import type { StageKind } from "../stage/stage-kind.ts";
import { withoutAction } from "../stage/take-permission.ts";
import { eventsGivenUp } from "./events-given-up.ts";
import { refreshFaults } from "./refresh-faults.ts";

/** The function that evaluates runs and fails, and its events are given up. */
export function noEvaluation({ every }: StageKind): Raised {
  return { "alerts-failing": 0, "alerts-silent": 0, ...eventsGivenUp(every.evaluation) };
}

/** Refresh and evaluation. */
export const warehouseFaults: ScenariosOn = (kind) => [
  ...refreshFaults(kind),
  warehouseUnavailable(kind),
  {
    name: "alerts-failing",
    happens:
      "The function that evaluates can't ask the warehouse, can't ask CloudWatch, or can't publish: it fails each time.",
    minutes: [25, 45],
    plan: ({ draw, window, names }) => {
      const [service, operation] = draw.one("call", [
        ["redshift-data", "ExecuteStatement"],
        ["monitoring", "PutMetricData"],
        ["redshift-data", "GetStatementResult"],
      ]);
      const rule: FaultRule = {
        ...{ ...window, service, operation },
        when: ({ caller }) => caller.name === names.alertsFunction,
        fault: { kind: "refuse", failure: service === "monitoring" ? SERVICE_UNAVAILABLE : DATA_API_FAILURE },
      };
      return { drawn: `${service}:${operation}`, rules: [rule] };
    },
    raised: noEvaluation(kind),
  },
  {
    name: "alerts-not-invoked",
    happens: "The role of the evaluation's schedule loses its permission: the function is not invoked.",
    minutes: [25, 45],
    plan: ({ window, names }) => ({
      drawn: `${names.alertsSchedule}-schedule`,
      deeds: withoutAction(`${names.alertsSchedule}-schedule`, "lambda:InvokeFunction", window),
    }),
    raised: {
      "alerts-silent": 0,
      "schedule-failing": kind.every.evaluation,
      "dead-letters": kind.every.evaluation,
    },
  },
];

function warehouseUnavailable(kind: StageKind): FaultScenario {
  const retention = { "retention-failed": "retention's hour may fall into the outage, and then it fails" } as const;
  const late = {
    "data-not-fresh": "the first evaluation afterwards may come before the first refresh",
    "refresh-stopped": "as data-not-fresh",
  } as const;
  const isAutomatic = kind.settings.refresh === "auto";
  return {
    name: "warehouse-unavailable",
    happens:
      "The Data API answers everybody with InternalServerException: no evaluation, and no refresh but Redshift's own.",
    minutes: [48, 65],
    plan: ({ window }) => ({
      drawn: "every call",
      rules: [
        {
          ...window,
          service: "redshift-data",
          when: ({ caller }) => caller.name !== "administrator",
          fault: { kind: "refuse", failure: DATA_API_FAILURE },
        },
      ],
    }),
    raised: { ...noEvaluation(kind), ...(isAutomatic ? {} : { "refresh-failed": 0 }) },
    mayRaise: { ...retention, ...(isAutomatic ? {} : late) },
  };
}
