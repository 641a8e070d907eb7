import {
  type FaultRule,
  INTERNAL_FAILURE,
  SERVICE_UNAVAILABLE,
} from "../../../packages/local/src/faults/fault-rule.ts";
import { RETRIES_SECONDS } from "../lab-alarms.ts";
import type { Planning, ScenariosOn } from "../scenario.ts";
import { withoutAction } from "../stage/take-permission.ts";
import { eventsGivenUp } from "./events-given-up.ts";

/** Longer than the client of the producer waits for an answer. */
const LOST_SECONDS = 20;

/** Of an on-demand stream; one with given shards has its own number. */
const ON_DEMAND_SHARDS = 4;
const RECORDS_A_SHARD = 1000;

const LATE_BY_RETRY = { "latency-high": "a batch that Lambda's last retry gets through is minutes late" } as const;

const duringPut = ({ window, names }: Planning): Omit<FaultRule, "fault"> => ({
  ...window,
  service: "kinesis",
  operation: "PutRecords",
  when: ({ caller }) => caller.name === names.producerFunction,
});

/** The way from the producer to the stream. */
export const producerFaults: ScenariosOn = ({ every, settings: { stream, thresholds } }) => [
  {
    name: "throttling",
    happens:
      "Each batch has more records than the stream's shards take in a second: the producer sends what is refused again.",
    minutes: [5, 6],
    plan: ({ draw }) => {
      const shards = stream.shards === "on-demand" ? ON_DEMAND_SHARDS : stream.shards;
      const records = draw.whole("records", 100, 400) + shards * RECORDS_A_SHARD;
      return { drawn: `${records} records a batch, ${RECORDS_A_SHARD} a second and shard`, records };
    },
    raised: { "write-throttled": 0 },
  },
  {
    name: "partial-failures",
    happens: "The stream refuses a few records of each request with InternalFailure: only those are sent again.",
    minutes: [15, 40],
    plan: (planning) => {
      const share = planning.draw.share("share", 0.02, 0.1);
      const fault = { kind: "refuse-records", share, failure: INTERNAL_FAILURE } as const;
      return { drawn: `${Math.round(share * 100)} % of the records`, rules: [{ ...duringPut(planning), fault }] };
    },
    raised: {},
    mayRaise: {
      "duplicate-records": "where the lot falls on one record in every attempt, its whole batch is sent once more",
    },
  },
  {
    name: "lost-answers",
    happens:
      "The stream takes a request and its answer never comes: the producer's time-out passes and it sends everything again.",
    minutes: [30, 40],
    plan: (planning) => {
      const share = planning.draw.share("share", 0.2, 0.25);
      const fault = { kind: "lose-answer", seconds: LOST_SECONDS } as const;
      return {
        drawn: `${Math.round(share * 100)} % of the requests`,
        rules: [{ ...duringPut(planning), share, fault }],
      };
    },
    raised: {},
    mayRaise: { "duplicate-records": "it depends on how many requests the lot falls on" },
  },
  {
    name: "stream-unavailable",
    happens:
      "The stream refuses every request: the producer fails, Lambda tries each event three times and keeps it in the queue of failed events.",
    minutes: [12, 30],
    plan: (planning) => ({
      drawn: "every request",
      rules: [{ ...duringPut(planning), fault: { kind: "refuse", failure: SERVICE_UNAVAILABLE } }],
    }),
    raised: {
      ...{ "producer-failing": 0, "producer-silent": 0, "records-failed": 0 },
      ...eventsGivenUp(every.production),
    },
    mayRaise: thresholds.latencySeconds > every.production + RETRIES_SECONDS ? {} : LATE_BY_RETRY,
    testedWith: [2],
  },
  {
    name: "producer-not-invoked",
    happens:
      "The role of the producer's schedule loses its permission: the function is not invoked, and its events go to the schedule's queue.",
    minutes: [12, 30],
    plan: ({ window, names }) => ({
      drawn: "every event",
      deeds: withoutAction(`${names.producerSchedule}-schedule`, "lambda:InvokeFunction", window),
    }),
    raised: { "producer-silent": 0, "schedule-failing": every.production, "dead-letters": every.production },
  },
];
