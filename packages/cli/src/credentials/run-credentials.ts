import type { CommandContext } from "../command/command-context.ts";
import { EXIT_OK } from "../command/exit-code.ts";

/** `pipeline credentials`. @returns the exit code */
export async function runCredentials({ target, terminal }: CommandContext): Promise<number> {
  const { credentials, endpoint, region } = target.reader;
  const keys = typeof credentials === "function" ? await credentials() : credentials;
  if (keys === undefined) throw new Error("The target's reader has no credentials.");
  const { accessKeyId, secretAccessKey, sessionToken, expiration } = keys;
  if (terminal.json) {
    // https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html
    terminal.writeJson({
      Version: 1,
      AccessKeyId: accessKeyId,
      SecretAccessKey: secretAccessKey,
      SessionToken: sessionToken,
      Expiration: expiration?.toISOString(),
    });
    return EXIT_OK;
  }
  const variables = {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  };
  for (const [name, value] of Object.entries(variables)) {
    if (value !== undefined) terminal.write(`export ${name}='${value}'`);
  }
  // One of before would be sent with these keys.
  if (sessionToken === undefined) terminal.write("unset AWS_SESSION_TOKEN");
  return EXIT_OK;
}
