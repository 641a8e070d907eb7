import { StreamReadError } from "@sensor-pipeline/redshift/stream-reader";
import { ACCOUNT_ID, arnOf } from "../../account.ts";
import { AwsError, type Caller, type ServiceContext } from "../../service.ts";
import type { KinesisCall } from "./stream-reader.ts";

/** Redshift takes a role on as either; a role's trust names one of them or both (https://docs.aws.amazon.com/redshift/latest/mgmt/authorizing-redshift-service.html). */
const SERVERLESS = servicePrincipal("redshift-serverless.amazonaws.com");
const PROVISIONED = servicePrincipal("redshift.amazonaws.com");

const SESSION = "redshift";

/**
 * What the guide has a role be granted besides the calls that are made here. Which call of Redshift's needs which is documented nowhere, so
 * all are asked for whenever the reading of a stream begins.
 * https://docs.aws.amazon.com/redshift/latest/dg/materialized-view-streaming-ingestion-getting-started.html
 */
const ALSO_NEEDED = ["kinesis:DescribeStreamSummary", "kinesis:DescribeStream"];

/** Calls Kinesis of this local AWS as a role, taken on anew for each call: what the role may do counts when it does it. */
export function kinesisAsRole(context: ServiceContext, roleArn: string, region = context.region): KinesisCall {
  return async <Output>(...[operation, input]: Parameters<KinesisCall>) => {
    if (region !== context.region) {
      throw new StreamReadError("gone", `This local AWS has the Region ${context.region} only, not ${region}.`);
    }
    const session = takeOn(context, roleArn);
    const output = await context.call<Output>(session, "kinesis", operation, input);
    if (operation === "ListShards") authorizeRead(context, session, input.StreamName);
    return output;
  };
}

/** @throws {AwsError} AccessDeniedException. A further page of shards names no stream. */
function authorizeRead({ identity, region }: ServiceContext, session: Caller, stream: unknown): void {
  if (typeof stream !== "string") return;
  identity.authorize(session, "kinesis:ListStreams", ["*"]);
  for (const action of ALSO_NEEDED) identity.authorize(session, action, [arnOf("kinesis", region, `stream/${stream}`)]);
}

function takeOn({ identity }: ServiceContext, roleArn: string): Caller {
  try {
    return identity.assumeRole(SERVERLESS, roleArn, SESSION);
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== "AccessDenied") throw error;
    return identity.assumeRole(PROVISIONED, roleArn, SESSION);
  }
}

function servicePrincipal(name: string): Caller {
  return { kind: "service", accountId: ACCOUNT_ID, arn: name, name };
}
