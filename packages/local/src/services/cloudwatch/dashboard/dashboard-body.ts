import { z } from "zod";

/** CloudWatch's grid is 24 columns wide and 1,000 units high: .../APIReference/CloudWatch-Dashboard-Body-Structure.html */
const COLUMNS = 24;
const ROWS = 1_000;

/** The `metrics` of a widget: `[namespace, name, dimension, value, ..., {options}]`, or `[{expression, ...}]`. */
const metricRow = z
  .array(z.union([z.string(), z.record(z.string(), z.unknown())]))
  .min(1)
  .refine(
    (row) =>
      row.length === 1 ? typeof row[0] === "object" : row.slice(0, -1).every((part) => typeof part === "string"),
    {
      error: "a metric is [namespace, name, dimension name, dimension value, ..., {options}] or [{expression}]",
    },
  );

/** What each widget type must have; further documented properties pass as they are. */
const PROPERTIES: Readonly<Record<string, z.ZodType>> = {
  text: z.looseObject({ markdown: z.string() }),
  metric: z
    .looseObject({
      region: z.string().optional(),
      metrics: z.array(metricRow).min(1).optional(),
      annotations: z.looseObject({ alarms: z.array(z.string()).optional() }).optional(),
      period: z.number().int().positive().optional(),
      view: z.enum(["timeSeries", "singleValue", "gauge", "bar", "pie", "table"]).optional(),
      stat: z.string().optional(),
      title: z.string().optional(),
    })
    .refine((properties) => properties.metrics !== undefined || properties.annotations?.alarms !== undefined, {
      error: "a metric widget has metrics, or annotations with alarms",
    }),
  alarm: z.looseObject({ alarms: z.array(z.string()).min(1).max(100), title: z.string().optional() }),
  log: z.looseObject({ query: z.string(), region: z.string() }),
  explorer: z.looseObject({ metrics: z.array(z.unknown()), aggregateBy: z.unknown().optional() }),
  custom: z.looseObject({ endpoint: z.string() }),
};

const widgetSchema = z
  .looseObject({
    type: z.string(),
    x: z
      .number()
      .int()
      .min(0)
      .max(COLUMNS - 1)
      .optional(),
    y: z.number().int().min(0).optional(),
    width: z.number().int().min(1).max(COLUMNS).optional(),
    height: z.number().int().min(1).max(ROWS).optional(),
    properties: z.unknown(),
  })
  .check((context) => {
    const { type, x, y, properties } = context.value;
    if ((x === undefined) !== (y === undefined)) {
      context.issues.push({
        code: "custom",
        message: "x and y are given together or not at all",
        input: context.value,
      });
    }
    const schema = PROPERTIES[type];
    if (schema === undefined) {
      context.issues.push({
        code: "custom",
        message: `"${type}" is no widget type: ${Object.keys(PROPERTIES).join(", ")}`,
        path: ["type"],
        input: type,
      });
      return;
    }
    for (const issue of schema.safeParse(properties).error?.issues ?? []) {
      context.issues.push({
        code: "custom",
        message: issue.message,
        path: ["properties", ...issue.path],
        input: properties,
      });
    }
  });

const bodySchema = z.looseObject({
  widgets: z.array(widgetSchema).max(500),
  start: z.string().optional(),
  end: z.string().optional(),
  periodOverride: z.enum(["auto", "inherit"]).optional(),
});

export interface DashboardFault {
  readonly DataPath: string;
  readonly Message: string;
}

/**
 * What is wrong with a dashboard's body: JSON, the grid, the widget types, and what each type must have.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export function dashboardFaults(body: string): readonly DashboardFault[] {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (error) {
    return [
      {
        DataPath: "/",
        Message: `The field DashboardBody must be a valid JSON object: ${error instanceof Error ? error.message : error}`,
      },
    ];
  }
  return (bodySchema.safeParse(value).error?.issues ?? []).map((issue) => ({
    DataPath: `/${issue.path.join("/")}`,
    Message: issue.message,
  }));
}
