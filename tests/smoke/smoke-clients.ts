import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { KinesisClient } from "@aws-sdk/client-kinesis";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { RedshiftDataClient } from "@aws-sdk/client-redshift-data";
import { RedshiftServerlessClient } from "@aws-sdk/client-redshift-serverless";
import { SFNClient } from "@aws-sdk/client-sfn";
import { SQSClient } from "@aws-sdk/client-sqs";
import type { ClientSettings } from "../../packages/cli/src/target/target.ts";

/** Clients of the person who smokes, the account's administrator. */
export interface SmokeClients {
  readonly cloudwatch: CloudWatchClient;
  readonly events: EventBridgeClient;
  readonly kinesis: KinesisClient;
  readonly lambda: LambdaClient;
  readonly redshiftData: RedshiftDataClient;
  readonly serverless: RedshiftServerlessClient;
  readonly sfn: SFNClient;
  readonly sqs: SQSClient;
  close(): void;
}

export function createSmokeClients(settings: ClientSettings): SmokeClients {
  const clients = {
    cloudwatch: new CloudWatchClient(settings),
    events: new EventBridgeClient(settings),
    kinesis: new KinesisClient(settings),
    lambda: new LambdaClient(settings),
    redshiftData: new RedshiftDataClient(settings),
    serverless: new RedshiftServerlessClient(settings),
    sfn: new SFNClient(settings),
    sqs: new SQSClient(settings),
  } as const;
  return {
    ...clients,
    close() {
      for (const client of Object.values(clients)) client.destroy();
    },
  };
}
