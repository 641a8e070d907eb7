import type { StageNames } from "@sensor-pipeline/core/names";
import type { AwsCredentialIdentity } from "@smithy/types";
import { CommandError, UsageError } from "../command/command-error.ts";
import type { RoleTaker } from "./reader-credentials.ts";
import { keepCredentials, takeOnRole } from "./take-on-role.ts";
import type { ClientSettings, Target } from "./target.ts";

/**
 * Credentials of the role that --as names. The local AWS lets whoever uses it be any role, by a key that has its name; on AWS the role's
 * trust policy decides.
 * @throws {UsageError} for a role that is not there, with those of the stage
 * @throws {CommandError} when it may not be taken on
 */
export function roleCredentials(
  role: string,
  kind: Target["kind"],
  { names, person, identity, time }: RoleTaker,
): () => Promise<AwsCredentialIdentity> {
  return keepCredentials(async () => {
    const name = await findRole(role, names, person);
    if (kind === "local") return { accessKeyId: `role=${name}`, secretAccessKey: "any" };
    const { partition, account, arn } = await identity();
    const roleArn = `arn:${partition}:iam::${account}:role/${name}`;
    const refused = (cause: Error) =>
      new CommandError(
        `${arn} can't take on the role ${roleArn}: on AWS its trust policy has to let you, which of a stage's roles only the reader's does. On the local AWS --as takes on any.`,
        { cause },
      );
    return takeOnRole(roleArn, { person, time, refused });
  });
}

/** By its whole name, or what comes after the stage's: `alerts`. Whoever may not list roles is taken at their word. */
async function findRole(given: string, names: StageNames, person: ClientSettings): Promise<string> {
  const begin = `${names.prefix}-`;
  const found = await roleNames(person);
  if (found === undefined) return given.startsWith(begin) ? given : begin + given;
  const name = [begin + given, given].find((candidate) => found.includes(candidate));
  if (name !== undefined) return name;
  const stages = found.filter((one) => one.startsWith(begin)).map((one) => one.slice(begin.length));
  const choice = stages.length === 0 ? "which has none: is it deployed here?" : `which has ${stages.join(", ")}.`;
  throw new UsageError(`There is no role "${given}" in stage ${names.stage}, ${choice}`);
}

/** Undefined where they may not be looked at. */
async function roleNames(person: ClientSettings): Promise<readonly string[] | undefined> {
  const { IAMClient, paginateListRoles } = await import("@aws-sdk/client-iam");
  const client = new IAMClient(person);
  try {
    const found: string[] = [];
    for await (const { Roles = [] } of paginateListRoles({ client }, {})) {
      found.push(...Roles.flatMap(({ RoleName }) => RoleName ?? []));
    }
    return found.toSorted();
  } catch (error) {
    if (error instanceof Error && /AccessDenied/.test(error.name)) return undefined;
    throw error;
  } finally {
    client.destroy();
  }
}
