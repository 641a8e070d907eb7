import { z } from "zod";
import { timeSpan } from "./option-value.ts";

/** Each look costs something: on AWS a query keeps the workgroup awake. */
const DEFAULT_WATCH_MS = 5_000;

/** `--watch [interval]` in milliseconds; undefined without it. */
export const watchInterval = z
  .union([z.literal(true).transform(() => DEFAULT_WATCH_MS), timeSpan("--watch", 1)], {
    error: "--watch must be a time such as 2s, 30s or 5m, at most 1d",
  })
  .optional();
