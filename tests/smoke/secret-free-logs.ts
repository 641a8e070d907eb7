import { CloudWatchLogsClient, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { namesOf } from "@sensor-pipeline/core/names";
import { stageResources } from "@sensor-pipeline/core/stage/stage-resources";
import { z } from "zod";
import type { ClientSettings } from "../../packages/cli/src/target/target.ts";

const secretSchema = z.object({ password: z.string().min(1) });

/**
 * Reads all that the stage has logged and looks for the admin's password in it.
 * @returns what was read, in words @throws when it is there, or when nothing was logged at all
 */
export async function secretFreeLogs(stage: string, secretArn: string, settings: ClientSettings): Promise<string> {
  const logs = new CloudWatchLogsClient(settings);
  const secrets = new SecretsManagerClient(settings);
  try {
    const { SecretString = "{}" } = await secrets.send(new GetSecretValueCommand({ SecretId: secretArn }));
    const { password } = secretSchema.parse(JSON.parse(SecretString));
    const groups = stageResources(namesOf(stage)).filter(({ kind }) => kind === "log group");
    let events = 0;
    for (const { name } of groups) {
      for await (const message of messagesOf(logs, name)) {
        events += 1;
        if (message.includes(password)) throw new Error(`The admin's password is in the log group ${name}.`);
      }
    }
    if (events === 0) throw new Error(`Nothing was logged in ${groups.length} log groups.`);
    return `${events} events in ${groups.length} log groups, none with the admin's password`;
  } finally {
    logs.destroy();
    secrets.destroy();
  }
}

async function* messagesOf(logs: CloudWatchLogsClient, logGroupName: string): AsyncGenerator<string> {
  let nextToken: string | undefined;
  do {
    const page = await logs.send(new FilterLogEventsCommand({ logGroupName, nextToken })).catch(ignoreAbsent);
    for (const { message = "" } of page?.events ?? []) yield message;
    nextToken = page?.nextToken;
  } while (nextToken);
}

/** A stage has not every machine that a stage may have. */
function ignoreAbsent(error: unknown): undefined {
  if (error instanceof Error && error.name === "ResourceNotFoundException") return undefined;
  throw error;
}
