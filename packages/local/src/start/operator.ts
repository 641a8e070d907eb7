import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { RedshiftDataClient } from "@aws-sdk/client-redshift-data";
import { RedshiftServerlessClient } from "@aws-sdk/client-redshift-serverless";
import { SchedulerClient } from "@aws-sdk/client-scheduler";
import { SFNClient } from "@aws-sdk/client-sfn";

/** AWS clients of the person at the terminal: everything a start shows is read through them, over the wire. */
export interface Operator {
  readonly cloudwatch: CloudWatchClient;
  readonly lambda: LambdaClient;
  readonly redshiftData: RedshiftDataClient;
  readonly redshiftServerless: RedshiftServerlessClient;
  readonly scheduler: SchedulerClient;
  readonly sfn: SFNClient;
  close(): void;
}

export function createOperator(url: string, region: string): Operator {
  const settings = {
    endpoint: url,
    region,
    credentials: { accessKeyId: "operator", secretAccessKey: "operator" },
  } as const;
  const clients = {
    cloudwatch: new CloudWatchClient(settings),
    lambda: new LambdaClient(settings),
    redshiftData: new RedshiftDataClient(settings),
    redshiftServerless: new RedshiftServerlessClient(settings),
    scheduler: new SchedulerClient(settings),
    sfn: new SFNClient(settings),
  } as const;
  return {
    ...clients,
    close() {
      for (const client of Object.values(clients)) client.destroy();
    },
  };
}
