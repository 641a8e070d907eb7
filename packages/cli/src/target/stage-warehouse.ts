import { GetFunctionConfigurationCommand, LambdaClient, ResourceNotFoundException } from "@aws-sdk/client-lambda";
import { type AlertsEnvironment, alertsEnvironment } from "@sensor-pipeline/core/alert/alerts-environment";
import { CommandError } from "../command/command-error.ts";
import type { ClientSettings, Target } from "./target.ts";

/** Where a stage's data is, as its alert function is told it. */
export interface StageWarehouse extends AlertsEnvironment {
  /** Settings of the Data API's client that may sign in to `target`. */
  readonly signIn: ClientSettings;
}

/**
 * Reads from what is deployed where the stage's warehouse is. A person signs in to it as the stage's reader; with
 * `secretArn` as the user of that secret, the admin, by the person's own right to read it.
 * @throws {CommandError} when the stage is not deployed there
 * @throws {EnvironmentError} when it is deployed by another version of infra
 */
export async function stageWarehouse(target: Target, secretArn?: string): Promise<StageWarehouse> {
  const { names, title, person, reader } = target;
  const deployed = alertsEnvironment(await readVariables(target));
  if (deployed.stage !== names.stage) {
    throw new CommandError(`${title}: the function ${names.alertsFunction} says it is of stage ${deployed.stage}.`);
  }
  if (secretArn === undefined) return { ...deployed, signIn: reader };
  return { ...deployed, target: { ...deployed.target, secretArn }, signIn: person };
}

async function readVariables({ names, title, finder }: Target): Promise<Readonly<Record<string, string>>> {
  const client = new LambdaClient(finder);
  try {
    const { Environment } = await client.send(
      new GetFunctionConfigurationCommand({ FunctionName: names.alertsFunction }),
    );
    const { Variables = {}, Error: error } = Environment ?? {};
    if (error) throw new CommandError(`The environment of ${names.alertsFunction} can't be read: ${error.Message}`);
    return Variables;
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
    throw new CommandError(
      `The ${title} is not deployed: the function ${names.alertsFunction} is missing. Deploy it (npx sst deploy --stage ${names.stage}), or see --stage and --region.`,
      { cause: error },
    );
  } finally {
    client.destroy();
  }
}
