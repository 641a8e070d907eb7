import {
  DATA_API_FAILURE,
  type FaultRule,
  SERVICE_UNAVAILABLE,
} from "../../../packages/local/src/faults/fault-rule.ts";
import type { FaultScenario } from "../scenario.ts";
import { withoutAction } from "../stage/take-permission.ts";

/** Refresh and evaluation. */
export const warehouseFaults: readonly FaultScenario[] = [
  {
    name: "refresh-denied",
    happens: "Redshift's role loses its right to read the stream: every refresh fails until it has it again.",
    minutes: [35, 60],
    plan: ({ window, names }) => ({
      drawn: names.warehouseRole,
      deeds: withoutAction(names.warehouseRole, "kinesis:GetRecords", window),
    }),
    raised: { "refresh-failed": 0, "data-not-fresh": 0 },
  },
  {
    name: "refresh-not-started",
    happens: "The role of the refresh's schedule loses its permission: nothing fails, and nothing is refreshed.",
    minutes: [35, 60],
    plan: ({ window, names }) => ({
      drawn: `${names.refreshMachine}-start`,
      deeds: withoutAction(`${names.refreshMachine}-start`, "states:StartExecution", window),
    }),
    raised: { "data-not-fresh": 0 },
  },
  {
    name: "warehouse-unavailable",
    happens: "The Data API answers everybody with InternalServerException: no refresh, no evaluation.",
    minutes: [35, 60],
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
    raised: { "refresh-failed": 0, "alerts-failing": 0, "alerts-silent": 0 },
    mayRaise: { "data-not-fresh": "the first evaluation afterwards may come before the first refresh" },
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
    raised: { "alerts-failing": 0, "alerts-silent": 0 },
  },
  {
    name: "alerts-not-invoked",
    happens: "The role of the evaluation's schedule loses its permission: the function is not invoked.",
    minutes: [25, 45],
    plan: ({ window, names }) => ({
      drawn: `${names.alertsSchedule}-schedule`,
      deeds: withoutAction(`${names.alertsSchedule}-schedule`, "lambda:InvokeFunction", window),
    }),
    raised: { "alerts-silent": 0 },
  },
];
