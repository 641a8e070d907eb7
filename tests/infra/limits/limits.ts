import { ALARM_LIMITS } from "./alarm-limits.ts";
import { EVENT_LIMITS } from "./event-limits.ts";
import { FUNCTION_LIMITS } from "./function-limits.ts";
import { IDENTITY_LIMITS } from "./identity-limits.ts";
import type { Limit } from "./limit.ts";
import { NETWORK_LIMITS } from "./network-limits.ts";
import { REDSHIFT_LIMITS } from "./redshift-limits.ts";
import { SCHEDULE_LIMITS } from "./schedule-limits.ts";
import { STATE_MACHINE_LIMITS } from "./state-machine-limits.ts";
import { STREAM_LIMITS } from "./stream-limits.ts";

/** Everything that AWS or its provider is known to refuse of what a stage is made of. */
export const LIMITS: readonly Limit[] = [
  ...STREAM_LIMITS,
  ...REDSHIFT_LIMITS,
  ...NETWORK_LIMITS,
  ...FUNCTION_LIMITS,
  ...SCHEDULE_LIMITS,
  ...EVENT_LIMITS,
  ...STATE_MACHINE_LIMITS,
  ...IDENTITY_LIMITS,
  ...ALARM_LIMITS,
];

/** Types for which no limit is known to matter here, each with the reason. */
export const WITHOUT_LIMITS: Readonly<Record<string, string>> = {
  "aws:s3/bucketObjectv2:BucketObjectv2": "SST's own: the zipped bundle, whose size the bundles' test keeps",
  "aws:sns/topicSubscription:TopicSubscription": "its address is checked where it is read (stage-variables.ts)",
  "random:index/randomBytes:RandomBytes": "lives in SST's state alone",
};
