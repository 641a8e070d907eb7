/** Pages that findings come from. */
const REDSHIFT = "https://docs.aws.amazon.com/redshift/latest";
const KINESIS = "https://docs.aws.amazon.com/streams/latest/dev";

export const PAGES = {
  streaming: `${REDSHIFT}/dg/materialized-view-streaming-ingestion.html`,
  gettingStarted: `${REDSHIFT}/dg/materialized-view-streaming-ingestion-getting-started.html`,
  refreshStatus: `${REDSHIFT}/dg/SYS_MV_REFRESH_HISTORY.html`,
  scanErrors: `${REDSHIFT}/dg/r_SYS_STREAM_SCAN_ERRORS.html`,
  alterView: `${REDSHIFT}/dg/r_ALTER_MATERIALIZED_VIEW.html`,
  alterSchema: `${REDSHIFT}/dg/r_ALTER_EXTERNAL_SCHEMA.html`,
  grant: `${REDSHIFT}/dg/r_GRANT.html`,
  monitorRole: `${REDSHIFT}/dg/r_roles-default.html`,
  superNames: `${REDSHIFT}/dg/super-configurations.html`,
  serverless: `${REDSHIFT}/mgmt/serverless-usage-considerations.html`,
  roleTrust: `${REDSHIFT}/mgmt/authorizing-redshift-service.html`,
  limits: `${KINESIS}/service-sizes-and-limits.html`,
  createStream: "https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeStreamSummary.html",
  streamKey: `${KINESIS}/permissions-user-key-KMS.html`,
  streamMetrics: `${KINESIS}/monitoring-with-cloudwatch.html`,
  hotShards: `${KINESIS}/key-concepts.html`,
  simulate: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html",
  assumeRole: "https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html",
  schedules: "https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-state.html",
  functionErrors: "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html",
  failedEvents: "https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html",
  executions: "https://docs.aws.amazon.com/step-functions/latest/dg/concepts-view-execution-details.html",
  missingData: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html",
  kpl: "https://github.com/awslabs/amazon-kinesis-producer/blob/master/aggregation-format.md",
} as const;
