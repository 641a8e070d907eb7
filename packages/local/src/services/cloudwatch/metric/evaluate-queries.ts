import { AwsError, NotSupportedError } from "../../../service.ts";
import { evaluateExpression } from "../math/evaluate-expression.ts";
import type { MathValue, Points } from "../math/math-value.ts";
import type { Aggregate } from "./aggregate.ts";
import { checkPeriod } from "./check-period.ts";
import type { MetricDataQuery, MetricStat } from "./metric-query.ts";
import type { MetricStore } from "./metric-store.ts";
import { statisticReader } from "./statistic.ts";

/** Where values are looked for: from `from` on, `length` periods. */
export interface QueryWindow {
  /** Milliseconds since the epoch. */
  readonly from: number;
  readonly length: number;
}

export interface QueryValues {
  readonly periodSeconds: number;
  /** The value of the query with this id. */
  readonly resultOf: (id: string) => MathValue;
}

/** Points of one metric, and the aggregates they were read off. */
export function readMetric(
  store: MetricStore,
  stat: MetricStat,
  window: QueryWindow,
): { points: Points; aggregates: readonly (Aggregate | undefined)[] } {
  const reader = statisticReader(stat.Stat);
  const periodMs = stat.Period * 1000;
  const id = {
    namespace: stat.Metric.Namespace,
    name: stat.Metric.MetricName,
    dimensions: stat.Metric.Dimensions ?? [],
  };
  const until = window.from + window.length * periodMs;
  const aggregates = store.read(id, { from: window.from, until, periodMs }, stat.Unit);
  const points = aggregates.map((aggregate) => (aggregate === undefined ? undefined : reader(aggregate)));
  return { points, aggregates };
}

/**
 * The one period of all metrics of a request.
 * @throws {NotSupportedError} when expressions are asked over metrics of different periods.
 */
export function commonPeriod(queries: readonly MetricDataQuery[]): number {
  const periods = new Set<number>();
  for (const query of queries) {
    if (query.MetricStat !== undefined) periods.add(query.MetricStat.Period);
    else if (query.Period !== undefined) periods.add(query.Period);
  }
  for (const period of periods) checkPeriod(period);
  const [period, other] = periods;
  if (period === undefined) {
    throw new AwsError("ValidationError", "Give a Period, or a MetricStat, with a metric-maths expression.");
  }
  if (other !== undefined)
    throw new NotSupportedError(`Metric maths over different periods (${[...periods].join(", ")})`);
  return period;
}

/**
 * The values of queries that may refer to one another by id, over one window; each is worked out once, when it is asked for.
 * @throws {AwsError} ValidationError for an unknown id, a circle, or an expression CloudWatch refuses.
 */
export function evaluateQueries(
  store: MetricStore,
  queries: readonly MetricDataQuery[],
  window: QueryWindow,
): QueryValues {
  const periodSeconds = commonPeriod(queries);
  const byId = new Map(queries.map((query) => [query.Id, query]));
  const values = new Map<string, MathValue>();
  const underWay = new Set<string>();

  const find = (id: string): MathValue | undefined => {
    const query = byId.get(id);
    if (query === undefined) return undefined;
    const known = values.get(id);
    if (known !== undefined) return known;
    if (underWay.has(id)) throw new AwsError("ValidationError", `The expression with the id ${id} refers to itself.`);
    underWay.add(id);
    const value = evaluate(query);
    underWay.delete(id);
    values.set(id, value);
    return value;
  };
  const metrics = (containing: string) =>
    queries
      .filter((query) => query.MetricStat !== undefined && query.Id.includes(containing))
      .map((query) => pointsOfMetric(query.MetricStat));
  const isMetric = (id: string) => byId.get(id)?.MetricStat !== undefined;
  const pointsOfMetric = (stat: MetricStat | undefined): Points =>
    stat === undefined ? [] : readMetric(store, stat, window).points;
  const evaluate = (query: MetricDataQuery): MathValue => {
    if (query.Expression === undefined) return { kind: "series", points: pointsOfMetric(query.MetricStat) };
    const { length } = window;
    return evaluateExpression(query.Expression, { valueOf: find, metrics, isMetric, periodSeconds, length });
  };

  return {
    periodSeconds,
    resultOf: (id) => {
      const value = find(id);
      if (value === undefined) throw new AwsError("ValidationError", `There is no query with the id ${id}.`);
      return value;
    },
  };
}

/**
 * Each query has either a metric or an expression, and an id of its own.
 * @throws {AwsError} ValidationError
 */
export function checkQueries(queries: readonly MetricDataQuery[]): void {
  const ids = new Set<string>();
  for (const query of queries) {
    if (ids.has(query.Id)) throw new AwsError("ValidationError", `The id ${query.Id} is used by two queries.`);
    ids.add(query.Id);
    if ((query.MetricStat === undefined) === (query.Expression === undefined)) {
      throw new AwsError("ValidationError", `Query ${query.Id} must have either a MetricStat or an Expression.`);
    }
    if (query.MetricStat !== undefined) statisticReader(query.MetricStat.Stat);
  }
}
