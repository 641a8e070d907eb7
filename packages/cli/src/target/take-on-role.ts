import type { AwsCredentialIdentity } from "@smithy/types";
import { CommandError } from "../command/command-error.ts";
import type { ClientSettings, StageTime } from "./target.ts";

const SESSION = "pipeline-cli";
/** They are asked for again so long before they end. */
const MARGIN_MS = 5 * 60_000;

export interface TakeOnRole {
  readonly person: ClientSettings;
  readonly time: StageTime;
  /** The error to throw where STS does not give the role: it says the same of one that is not there. */
  readonly refused: (cause: Error) => Error;
}

/** Credentials of a role's session. @throws what `refused` makes of STS's refusal */
export async function takeOnRole(
  roleArn: string,
  { person, time, refused }: TakeOnRole,
): Promise<AwsCredentialIdentity> {
  const { AssumeRoleCommand, STSClient } = await import("@aws-sdk/client-sts");
  const client = new STSClient(person);
  try {
    const { Credentials } = await client.send(new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: SESSION }));
    const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = Credentials ?? {};
    if (!AccessKeyId || !SecretAccessKey) throw new CommandError(`STS gave no credentials for ${roleArn}.`);
    return {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      ...(SessionToken === undefined ? {} : { sessionToken: SessionToken }),
      ...(Expiration === undefined ? {} : { expiration: realTime(Expiration, time) }),
    };
  } catch (error) {
    if (!(error instanceof Error) || !/AccessDenied/.test(error.name)) throw error;
    throw refused(error);
  } finally {
    client.destroy();
  }
}

/** Gives the same credentials to all clients of a command, and takes them again before they end. */
export function keepCredentials(take: () => Promise<AwsCredentialIdentity>): () => Promise<AwsCredentialIdentity> {
  let taken: Promise<AwsCredentialIdentity> | undefined;
  let endsAt = Number.POSITIVE_INFINITY;
  return async () => {
    if (taken === undefined || endsAt - MARGIN_MS < Date.now()) {
      endsAt = Number.POSITIVE_INFINITY;
      taken = take();
    }
    const credentials = await taken;
    endsAt = credentials.expiration?.getTime() ?? endsAt;
    return credentials;
  };
}

/** The SDK compares an expiration with the clock on the wall. */
function realTime(stageTime: Date, { speed, now }: StageTime): Date {
  return new Date(Date.now() + (stageTime.getTime() - now()) / speed);
}
