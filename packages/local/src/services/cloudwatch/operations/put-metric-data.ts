import { z } from "zod";
import type { LocalClock } from "../../../clock.ts";
import { AwsError, type Operation } from "../../../service.ts";
import { double, integer, list, timestamp } from "../../wire-value.ts";
import { dimensionsSchema, namespaceSchema, unitSchema } from "../metric/metric-query.ts";
import type { MetricSample, MetricStore } from "../metric/metric-store.ts";

/** Limits: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html and API_MetricDatum.html */
const MAXIMUM_METRICS = 1_000;
const MAXIMUM_VALUES = 150;
const OLDEST_MS = 14 * 24 * 3_600_000;
const NEWEST_MS = 2 * 3_600_000;
/** "Values must be in the range of -2^360 to 2^360": API_MetricDatum.html */
const LARGEST = 2 ** 360;

const datumSchema = z.strictObject({
  MetricName: z.string().min(1).max(255),
  Dimensions: dimensionsSchema.optional(),
  Timestamp: timestamp.optional(),
  Value: double.optional(),
  StatisticValues: z.strictObject({ SampleCount: double, Sum: double, Minimum: double, Maximum: double }).optional(),
  Values: list(double).optional(),
  Counts: list(double).optional(),
  Unit: unitSchema.optional(),
  StorageResolution: integer.optional(),
});

const inputSchema = z.strictObject({
  Namespace: namespaceSchema,
  MetricData: list(datumSchema, MAXIMUM_METRICS),
});

type Datum = z.output<typeof datumSchema>;

export function putMetricData(store: MetricStore, clock: LocalClock): Operation<z.output<typeof inputSchema>, void> {
  return {
    input: inputSchema,
    resources: () => ["*"],
    context: ({ Namespace }) => ({ "cloudwatch:namespace": Namespace }),
    run: ({ Namespace, MetricData }) => {
      if (Namespace.startsWith("AWS/")) throw invalid("The value AWS/ for parameter Namespace is invalid.");
      const samples = MetricData.map((datum, index) => sampleOf(datum, index + 1, clock.now()));
      for (const [index, sample] of samples.entries()) {
        const { MetricName = "", Dimensions = [] } = MetricData[index] ?? {};
        store.put({ namespace: Namespace, name: MetricName, dimensions: Dimensions }, sample);
      }
    },
  };
}

function sampleOf(datum: Datum, position: number, now: number): MetricSample {
  const member = `MetricData.member.${position}`;
  const at = datum.Timestamp?.getTime() ?? now;
  if (at < now - OLDEST_MS || at > now + NEWEST_MS) {
    throw invalid(
      `The parameter ${member}.Timestamp must specify a time no more than two weeks in the past and two hours in the future.`,
    );
  }
  const resolution = datum.StorageResolution ?? 60;
  if (resolution !== 1 && resolution !== 60)
    throw invalid(`The parameter ${member}.StorageResolution must be 1 or 60.`);
  checkDimensions(datum, member);
  return { unit: datum.Unit ?? "None", at, resolution, ...valuesOf(datum, member) };
}

/** Exactly one of Value, Values and StatisticValues. */
function valuesOf(datum: Datum, member: string): Pick<MetricSample, "values" | "set"> {
  const { Value, Values, Counts, StatisticValues } = datum;
  const given = [Value, Values, StatisticValues].filter((field) => field !== undefined).length;
  if (given === 0) {
    throw new AwsError(
      "MissingRequiredParameterException",
      `At least one of the parameters must be specified: ${member}.Value, ${member}.Values or ${member}.StatisticValues.`,
    );
  }
  if (given > 1)
    throw combination(
      `The parameters ${member}.Value, ${member}.Values and ${member}.StatisticValues are mutually exclusive.`,
    );
  if (StatisticValues !== undefined) {
    for (const [name, value] of Object.entries(StatisticValues))
      checkNumber(value, `${member}.StatisticValues.${name}`);
    if (StatisticValues.SampleCount <= 0)
      throw invalid(`The value of ${member}.StatisticValues.SampleCount must be above zero.`);
    if (StatisticValues.Minimum > StatisticValues.Maximum) {
      throw combination(`${member}.StatisticValues.Minimum must not be above ${member}.StatisticValues.Maximum.`);
    }
    return { values: [], set: StatisticValues };
  }
  const values = Values ?? [Value ?? 0];
  if (values.length > MAXIMUM_VALUES)
    throw invalid(`The parameter ${member}.Values has ${values.length} values, and ${MAXIMUM_VALUES} are allowed.`);
  if (Counts !== undefined && Counts.length !== Values?.length) {
    throw combination(`The parameters ${member}.Values and ${member}.Counts must be of the same size.`);
  }
  return {
    values: values.map((value, index) => {
      const count = Counts?.[index] ?? 1;
      checkNumber(value, `${member}.Value`);
      checkNumber(count, `${member}.Counts`);
      if (count <= 0) throw invalid(`The values of ${member}.Counts must be above zero.`);
      return { value, count };
    }),
  };
}

function checkNumber(value: number, name: string): void {
  if (Number.isFinite(value) && Math.abs(value) <= LARGEST) return;
  throw invalid(`The value ${value} for parameter ${name} is invalid.`);
}

function checkDimensions(datum: Datum, member: string): void {
  const names = (datum.Dimensions ?? []).map(({ Name }) => Name);
  if (new Set(names).size < names.length) throw invalid(`The parameter ${member}.Dimensions has a name twice.`);
}

function invalid(message: string): AwsError {
  return new AwsError("InvalidParameterValueException", message);
}

function combination(message: string): AwsError {
  return new AwsError("InvalidParameterCombinationException", message);
}
