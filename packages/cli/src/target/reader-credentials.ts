import type { StageNames } from "@sensor-pipeline/core/names";
import type { AwsCredentialIdentity } from "@smithy/types";
import { CommandError } from "../command/command-error.ts";
import type { PersonIdentity } from "./identity.ts";
import { keepCredentials, takeOnRole } from "./take-on-role.ts";
import type { ClientSettings, StageTime } from "./target.ts";

export interface RoleTaker {
  readonly names: StageNames;
  readonly person: ClientSettings;
  readonly identity: () => Promise<PersonIdentity>;
  readonly time: StageTime;
}

/**
 * Credentials of the stage's reader role, shared by all clients of a command and taken again before they end.
 * @throws {CommandError} when the role is not there or may not be taken on: STS says the same for both.
 */
export function readerCredentials({ names, person, identity, time }: RoleTaker): () => Promise<AwsCredentialIdentity> {
  return keepCredentials(async () => {
    const { partition, account, arn } = await identity();
    const roleArn = `arn:${partition}:iam::${account}:role/${names.readerRole}`;
    const refused = (cause: Error) =>
      new CommandError(
        `${arn} can't take on the role ${roleArn}: either stage ${names.stage} is not deployed here (see --stage, --region and the account), or sts:AssumeRole on that role is missing.`,
        { cause },
      );
    return takeOnRole(roleArn, { person, time, refused });
  });
}
