import type { StageNames } from "@sensor-pipeline/core/names";
import type { AwsCredentialIdentity } from "@smithy/types";
import { CommandError } from "../command/command-error.ts";
import type { PersonIdentity } from "./identity.ts";
import type { ClientSettings, StageTime } from "./target.ts";

const SESSION = "pipeline-cli";
/** They are asked for again so long before they end. */
const MARGIN_MS = 5 * 60_000;

/**
 * Credentials of the stage's reader role, shared by all clients of a command and taken again before they end.
 * @throws {CommandError} when the role is not there or may not be taken on: STS says the same for both.
 */
export function readerCredentials(options: ReaderOptions): () => Promise<AwsCredentialIdentity> {
  let taken: Promise<AwsCredentialIdentity> | undefined;
  let endsAt = Number.POSITIVE_INFINITY;
  return async () => {
    if (taken === undefined || endsAt - MARGIN_MS < Date.now()) {
      endsAt = Number.POSITIVE_INFINITY;
      taken = assumeReader(options);
    }
    const credentials = await taken;
    endsAt = credentials.expiration?.getTime() ?? endsAt;
    return credentials;
  };
}

interface ReaderOptions {
  readonly names: StageNames;
  readonly person: ClientSettings;
  readonly identity: () => Promise<PersonIdentity>;
  readonly time: StageTime;
}

async function assumeReader({ names, person, identity, time }: ReaderOptions): Promise<AwsCredentialIdentity> {
  const { partition, account, arn } = await identity();
  const { AssumeRoleCommand, STSClient } = await import("@aws-sdk/client-sts");
  const client = new STSClient(person);
  const roleArn = `arn:${partition}:iam::${account}:role/${names.readerRole}`;
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
    throw new CommandError(
      `${arn} can't take on the role ${roleArn}: either stage ${names.stage} is not deployed here (see --stage, --region and the account), or sts:AssumeRole on that role is missing.`,
      { cause: error },
    );
  } finally {
    client.destroy();
  }
}

/** The SDK compares an expiration with the clock on the wall. */
function realTime(stageTime: Date, { speed, now }: StageTime): Date {
  return new Date(Date.now() + (stageTime.getTime() - now()) / speed);
}
