import { autoRefreshLatency } from "./auto-refresh-latency.ts";
import { enhancedVpcRouting } from "./enhanced-vpc-routing.ts";
import { manyViews } from "./many-views.ts";
import type { Action, ActionName } from "./probe-context.ts";
import { reshard } from "./reshard.ts";
import { resultPageSize } from "./result-page-size.ts";
import { statementEvent } from "./statement-event.ts";

export const ACTIONS: Readonly<Record<ActionName, Action>> = {
  autoRefreshLatency,
  enhancedVpcRouting,
  manyViews,
  reshard,
  resultPageSize,
  statementEvent,
};
