import { z } from "zod";
import type { LocalClock } from "../../../clock.ts";
import type { Operation } from "../../../service.ts";
import { pageOf } from "../../paging.ts";
import { list } from "../../wire-value.ts";
import { namespaceSchema } from "../metric/metric-query.ts";
import type { MetricId, MetricStore } from "../metric/metric-store.ts";

const PAGE = 500;
const THREE_HOURS = 3 * 3_600_000;

const inputSchema = z.strictObject({
  Namespace: namespaceSchema.optional(),
  MetricName: z.string().min(1).max(255).optional(),
  Dimensions: list(
    z.strictObject({ Name: z.string().min(1).max(255), Value: z.string().min(1).max(1024).optional() }),
    10,
  ).optional(),
  NextToken: z.string().optional(),
  RecentlyActive: z.literal("PT3H").optional(),
});

type Input = z.output<typeof inputSchema>;

interface ListedMetric {
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions: MetricId["dimensions"];
}

export function listMetrics(
  store: MetricStore,
  clock: LocalClock,
): Operation<Input, { Metrics: readonly ListedMetric[]; NextToken: string | undefined }> {
  return {
    input: inputSchema,
    resources: () => ["*"],
    run: (input) => {
      const found = store.metrics().filter((id) => matches(id, input) && isActive(store, id, input, clock.now()));
      const { page, next } = pageOf(found, input.NextToken, PAGE, "InvalidParameterValueException");
      const Metrics = page.map(({ namespace, name, dimensions }) => ({
        Namespace: namespace,
        MetricName: name,
        Dimensions: dimensions,
      }));
      return { Metrics, NextToken: next };
    },
  };
}

function matches(id: MetricId, { Namespace, MetricName, Dimensions = [] }: Input): boolean {
  if (Namespace !== undefined && id.namespace !== Namespace) return false;
  if (MetricName !== undefined && id.name !== MetricName) return false;
  return Dimensions.every((wanted) =>
    id.dimensions.some(
      ({ Name, Value }) => Name === wanted.Name && (wanted.Value === undefined || Value === wanted.Value),
    ),
  );
}

function isActive(store: MetricStore, id: MetricId, { RecentlyActive }: Input, now: number): boolean {
  return RecentlyActive === undefined || (store.newestAt(id) ?? 0) >= now - THREE_HOURS;
}
