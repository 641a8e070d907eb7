import { METRIC_NAMESPACE } from "@sensor-pipeline/core/names";

/**
 * CloudWatch knows no resource for PutMetricData; the namespace is what narrows it
 * (https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html).
 */
export const publishMetrics = {
  actions: ["cloudwatch:PutMetricData"],
  resources: ["*"],
  conditions: [{ test: "StringEquals", variable: "cloudwatch:namespace", values: [METRIC_NAMESPACE] }],
};
