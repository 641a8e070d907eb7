import {
  DATA_API_FAILURE,
  type FaultRule,
  SERVICE_UNAVAILABLE,
} from "../../../packages/local/src/faults/fault-rule.ts";
import type { FaultScenario } from "../scenario.ts";
import { withoutAction } from "../stage/take-permission.ts";

/** Refresh and evaluation come every five minutes: until then there is nothing to fail. */
const EVERY_SECONDS = 300;
/** Two retries, after one minute and two more. */
const GIVEN_UP_SECONDS = EVERY_SECONDS + 180;

/** Records come in, and nobody sees them. */
const NOTHING_NEW = { "data-not-fresh": 0, "refresh-stopped": 0, "alerts-stale": 0 } as const;

/** The function runs and fails, and its events are given up. */
const NO_EVALUATION = {
  ...{ "alerts-failing": 0, "alerts-silent": 0 },
  ...{ "events-dropped": GIVEN_UP_SECONDS, "dead-letters": GIVEN_UP_SECONDS },
} as const;

/** Refresh and evaluation. */
export const warehouseFaults: readonly FaultScenario[] = [
  {
    name: "refresh-denied",
    happens: "Redshift's role loses its right to read the stream: every refresh fails until it has it again.",
    minutes: [45, 65],
    plan: ({ window, names }) => ({
      drawn: names.warehouseRole,
      deeds: withoutAction(names.warehouseRole, "kinesis:GetRecords", window),
    }),
    raised: { ...NOTHING_NEW, "refresh-failed": 0, "statement-failed": EVERY_SECONDS },
    testedWith: [3],
  },
  {
    name: "refresh-not-started",
    happens: "The role of the refresh's schedule loses its permission: nothing fails, and nothing is refreshed.",
    minutes: [45, 65],
    plan: ({ window, names }) => ({
      drawn: `${names.refreshMachine}-start`,
      deeds: withoutAction(`${names.refreshMachine}-start`, "states:StartExecution", window),
    }),
    raised: { ...NOTHING_NEW, "schedule-failing": EVERY_SECONDS, "dead-letters": EVERY_SECONDS },
  },
  {
    name: "warehouse-unavailable",
    happens: "The Data API answers everybody with InternalServerException: no refresh, no evaluation.",
    minutes: [45, 65],
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
    raised: { ...NO_EVALUATION, "refresh-failed": 0 },
    mayRaise: {
      "data-not-fresh": "the first evaluation afterwards may come before the first refresh",
      "refresh-stopped": "as data-not-fresh",
      "retention-failed": "retention's hour may fall into the outage, and then it fails",
    },
  },
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
    raised: NO_EVALUATION,
  },
  {
    name: "alerts-not-invoked",
    happens: "The role of the evaluation's schedule loses its permission: the function is not invoked.",
    minutes: [25, 45],
    plan: ({ window, names }) => ({
      drawn: `${names.alertsSchedule}-schedule`,
      deeds: withoutAction(`${names.alertsSchedule}-schedule`, "lambda:InvokeFunction", window),
    }),
    raised: { "alerts-silent": 0, "schedule-failing": EVERY_SECONDS, "dead-letters": EVERY_SECONDS },
  },
];
