/** Pulumi's `metricName` as AWS's `MetricName`, of one level of fields; those that are undefined are left out. */
export function pascalCase(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name.charAt(0).toUpperCase() + name.slice(1), value]),
  );
}
