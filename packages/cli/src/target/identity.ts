import type { ClientSettings } from "./target.ts";

/** Who calls, as STS tells it. */
export interface PersonIdentity {
  readonly account: string;
  /** `aws`, `aws-cn`, `aws-us-gov`. */
  readonly partition: string;
  readonly region: string;
  readonly arn: string;
}

/** Asks STS who these credentials are. */
export async function identityOf(settings: ClientSettings): Promise<PersonIdentity> {
  const { GetCallerIdentityCommand, STSClient } = await import("@aws-sdk/client-sts");
  const client = new STSClient(settings);
  try {
    const { Account: account = "", Arn: arn = "" } = await client.send(new GetCallerIdentityCommand());
    return { account, arn, partition: arn.split(":")[1] ?? "aws", region: await client.config.region() };
  } finally {
    client.destroy();
  }
}

/** ARN of a state machine of this account and region. */
export function stateMachineArn({ partition, region, account }: PersonIdentity, name: string): string {
  return `arn:${partition}:states:${region}:${account}:stateMachine:${name}`;
}
