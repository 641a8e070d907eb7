import { z } from "zod";
import { boolean, integer, list } from "../../wire-value.ts";

export const UNITS = [
  ...["Seconds", "Microseconds", "Milliseconds", "Percent", "Count", "None"],
  ...[
    "Bytes",
    "Kilobytes",
    "Megabytes",
    "Gigabytes",
    "Terabytes",
    "Bits",
    "Kilobits",
    "Megabits",
    "Gigabits",
    "Terabits",
  ],
  ...["Bytes/Second", "Kilobytes/Second", "Megabytes/Second", "Gigabytes/Second", "Terabytes/Second"],
  ...["Bits/Second", "Kilobits/Second", "Megabits/Second", "Gigabits/Second", "Terabits/Second", "Count/Second"],
] as const;

export const unitSchema = z.enum(UNITS);

/** `[^:].*`, and no control characters: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html */
export const namespaceSchema = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[^:\p{Cc}]\P{Cc}*$/u);

/** At most 30 dimensions: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html */
export const dimensionsSchema = list(
  z.strictObject({ Name: z.string().min(1).max(255), Value: z.string().min(1).max(1024) }),
  30,
);

const metricSchema = z.strictObject({
  Namespace: namespaceSchema,
  MetricName: z.string().min(1).max(255),
  Dimensions: dimensionsSchema.optional(),
});

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDataQuery.html */
export const metricDataQuerySchema = z.strictObject({
  Id: z.string().regex(/^[a-z][A-Za-z0-9_]{0,254}$/, {
    error: "an Id begins with a lower-case letter and holds letters, digits and underscores",
  }),
  MetricStat: z
    .strictObject({ Metric: metricSchema, Period: integer, Stat: z.string(), Unit: unitSchema.optional() })
    .optional(),
  Expression: z.string().min(1).max(2048).optional(),
  Label: z.string().optional(),
  ReturnData: boolean.optional(),
  Period: integer.optional(),
});

export type MetricDataQuery = z.output<typeof metricDataQuerySchema>;
export type MetricStat = NonNullable<MetricDataQuery["MetricStat"]>;
